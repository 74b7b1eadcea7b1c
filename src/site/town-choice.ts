import type { Request, Response } from 'express'
import { defaultTown } from '../features/weather/default-town.js'
import { isTown } from '../features/weather/weather-store.js'
import { type Language, localAddress } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { localPath } from '../web/local-path.js'
import { townAddress } from './weather-beside.js'

const cookiePattern = /(?:^|;\s*)town=([a-z]+(?:-[a-z]+)*)(?:;|$)/

/** The town in a Cookie header, or undefined for anything that is not a slug; whether there is such a town the database knows. */
export function townIn(cookies: string | undefined): string | undefined {
  return cookies?.includes('town=') ? cookiePattern.exec(cookies)?.[1]?.slice(0, 40) : undefined
}

const townPattern = /^[a-z-]{1,40}$/
const yearInMilliseconds = 365 * 24 * 3600_000

/** `/town`: the weather of the reader's own town; for those without JavaScript, since cached pages know no reader. */
export async function myTown(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const chosen = townIn(req.headers.cookie)
  const town = chosen !== undefined && (await isTown(kit.db, chosen)) ? chosen : await defaultTown(kit)
  leave(res, townAddress(language, town))
}

/** `/town/set?town=semey&back=/`: a plain link that keeps the choice and leads back. A town that does not exist changes nothing. */
export async function setTown(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const { town, back } = req.query
  if (typeof town === 'string' && townPattern.test(town) && (await isTown(kit.db, town))) {
    // Read by town.js, which is why it is not HttpOnly: it names a town and nothing about the reader.
    res.cookie('town', town, {
      maxAge: yearInMilliseconds,
      path: '/',
      sameSite: 'lax',
      secure: kit.origin.startsWith('https:'),
    })
  }
  leave(res, localPath(back) ?? localAddress(language, '/weather'))
}

function leave(res: Response, address: string): void {
  res.setHeader('Cache-Control', 'private, no-store')
  res.setHeader('X-Robots-Tag', 'noindex')
  res.redirect(303, address)
}
