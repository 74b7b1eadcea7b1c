import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { newAddressOf } from '../features/redirects/redirect-store.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'

/** Parameters that only old addresses have: `/?p=1174`, `/newsonly.php?ID=29016`. Requests with them pass the page cache by. */
export const oldParameters = ['p', 'page_id', 'attachment_id', 'ID']

const maxLength = 2000

/** The portal of 2007: `newsonly.php?ID=29016`, `nowosti.php?page=33890&rz=10`, `index.php?page=46680`. */
const firstPortal = /^\/(newsonly|nowosti|index)\.php$/

/**
 * Its pages by number moved with every story, so a page of the list leads to the archive; a story and a section are found when
 * somebody brought their numbers along, under the shortest form of their address.
 */
async function newAddressOfFirstPortal(kit: Kit, req: Request, page: string): Promise<string | undefined> {
  const number = (name: string) => {
    const value = req.query[name]
    return typeof value === 'string' && /^\d{1,9}$/.test(value) ? value : undefined
  }
  if (page === 'newsonly') {
    const id = number('ID') ?? number('id')
    return id === undefined ? '/archive' : newAddress(kit, `/newsonly.php?ID=${id}`)
  }
  const section = number('rz')
  if (page === 'nowosti') {
    return (section && (await newAddress(kit, `/nowosti.php?rz=${section}`))) || '/archive'
  }
  return number('page') === undefined ? '/' : '/archive'
}

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
  return oldParameters.some((name) => name in req.query) && !firstPortal.test(req.path)
}

/** After all our pages: what nobody answered may be an address of the site that was here before, or end in a slash. */
export function lastResort(kit: Kit): RequestHandler {
  return async (req: Request, res: Response) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') throw new NotFound('nothing here')
    const path = req.originalUrl.split('?', 1)[0] ?? '/'
    const ofFirst = firstPortal.exec(path)?.[1]
    if (ofFirst !== undefined) {
      const address = await newAddressOfFirstPortal(kit, req, ofFirst)
      if (address === undefined) throw new NotFound('a story of the first portal that nobody brought along')
      return res.redirect(301, address)
    }
    // The site before may have answered with and without a slash at the end; one form is kept.
    const address =
      (await newAddress(kit, path)) ?? (path.endsWith('/') ? undefined : await newAddress(kit, `${path}/`))
    if (address !== undefined) return res.redirect(301, address)
    // Never for `//elsewhere/` or `/\elsewhere/`, which a browser would take for another site.
    if (/^\/[^/\\][^\\]*\/$/.test(path))
      return res.redirect(301, withoutSlashes(path) + req.originalUrl.slice(path.length))
    throw new NotFound('nothing here')
  }
}

/** Not by an expression, which would begin anew at each of ten thousand slashes. */
function withoutSlashes(path: string): string {
  let end = path.length
  while (path[end - 1] === '/') end--
  return path.slice(0, end)
}

/** Where a list or a plain page went when its address was changed; called when there is none under this one. */
export async function movedAddress(kit: Kit, req: Request): Promise<string | undefined> {
  return newAddress(kit, req.originalUrl.split('?', 1)[0] ?? '/')
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
