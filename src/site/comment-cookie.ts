import type { Request, Response } from 'express'
import type { Kit } from '../platform/kit.js'

const pattern = /(?:^|;\s*)writer=([\w-]{43})(?:;|$)/
const days = 30

/** The token that ties a browser to what was written in it. Sent to /comment only: no page that is read ever gets it. */
export function writerToken(req: Request): string | undefined {
  return pattern.exec(req.headers.cookie ?? '')?.[1]
}

export function keepWriterToken(kit: Kit, res: Response, token: string): void {
  res.cookie('writer', token, {
    maxAge: days * 86_400_000,
    path: '/comment',
    httpOnly: true,
    sameSite: 'lax',
    secure: kit.origin.startsWith('https:'),
  })
}
