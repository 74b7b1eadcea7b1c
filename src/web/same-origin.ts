import type { NextFunction, Request, Response } from 'express'
import { Forbidden } from './errors.js'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** No tokens in pages: a deed must come from our own page, which the browser itself attests. */
export function sameOrigin(origin: string) {
  return (req: Request, _res: Response, next: NextFunction): void => {
    if (safeMethods.has(req.method) || comesFromUs(req, origin)) return next()
    next(new Forbidden('a cross-site request'))
  }
}

function comesFromUs(req: Request, origin: string): boolean {
  const site = req.get('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return req.get('origin') === origin
}
