import type { Request, RequestHandler } from 'express'
import { siteWords } from '../features/identity/site-words.js'
import { type Language, languages } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'

declare module 'express-serve-static-core' {
  interface Request {
    siteNames?: Record<Language, string>
  }
}

/** The portal's name in both languages, at hand for every page's frame. Memory keeps it. */
export function knowSiteNames(kit: Kit): RequestHandler {
  return async (req, _res, next) => {
    const [ru, kk] = await Promise.all(languages.map((language) => siteWords(kit, language)))
    if (ru && kk) req.siteNames = { ru: ru.name, kk: kk.name }
    next()
  }
}

export function siteNameOf(req: Request, language: Language): string {
  return req.siteNames?.[language] ?? say(language).site.name
}
