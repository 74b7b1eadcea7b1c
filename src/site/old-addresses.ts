import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { newAddressOf } from '../features/redirects/redirect-store.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'

/** Parameters that only old addresses have: `/?p=1174`, `/newsonly.php?ID=29016`. Requests with them pass the page cache by. */
export const oldParameters = ['p', 'page_id', 'attachment_id', 'ID']

const maxLength = 2000

/** Before our own pages: an old parameter on a path that is a page of ours today, such as `/?p=1174`. */
export function redirectOld(kit: Kit): RequestHandler {
  const redirect = async (req: Request, res: Response, next: NextFunction) => {
    const address = await newAddress(kit, req.originalUrl)
    if (address !== undefined) return res.redirect(301, address)
    // The front page would pass for every story that is not here any more; other pages are what their path says.
    if (/^\/(?:kk\/?)?$/.test(req.path)) throw new NotFound('an old address nobody knows')
    next()
  }
  return (req, res, next) => (isOld(req) ? redirect(req, res, next) : next())
}

function isOld(req: Request): boolean {
  // Most addresses have no parameters, and taking them apart costs as much as finding the page.
  if (!req.url.includes('?') || (req.method !== 'GET' && req.method !== 'HEAD')) return false
  return oldParameters.some((name) => name in req.query)
}

/** After all our pages: what nobody answered may be an address of the site that was here before, or end in a slash. */
export function lastResort(kit: Kit): RequestHandler {
  return async (req: Request, res: Response) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') throw new NotFound('nothing here')
    const path = req.originalUrl.split('?', 1)[0] ?? '/'
    // The site before may have answered with and without a slash at the end; one form is kept.
    const address =
      (await newAddress(kit, path)) ?? (path.endsWith('/') ? undefined : await newAddress(kit, `${path}/`))
    if (address !== undefined) return res.redirect(301, address)
    // Never for `//elsewhere/` or `/\elsewhere/`, which a browser would take for another site.
    if (/^\/[^/\\][^\\]*\/$/.test(path)) return res.redirect(301, path.replace(/\/+$/, ''))
    throw new NotFound('nothing here')
  }
}

async function newAddress(kit: Kit, old: string): Promise<string | undefined> {
  const decoded = decode(old)
  if (decoded === undefined || decoded.length > maxLength || decoded.includes('\u0000')) return undefined
  return newAddressOf(kit.db, decoded, kit.clock.now())
}

/** Old addresses are kept decoded, so that `%D0%BC` and `%d0%bc` are one. */
function decode(address: string): string | undefined {
  try {
    return decodeURI(address)
  } catch {
    return undefined
  }
}
