import type { Response } from 'express'
import { cacheable } from '../web/cacheable.js'

/** Sends a text for machines. What changes it is named by tags, as on pages. */
export function told(
  res: Response,
  { type, text, tags, seconds }: { type: string; text: string; tags: readonly string[]; seconds: number },
): void {
  cacheable(res, { tags, seconds })
  const bytes = Buffer.from(text)
  res.setHeader('Content-Type', `${type}; charset=utf-8`)
  res.setHeader('Content-Length', bytes.length)
  res.end(res.req.method === 'HEAD' ? undefined : bytes)
}
