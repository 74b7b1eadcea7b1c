import { createHash } from 'node:crypto'
import type { Response } from 'express'
import { cacheable } from '../web/cacheable.js'

interface Telling {
  type: string
  text: string
  /** What changes it, as on pages; null for an answer that is for one asker only. */
  tags: readonly string[] | null
  seconds: number
  /** When what it tells last changed. */
  changed?: Date
}

/** Sends a text for machines; to whom has it already, only that it is unchanged. */
export function told(res: Response, { type, text, tags, seconds, changed }: Telling): void {
  if (tags !== null) cacheable(res, { tags, seconds })
  const bytes = Buffer.from(text)
  res.setHeader('Content-Type', /json$/.test(type) ? type : `${type}; charset=utf-8`)
  res.setHeader('ETag', `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`)
  if (changed && changed.getTime() > 0) res.setHeader('Last-Modified', changed.toUTCString())
  // The page cache asks without conditions and answers them itself.
  if (res.req.fresh) {
    res.status(304).end()
    return
  }
  res.setHeader('Content-Length', bytes.length)
  res.end(res.req.method === 'HEAD' ? undefined : bytes)
}
