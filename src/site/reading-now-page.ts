import type { Request, Response } from 'express'
import { newsByIds } from '../features/readership/popular-lists.js'
import { type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { cacheable } from '../web/cacheable.js'
import { usualDisplay } from '../web/display.js'
import { render } from '../web/render.js'
import { type Card, card, tagsOfCards } from './cards.js'
import { popularAddress } from './popular-page.js'
import { type Shell, shell } from './shell.js'
import { type Sidebar, sidebar } from './sidebar.js'

/** What is open in readers' windows; empty when so few read that it would tell who. */
export interface ReadingNowList {
  /** Where the same list is asked for again. */
  fragment: string
  href: string
  items: { card: Card; readers: string }[]
}

export interface ReadingNowPage {
  shell: Shell
  list: ReadingNowList
  popularHref: string
  side: Sidebar
}

declare module '../web/views.js' {
  interface Views {
    'parts/reading-now': ReadingNowList
    'site/reading-now': ReadingNowPage
  }
}

const leastReaders = 3
const count = 5
/** With what a shared cache in front adds, nobody sees a list older than half a minute. */
const freshness = { seconds: 10, staleSeconds: 5 }

export async function readingNowPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const path = localAddress(language, '/reading-now')
  const [frame, list, side] = await Promise.all([
    shell(kit, req, {
      language,
      title: say(language).readership.readingNow,
      path,
      twin: localAddress(otherLanguage(language), '/reading-now'),
      noindex: true,
    }),
    readingNow(kit, language),
    sidebar(kit, language, { withFresh: true }),
  ])
  cacheable(res, { tags: tagsOfCards(list.items.map((item) => item.card)), ...freshness })
  render(res, language, 'site/reading-now', {
    shell: frame,
    list,
    popularHref: popularAddress(language, 'today'),
    side,
  })
}

/** `/fragment/reading-now`: the box alone, for pages that are kept longer. */
export async function readingNowFragment(kit: Kit, language: Language, _req: Request, res: Response): Promise<void> {
  const list = await readingNow(kit, language)
  res.setHeader('X-Robots-Tag', 'noindex')
  cacheable(res, { tags: tagsOfCards(list.items.map((item) => item.card)), ...freshness })
  render(res, language, 'parts/reading-now', list)
}

async function readingNow(kit: Kit, language: Language): Promise<ReadingNowList> {
  const { readers, articles } = kit.readership?.readingNow() ?? { readers: 0, articles: [] }
  // Some of them are in the other language.
  const most = readers < leastReaders ? [] : articles.slice(0, count * 4)
  const now = kit.clock.now()
  const ids = most.map(({ id }) => id)
  const byId = new Map((await newsByIds(kit.db, language, ids, now)).map((article) => [article.id, article]))
  return {
    fragment: localAddress(language, '/fragment/reading-now'),
    href: localAddress(language, '/reading-now'),
    items: most
      .flatMap(({ id, readers: ofThis }) => {
        const article = byId.get(id)
        return article
          ? [{ card: card(article, usualDisplay, now), readers: say(language).readership.readers(ofThis) }]
          : []
      })
      .slice(0, count),
  }
}
