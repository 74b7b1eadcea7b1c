import type { Request, Response } from 'express'
import { cacheTags } from '../features/articles/cache-tags.js'
import { type SearchPage as Found, foundEnd, foundStart, searchArticles } from '../features/search/search-lists.js'
import { type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { oneLine, type SafeHtml } from '../text/safe-html.js'
import { cacheable } from '../web/cacheable.js'
import { readPageWish } from '../web/pager.js'
import { render } from '../web/render.js'
import { type Card, card } from './cards.js'
import { type Pager, pagerOf } from './list-page.js'
import { newsBeside } from './news-beside.js'
import { withMarks } from './picture-view.js'
import { type Shell, shell } from './shell.js'
import { type Sidebar, sidebar } from './sidebar.js'

export interface SearchPage {
  shell: Shell
  words: string
  heading: string
  /** Why there is nothing, or null when there is something or nothing was asked. */
  trouble: string | null
  results: (Card & { excerpt: SafeHtml })[]
  pager: Pager
  /** Shown when there are no results. */
  fresh: Card[]
  side: Sidebar
}

declare module '../web/views.js' {
  interface Views {
    'site/search': SearchPage
  }
}

const pageLength = 15
const maxWords = 200

export async function searchPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const now = kit.clock.now()
  const texts = say(language).search
  const asked = typeof req.query.q === 'string' ? req.query.q : ''
  const words = oneLine(asked, maxWords)
  const isTooLong = oneLine(asked, maxWords + 1).length > maxWords
  const wish = readPageWish(req.query)
  const path = localAddress(language, '/search')
  const found: Found =
    words === '' || isTooLong
      ? { found: [], isSearchable: true, hasNewer: false, hasOlder: false }
      : await searchArticles(kit.db, { words, language, now, edge: wish, limit: pageLength })
  const query = words === '' ? '' : `?q=${encodeURIComponent(words)}`
  const [frame, side, fresh] = await Promise.all([
    shell(kit, req, {
      language,
      title: words === '' ? texts.title : texts.titleOf(words),
      path: path + query,
      otherwise: localAddress(otherLanguage(language), '/search') + query,
      searchWords: words,
      noindex: true,
      ...(words !== '' && !isTooLong && { feedOf: `/search${query}` }),
    }),
    sidebar(kit, language, { withFresh: false }),
    found.found.length === 0 ? newsBeside(kit, language) : [],
  ])
  cacheable(res, { tags: [cacheTags.newest(language)], seconds: 60, staleSeconds: 60 })
  render(res, language, 'site/search', {
    shell: frame,
    words,
    heading: words === '' ? texts.title : texts.results(words),
    trouble: troubleOf(words, isTooLong, found, language),
    results: found.found.map((article) => ({
      ...card(article, frame.display, now),
      excerpt: withMarks(article.excerpt, foundStart, foundEnd),
    })),
    pager: pagerOf(path + query, { ...found, cards: found.found }, wish),
    fresh,
    side,
  })
}

function troubleOf(words: string, isTooLong: boolean, found: Found, language: Language): string | null {
  const texts = say(language).search
  if (isTooLong) return texts.tooLong
  if (words === '' || found.found.length > 0) return null
  return found.isSearchable ? texts.nothing(words) : texts.onlyMarks
}
