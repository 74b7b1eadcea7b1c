import { basename, dirname } from 'node:path'
import { type Request, type Response, Router } from 'express'
import { type Language, languages } from '../../language/language.js'
import type { Kit } from '../../platform/kit.js'
import { NotAllowed, NotFound } from '../../web/errors.js'
import { type SiteWords, siteWords } from '../identity/site-words.js'
import { shareFile } from './share-drawing.js'
import { type ShareForm, type ShareSubject, shareAddress, shareDigest, shareForms } from './share-picture.js'
import { shareSubject } from './share-store.js'

const shape = /^(\d{1,15}|ru|kk)-([0-9a-f]{12})(?:-(16x9|4x3|1x1))?\.jpg$/

/**
 * `/share/42-3f9c12ab77de.jpg`: the picture of a story in messengers and search engines. An old address leads to the present
 * picture, and only what a page names is ever drawn.
 */
export function shareRoutes(kit: Kit): Router {
  return Router()
    .get('/share/:file', (req, res) => send(kit, req, res))
    .all('/share/:file', () => {
      throw new NotAllowed(['GET', 'HEAD'])
    })
}

/** The portal's own card, for pages that are no story. */
export function siteShare(language: Language, { name, tagline, taglineMore }: SiteWords): ShareSubject {
  return { of: language, language, title: tagline, kicker: taglineMore, site: name, cover: null }
}

async function send(kit: Kit, req: Request, res: Response): Promise<void> {
  const [, of = '', asked = '', crop] = shape.exec(String(req.params.file)) ?? []
  const form = (crop ?? 'card') as ShareForm
  const subject = of === '' ? undefined : await subjectOf(kit, of)
  if (!subject || !(form in shareForms) || (form !== 'card' && subject.cover === null))
    throw new NotFound('no share picture')
  const digest = shareDigest(subject)
  if (digest !== asked) return res.redirect(302, shareAddress(subject, digest, form))
  const path = await shareFile(kit, subject, form)
  res.sendFile(basename(path), {
    root: dirname(path),
    dotfiles: 'deny',
    cacheControl: false,
    lastModified: false,
    headers: {
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Type': 'image/jpeg',
      ETag: `"${digest}-${form}"`,
    },
  })
}

async function subjectOf(kit: Kit, of: string): Promise<ShareSubject | undefined> {
  const language = languages.find((each) => each === of)
  if (language) return siteShare(language, await siteWords(kit, language))
  const id = Number(of)
  const subject = Number.isSafeInteger(id) ? await shareSubject(kit.db, id, kit.clock.now()) : undefined
  return subject && { ...subject, site: (await siteWords(kit, subject.language)).name }
}
