import type { Request, Response } from 'express'
import { isbot } from 'isbot'
import { articleAddress } from '../features/articles/article.js'
import { countShare } from '../features/sharing/share-count-store.js'
import { voterOf } from '../features/spam/origin.js'
import type { Language } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { lastKept } from '../platform/last-kept.js'
import { NotFound } from '../web/errors.js'
import { visibleArticle } from './comments-page.js'
import { placeAddress, sharePlaces } from './share-links.js'

/** A reader who presses twice shared once. Forgotten when the process ends: nothing rests on it. */
const recently = lastKept<string, true>(20_000, { minutes: 30 })

/** `/share/telegram/42`: counts that a person hands the story on, and leads there. */
export async function shareRedirect(kit: Kit, _language: Language, req: Request, res: Response): Promise<void> {
  const place = sharePlaces.find((each) => each === req.params.place)
  if (!place) throw new NotFound('no such place')
  const article = await visibleArticle(kit, Number(req.params.id))
  if (isPerson(req)) {
    const { voter } = await voterOf(kit, req.ip ?? '', req.get('user-agent') ?? '')
    const key = `${voter} ${article.id} ${place}`
    if (!recently.has(key)) {
      recently.set(key, true)
      await countShare(kit.db, article.id, place, kit.clock.now())
    }
  }
  res.setHeader('Cache-Control', 'private, no-store')
  res.setHeader('X-Robots-Tag', 'noindex')
  res.redirect(303, placeAddress(place, kit.origin + articleAddress(article), article.title))
}

/** A press on our own page: programs that follow every link do not say that they navigate from here. */
function isPerson(req: Request): boolean {
  const agent = req.get('user-agent') ?? ''
  const purpose = req.get('sec-purpose') ?? req.get('purpose') ?? ''
  const site = req.get('sec-fetch-site')
  return (
    req.method === 'GET' &&
    agent !== '' &&
    !isbot(agent) &&
    purpose === '' &&
    (site === undefined || site === 'same-origin')
  )
}
