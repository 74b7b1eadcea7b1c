import type { Request, Response } from 'express'
import { archiveSpan, daysWithNews, neighbourDays } from '../features/archive/archive-lists.js'
import { listArticles } from '../features/articles/article-lists.js'
import { cacheTags } from '../features/articles/cache-tags.js'
import {
  type Day,
  dayAfter,
  dayStart,
  daysInMonth,
  dayWords,
  isRealDay,
  monthAfter,
  monthName,
  monthWords,
  wall,
} from '../language/dates.js'
import { type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { cacheable } from '../web/cacheable.js'
import { NotFound } from '../web/errors.js'
import { type PageWish, readPageWish } from '../web/pager.js'
import { render } from '../web/render.js'
import { type Calendar, calendar, dayAddress, monthAddress, yearAddress } from './calendar.js'
import { byDay, card, type DayOfCards, type Link, tagsOfCards } from './cards.js'
import { type Pager, pageQuery, pagerOf } from './list-page.js'
import { type Shell, shell } from './shell.js'
import { type Sidebar, sidebar } from './sidebar.js'

/** The years of the archive, and the months of the shown one. */
export interface ArchiveYearPage {
  shell: Shell
  heading: string
  years: (Link & { isCurrent: boolean })[]
  months: (Link & { hasNews: boolean })[]
  emptyWords: string | null
  side: Sidebar
}

/** The news of a month or of a day. */
export interface ArchiveListPage {
  shell: Shell
  heading: string
  crumbs: Link[]
  calendar: Calendar
  days: DayOfCards[]
  pager: Pager
  previous: Link | null
  next: Link | null
  previousWords: string
  nextWords: string
  emptyWords: string
}

declare module '../web/views.js' {
  interface Views {
    'site/archive-year': ArchiveYearPage
    'site/archive-list': ArchiveListPage
  }
}

const pageLength = 30

/** `/archive` shows the newest year there is news from; `/archive/2026` a given one. */
export async function archiveYearPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const now = kit.clock.now()
  const texts = say(language).archive
  const asked =
    req.params.year === undefined ? undefined : begunDay({ year: Number(req.params.year), month: 1, day: 1 }, now).year
  const span = await archiveSpan(kit.db, language, now)
  const year = asked ?? span?.last.year ?? wall(now).year
  const address = asked === undefined ? '/archive' : `/archive/${year}`
  const [frame, side, monthsWithNews] = await Promise.all([
    shell(kit, req, {
      language,
      title: asked === undefined ? texts.title : texts.ofYear(year),
      path: localAddress(language, address),
      twin: localAddress(otherLanguage(language), address),
      currentSection: localAddress(language, '/archive'),
    }),
    sidebar(kit, language, { withFresh: true }),
    span && year >= span.first.year && year <= span.last.year ? monthsOf(kit, language, now, year) : new Set<number>(),
  ])
  cacheable(res, { tags: [cacheTags.newest(language), cacheTags.filing, cacheTags.pages], seconds: 300 })
  const years = span ? Array.from({ length: span.last.year - span.first.year + 1 }, (_, at) => span.last.year - at) : []
  render(res, language, 'site/archive-year', {
    shell: frame,
    heading: asked === undefined ? texts.title : texts.ofYear(year),
    years: years.map((each) => ({ href: yearAddress(language, each), name: String(each), isCurrent: each === year })),
    months: Array.from({ length: 12 }, (_, at) => ({
      href: monthAddress(language, { year, month: at + 1 }),
      name: monthName(language, at + 1),
      hasNews: monthsWithNews.has(at + 1),
    })),
    emptyWords: monthsWithNews.size > 0 ? null : span ? texts.emptyYear : texts.empty,
    side,
  })
}

async function monthsOf(kit: Kit, language: Language, now: Date, year: number): Promise<Set<number>> {
  const days = await daysWithNews(kit.db, {
    language,
    now,
    first: { year, month: 1, day: 1 },
    days: daysInMonth({ year, month: 2 }) + 337,
  })
  return new Set([...days].map((at) => dayAfter({ year, month: 1, day: 1 }, at - 1).month))
}

export async function archiveMonthPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const month = begunDay({ year: Number(req.params.year), month: Number(req.params.month), day: 1 }, kit.clock.now())
  const before = monthAfter(month, -1)
  const after = monthAfter(month, 1)
  const texts = say(language).archive
  const words = monthWords(language, month)
  const today = wall(kit.clock.now())
  const isNewest = month.year === today.year && month.month === today.month
  await archiveList(kit, language, req, res, {
    heading: texts.ofMonth(words),
    path: monthAddress(language, month),
    twin: monthAddress(otherLanguage(language), month),
    crumbs: [yearLink(language, month.year)],
    from: dayStart(month),
    until: dayStart({ ...after, day: 1 }),
    month,
    previous: isRealDay({ ...before, day: 1 })
      ? { href: monthAddress(language, before), name: monthWords(language, before) }
      : null,
    next: isNewest ? null : { href: monthAddress(language, after), name: monthWords(language, after) },
    previousWords: monthWords(language, before),
    nextWords: monthWords(language, after),
    emptyWords: texts.emptyMonth,
  })
}

export async function archiveDayPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const now = kit.clock.now()
  const day = begunDay(
    { year: Number(req.params.year), month: Number(req.params.month), day: Number(req.params.day) },
    now,
  )
  const texts = say(language).archive
  const neighbours = await neighbourDays(kit.db, { language, now, day })
  const link = (each: Day | null) => each && { href: dayAddress(language, each), name: dayWords(language, each) }
  await archiveList(kit, language, req, res, {
    heading: texts.ofDay(dayWords(language, day)),
    path: dayAddress(language, day),
    twin: dayAddress(otherLanguage(language), day),
    crumbs: [yearLink(language, day.year), { href: monthAddress(language, day), name: monthWords(language, day) }],
    from: dayStart(day),
    until: dayStart(dayAfter(day)),
    month: day,
    day,
    previous: link(neighbours.previous),
    next: link(neighbours.next),
    previousWords: texts.previousDay,
    nextWords: texts.nextDay,
    emptyWords: texts.emptyDay,
  })
}

interface ArchiveStretch
  extends Pick<
    ArchiveListPage,
    'heading' | 'crumbs' | 'previous' | 'next' | 'previousWords' | 'nextWords' | 'emptyWords'
  > {
  path: string
  twin: string
  from: Date
  until: Date
  month: Pick<Day, 'year' | 'month'>
  day?: Day
}

async function archiveList(
  kit: Kit,
  language: Language,
  req: Request,
  res: Response,
  stretch: ArchiveStretch,
): Promise<void> {
  const now = kit.clock.now()
  const wish: PageWish = readPageWish(req.query)
  const [frame, page, month] = await Promise.all([
    shell(kit, req, {
      language,
      title: stretch.heading,
      path: stretch.path + pageQuery(wish),
      ...(wish === null ? { twin: stretch.twin } : { otherwise: stretch.twin }),
      currentSection: localAddress(language, '/archive'),
    }),
    listArticles(
      kit.db,
      { by: 'time', from: stretch.from, until: stretch.until },
      { language, now, edge: wish, limit: pageLength },
    ),
    calendar(kit, language, stretch.month, stretch.day),
  ])
  const isPast = stretch.until < now
  cacheable(res, {
    tags: [cacheTags.newest(language), cacheTags.filing, cacheTags.pages, ...tagsOfCards(page.cards)],
    seconds: isPast ? 600 : 60,
  })
  render(res, language, 'site/archive-list', {
    shell: frame,
    heading: stretch.heading,
    crumbs: [{ href: localAddress(language, '/archive'), name: say(language).frame.archive }, ...stretch.crumbs],
    calendar: month,
    days: byDay(page.cards, language, now, (article) => card(article, frame.display, now)),
    pager: pagerOf(stretch.path, page, wish),
    previous: stretch.previous,
    next: stretch.next,
    previousWords: stretch.previousWords,
    nextWords: stretch.nextWords,
    emptyWords: stretch.emptyWords,
  })
}

function yearLink(language: Language, year: number): Link {
  return { href: yearAddress(language, year), name: String(year) }
}

/** 30 February and year 0 are addresses that do not exist. Nor do years, months and days that have not begun: there is no end of them to crawl. */
function begunDay(day: Day, now: Date): Day {
  if (!isRealDay(day)) throw new NotFound('not a day of the calendar')
  if (dayStart(day) > now) throw new NotFound('a day that has not begun')
  return day
}
