import type { Request, Response } from 'express'
import type { ArticleCard } from '../features/articles/article.js'
import { cacheTags } from '../features/articles/cache-tags.js'
import { recentNews } from '../features/articles/recent-news.js'
import { popularNews } from '../features/readership/popular-lists.js'
import { leastScore, type Period, periods } from '../features/readership/popularity.js'
import { type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { cacheable } from '../web/cacheable.js'
import { usualDisplay } from '../web/display.js'
import { NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { type Card, card, type Link, tagsOfCards } from './cards.js'
import { type Shell, shell } from './shell.js'
import { type Sidebar, sidebar } from './sidebar.js'

/** What is read most today, beside the news, with the way to the week and the month. */
export interface PopularBeside {
  heading: string
  cards: Card[]
  tabs: PeriodTab[]
}

export interface PopularPage {
  shell: Shell
  heading: string
  tabs: PeriodTab[]
  cards: Card[]
  side: Sidebar
}

export type PeriodTab = Link & { isCurrent: boolean }

declare module '../web/views.js' {
  interface Views {
    'site/popular': PopularPage
    'parts/popular': PopularBeside
    'parts/period-tabs': PeriodTab[]
  }
}

const count = 20
const countBeside = 5
const seconds = 60

/** `/popular`, `/popular?of=week`, `/popular?of=month` */
export async function popularPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const period = periodOf(req)
  const path = popularAddress(language, period)
  const [frame, articles, side] = await Promise.all([
    shell(kit, req, {
      language,
      title: say(language).readership.popular[period],
      path,
      twin: popularAddress(otherLanguage(language), period),
    }),
    popular(kit, language, period),
    sidebar(kit, language, { withFresh: true }),
  ])
  cacheable(res, { tags: [cacheTags.filing, cacheTags.pages, ...tagsOfCards(articles)], seconds })
  render(res, language, 'site/popular', {
    shell: frame,
    heading: say(language).readership.popular[period],
    tabs: tabs(language, period),
    cards: articles.map((article) => card(article, frame.display, kit.clock.now())),
    side: { ...side, popular: null },
  })
}

/**
 * Of the newest stories, which are in memory anyway, so a page pays no query for it; what is older and still popular stands on
 * the page of its own. Kept as it is printed.
 */
export async function popularBeside(kit: Kit, language: Language): Promise<PopularBeside | null> {
  const beside = await kit.memory.keep(`popular-beside:${language}`, keeping(language), async () => {
    const now = kit.clock.now()
    const { cards } = await recentNews(kit, language)
    return {
      heading: say(language).readership.popular.today,
      cards: cards
        .filter(({ popularity }) => popularity !== null && popularity >= leastScore('today', now))
        .sort((a, b) => (b.popularity ?? 0) - (a.popularity ?? 0))
        .slice(0, countBeside)
        .map((article) => card(article, usualDisplay, now)),
      tabs: tabs(language, 'today'),
    }
  })
  return beside.cards.length === 0 ? null : beside
}

function popular(kit: Kit, language: Language, period: Period): Promise<ArticleCard[]> {
  return kit.memory.keep(`popular:${language}:${period}`, keeping(language), () =>
    popularNews(kit.db, { language, period, now: kit.clock.now(), limit: count }),
  )
}

function keeping(language: Language) {
  return { tags: [cacheTags.newest(language), cacheTags.filing], seconds }
}

function tabs(language: Language, current: Period): PeriodTab[] {
  return periods.map((period) => ({
    href: popularAddress(language, period),
    name: say(language).readership.periods[period],
    isCurrent: period === current,
  }))
}

export function popularAddress(language: Language, period: Period): string {
  return localAddress(language, period === 'today' ? '/popular' : `/popular?of=${period}`)
}

function periodOf(req: Request): Period {
  const wish = req.query.of
  if (wish === undefined) return 'today'
  const period = periods.find((each) => each === wish)
  if (!period) throw new NotFound('no such period')
  return period
}
