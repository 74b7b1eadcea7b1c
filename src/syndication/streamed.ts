import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Response } from 'express'

/**
 * Sends a long text piece by piece, as fast as the asker takes it, without ever holding it whole. `etag` names its content
 * before it is written.
 */
export async function streamed(
  res: Response,
  { type, etag, changed, pieces }: { type: string; etag: string; changed: Date; pieces: AsyncIterable<string> },
): Promise<void> {
  const { req } = res
  const isGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(req.headers['accept-encoding'] ?? ''))
  res.setHeader('Content-Type', `${type}; charset=utf-8`)
  res.setHeader('Cache-Control', 'public, max-age=60')
  res.setHeader('Vary', 'Accept-Encoding')
  res.setHeader('ETag', `"${etag}${isGzip ? '-gz' : ''}"`)
  res.setHeader('Last-Modified', changed.toUTCString())
  if (req.fresh) {
    res.status(304).end()
    return
  }
  if (isGzip) res.setHeader('Content-Encoding', 'gzip')
  if (req.method === 'HEAD') {
    res.end()
    return
  }
  const source = Readable.from(pieces, { objectMode: false, highWaterMark: 64 * 1024 })
  try {
    await (isGzip ? pipeline(source, createGzip({ level: 5 }), res) : pipeline(source, res))
  } catch (error) {
    // Whoever went away in the middle is no fault of ours.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  }
}
