import { createHash } from 'node:crypto'
import type { Response } from 'express'
import type { Language } from '../language/language.js'
import { numberWords } from '../language/numbers.js'
import type { Assets } from './assets.js'
import { buildTime, buildTimeMark } from './build-time.js'
import { setFingerprint } from './cacheable.js'
import type { Print, ViewName, Views } from './views.js'

declare module 'express-serve-static-core' {
  interface Application {
    print: Print
    assets: Assets
  }
}

/** Prints a page and sends it: the only way from a page file to a template. Sets Server-Timing and the footer's figure. */
export function render<Name extends ViewName>(
  res: Response,
  language: Language,
  name: Name,
  page: Views[Name],
  options: { status?: number } = {},
): void {
  const ready = buildTime(res)
  const html = res.app.print(language, name, page)
  const total = buildTime(res)
  // Turned into bytes once, which for a long page costs as much as printing it.
  const bytes = Buffer.from(html)
  setFingerprint(res, createHash('sha1').update(bytes).digest('base64url'))
  res.setHeader(
    'Server-Timing',
    `data;dur=${ready.toFixed(1)}, render;dur=${(total - ready).toFixed(1)}, total;dur=${total.toFixed(1)}`,
  )
  res.setHeader('Content-Type', 'text/html; charset=utf-8')
  res.setHeader('Content-Language', language)
  res.status(options.status ?? 200)
  const whole = withBuildTime(bytes, numberWords(language, total))
  res.setHeader('Content-Length', whole.length)
  res.end(res.req.method === 'HEAD' ? undefined : whole)
}

/** The footer's figure in the place of its mark; a page without a footer has none. */
function withBuildTime(bytes: Buffer, words: string): Buffer {
  const at = bytes.lastIndexOf(buildTimeMark)
  if (at === -1) return bytes
  return Buffer.concat([
    bytes.subarray(0, at),
    Buffer.from(words),
    bytes.subarray(at + Buffer.byteLength(buildTimeMark)),
  ])
}
