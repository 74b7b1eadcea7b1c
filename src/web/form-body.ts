import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import { storable } from '../text/storable.js'

/** Reads a form of at most `limit` and so many fields. What arrives can be stored. */
export function formBody(limit: string, parameterLimit: number): RequestHandler[] {
  return [express.urlencoded({ extended: false, limit, parameterLimit }), tidyForm]
}

/** The same for what a script of ours sends. */
export function jsonBody(limit: string): RequestHandler {
  return express.json({ limit, reviver: (_name, value) => (typeof value === 'string' ? storable(value) : value) })
}

function tidyForm(req: Request, _res: Response, next: NextFunction): void {
  if (req.is('application/x-www-form-urlencoded')) {
    const fields = Object.entries((req.body ?? {}) as Record<string, string | string[]>)
    req.body = Object.fromEntries(
      fields.map(([name, value]) => [name, Array.isArray(value) ? value.map(storable) : storable(value)]),
    )
  }
  next()
}

/** The same for what a form that is only read has in its address. */
export function tidyQuery(req: Request, _res: Response, next: NextFunction): void {
  const at = req.url.indexOf('?')
  if (at !== -1 && req.url.includes('%00', at)) req.url = req.url.slice(0, at) + req.url.slice(at).replaceAll('%00', '')
  next()
}
