import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { articleAddress } from '../features/articles/article.js'
import { findArticle } from '../features/articles/article-store.js'
import { authorsByViews, type Days, mostOpened, viewsByDay } from '../features/readership/statistics-lists.js'
import { type Day, dayAfter, dayStart, isoDay, sameDay, shortDayWords, wall } from '../language/dates.js'
import type { Language } from '../language/language.js'
import { numberWords } from '../language/numbers.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'

/** Columns of a small drawing, with the same numbers in a table. */
export interface DayColumns {
  days: { iso: string; words: string; views: string; x: number; y: number; height: number }[]
  width: number
  height: number
  total: string
}

export interface StatisticsPage {
  frame: Frame
  tabs: { href: string; name: string; isCurrent: boolean }[]
  columns: DayColumns
  stories: { href: string; title: string; language: Language; views: string }[]
  authors: { name: string; stories: string; views: string }[]
}

export interface StoryStatisticsPage {
  frame: Frame
  heading: string
  language: Language
  site: string
  total: string
  columns: DayColumns
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/statistics': StatisticsPage
    'newsroom/story-statistics': StoryStatisticsPage
    'newsroom/day-columns': DayColumns
  }
}

const home = '/newsroom/statistics'
const spans = { day: 1, week: 7, month: 30 } as const
type Span = keyof typeof spans

export async function statisticsPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { language } = staff
  const texts = say(language).newsroom
  const span: Span = req.query.of === 'day' || req.query.of === 'month' ? req.query.of : 'week'
  const days = lastDays(kit.clock.now(), spans[span])
  const [byDay, stories, authors] = await Promise.all([
    viewsByDay(kit.db, days),
    mostOpened(kit.db, days, 50),
    authorsByViews(kit.db, days, {
      language,
      starts: dayStart(days.from),
      ends: dayStart(dayAfter(days.until)),
      limit: 100,
    }),
  ])
  render(res, language, 'newsroom/statistics', {
    frame: frame(req, staff, { title: texts.menu.statistics }),
    tabs: (Object.keys(spans) as Span[]).map((each) => ({
      href: `${home}?of=${each}`,
      name: texts.statistics.spans[each],
      isCurrent: each === span,
    })),
    columns: columnsOf(language, days, byDay),
    stories: stories.map((story) => ({
      href: `${home}/${story.id}`,
      title: story.title,
      language: story.language,
      views: numberWords(language, story.views),
    })),
    authors: authors.map((author) => ({
      name: author.name,
      stories: numberWords(language, author.stories),
      views: numberWords(language, author.views),
    })),
  })
}

export async function storyStatisticsPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { language } = staff
  const now = kit.clock.now()
  const article = await findArticle(kit.db, Number(req.params.id), now)
  if (!article) throw new NotFound('no such article')
  const days = lastDays(now, spans.month)
  render(res, language, 'newsroom/story-statistics', {
    frame: frame(req, staff, { title: article.title }),
    heading: article.title,
    language: article.language,
    site: articleAddress(article),
    total: say(language).article.views(article.views),
    columns: columnsOf(language, days, await viewsByDay(kit.db, days, article.id)),
  })
}

function lastDays(now: Date, count: number): Days {
  const until = wall(now)
  return { from: dayAfter(until, 1 - count), until }
}

const height = 120
const columnWidth = 20

function columnsOf(
  language: Language,
  { from, until }: Days,
  counted: readonly { day: string; views: number }[],
): DayColumns {
  const views = new Map(counted.map((each) => [each.day, each.views]))
  const most = Math.max(1, ...views.values())
  const days: Day[] = []
  for (let day = from; days.length < 400; day = dayAfter(day)) {
    days.push(day)
    if (sameDay(day, until)) break
  }
  return {
    days: days.map((day, at) => {
      const count = views.get(isoDay(day)) ?? 0
      const tall = Math.round((count / most) * height)
      return {
        iso: isoDay(day),
        words: shortDayWords(language, day),
        views: numberWords(language, count),
        x: at * columnWidth,
        y: height - tall,
        height: tall,
      }
    }),
    width: days.length * columnWidth,
    height,
    total: numberWords(
      language,
      counted.reduce((sum, each) => sum + each.views, 0),
    ),
  }
}
