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
  setFingerprint(res, createHash('sha1').update(html).digest('base64url'))
  res.setHeader(
    'Server-Timing',
    `data;dur=${ready.toFixed(1)}, render;dur=${(total - ready).toFixed(1)}, total;dur=${total.toFixed(1)}`,
  )
  res.setHeader('Content-Type', 'text/html; charset=utf-8')
  res.setHeader('Content-Language', language)
  res.status(options.status ?? 200)
  const bytes = Buffer.from(html.replace(buildTimeMark, numberWords(language, total)))
  res.setHeader('Content-Length', bytes.length)
  res.end(res.req.method === 'HEAD' ? undefined : bytes)
}
