import { type NextFunction, type Request, type Response, Router } from 'express'
import type { Language } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { NotAllowed, NotFound } from '../web/errors.js'
import { archiveDayPage, archiveMonthPage, archiveYearPage } from './archive-page.js'
import { articlePage, shortLink } from './article-page.js'
import { boardPage } from './board-page.js'
import { commentsPage } from './comments-page.js'
import { correctionsPage } from './corrections-page.js'
import { displayPage, setDisplay } from './display-page.js'
import { frontPage } from './front-page.js'
import { latinPage } from './latin-page.js'
import { listPage, regionsPage } from './list-page.js'
import { noticePage } from './notice-page.js'
import { redirectOld } from './old-addresses.js'
import { plainPage } from './plain-page.js'
import { popularPage } from './popular-page.js'
import { ratesPage } from './rates-page.js'
import { readingNowFragment, readingNowPage } from './reading-now-page.js'
import { searchPage } from './search-page.js'
import { searchParameters } from './search-wish.js'
import { shareRedirect } from './share-redirect.js'
import { suggestFragment } from './suggest-fragment.js'
import { myTown, setTown } from './town-choice.js'
import { weatherFragment } from './weather-beside.js'
import { townPage, weatherPage } from './weather-page.js'

type Show = (kit: Kit, language: Language, req: Request, res: Response) => Promise<void>

/** A public address, the query parameters that make it another page, and what shows it. */
interface PublicPage {
  address: string
  query: readonly string[]
  show: Show
}

const paged = ['before', 'after']

/** Every address a reader can open, in Russian as it stands and in Kazakh under /kk. */
const pages: readonly PublicPage[] = [
  { address: '/', query: [], show: frontPage },
  { address: '/news/:article', query: [], show: articlePage },
  { address: '/comments/:id', query: ['order', 'after', 'from'], show: commentsPage },
  { address: '/ads', query: ['category', 'town', 'q', ...paged], show: boardPage },
  { address: '/ads/:notice', query: [], show: noticePage },
  { address: '/share/:place/:id', query: [], show: shareRedirect },
  { address: '/a/:article', query: [], show: (kit, _, req, res) => shortLink(kit, req, res) },
  { address: '/section/:slug', query: paged, show: listPage('section') },
  { address: '/region/:slug', query: paged, show: listPage('region') },
  { address: '/tag/:slug', query: paged, show: listPage('tag') },
  { address: '/author/:slug', query: paged, show: listPage('author') },
  { address: '/source/:slug', query: paged, show: listPage('source') },
  { address: '/regions', query: [], show: regionsPage },
  { address: '/archive', query: [], show: archiveYearPage },
  { address: '/archive/:year', query: [], show: archiveYearPage },
  { address: '/archive/:year/:month', query: paged, show: archiveMonthPage },
  { address: '/archive/:year/:month/:day', query: paged, show: archiveDayPage },
  { address: '/corrections', query: paged, show: correctionsPage },
  { address: '/search', query: searchParameters, show: searchPage },
  { address: '/fragment/suggest', query: ['q'], show: suggestFragment },
  { address: '/latin/:article', query: [], show: latinPage },
  { address: '/page/:slug', query: [], show: plainPage },
  { address: '/popular', query: ['of'], show: popularPage },
  { address: '/reading-now', query: [], show: readingNowPage },
  { address: '/fragment/reading-now', query: [], show: readingNowFragment },
  { address: '/rates', query: ['of', 'amount', 'from', 'to'], show: ratesPage },
  { address: '/weather', query: [], show: weatherPage },
  { address: '/weather/:slug', query: [], show: townPage },
  { address: '/fragment/weather/:slug', query: [], show: weatherFragment },
  { address: '/town', query: [], show: myTown },
  { address: '/town/set', query: ['town', 'back'], show: setTown },
  { address: '/display', query: ['back'], show: displayPage },
  { address: '/display/set', query: ['back', 'size'], show: setDisplay },
]

/** For the page cache: the parameters that count, by the first part of the path. Personal pages are not in it. */
export const countedParameters: ReadonlyMap<string, readonly string[]> = byFirstPart(
  pages.filter(({ address }) => !/^\/(?:display|share|town)\b/.test(address)),
)

function byFirstPart(kept: readonly PublicPage[]): Map<string, string[]> {
  const parameters = new Map<string, string[]>()
  for (const { address, query } of kept) {
    const part = address.split('/')[1] ?? ''
    parameters.set(part, [...new Set([...(parameters.get(part) ?? []), ...query])])
  }
  return parameters
}

/** What a part of an address may look like; anything else is an address that does not exist, and never reaches SQL. */
const partPatterns: Record<string, RegExp> = {
  article: /^\d{1,15}(?:-.{0,300})?$/s,
  notice: /^\d{1,15}(?:-.{0,300})?$/s,
  id: /^[1-9]\d{0,14}$/,
  place: /^[a-z]{1,20}$/,
  slug: /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,119}$/u,
  year: /^\d{4}$/,
  month: /^\d{2}$/,
  day: /^\d{2}$/,
}

export function siteRoutes(kit: Kit): Router {
  const router = Router({ strict: true, caseSensitive: true })
  router.use(redirectOld(kit))
  router.use('/kk', inLanguage(kit, 'kk'))
  router.use(inLanguage(kit, 'ru'))
  return router
}

function inLanguage(kit: Kit, language: Language): Router {
  const router = Router({ strict: true, caseSensitive: true })
  for (const { address, show } of pages) {
    // Under a mount point Express sees `/kk` itself as `/`.
    router.get(address, (req, res) => {
      checkParts(req)
      return show(kit, language, req, res)
    })
    router.all(address, refuseOtherMethods)
  }
  return router
}

function checkParts(req: Request): void {
  for (const [name, value] of Object.entries(req.params)) {
    if (!partPatterns[name]?.test(String(value))) throw new NotFound(`not a ${name}`)
  }
}

function refuseOtherMethods(_req: Request, _res: Response, next: NextFunction): void {
  next(new NotAllowed(['GET', 'HEAD']))
}
