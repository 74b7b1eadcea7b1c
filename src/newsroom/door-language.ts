import type { Request } from 'express'
import type { Language } from '../language/language.js'

/** Before anybody is known: what the address wishes, otherwise what the browser prefers. */
export function doorLanguage(req: Request): Language {
  const wish = req.query.language
  if (wish === 'ru' || wish === 'kk') return wish
  return req.acceptsLanguages('ru', 'kk') === 'kk' ? 'kk' : 'ru'
}
