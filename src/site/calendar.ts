import { daysOfMonthWithNews } from '../features/archive/archive-lists.js'
import { cacheTags } from '../features/articles/cache-tags.js'
import {
  type Day,
  daysInMonth,
  dayWords,
  isoDay,
  monthAfter,
  monthWords,
  sameDay,
  wall,
  weekdays,
} from '../language/dates.js'
import { type Language, localAddress } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import type { Link } from './cards.js'

export interface CalendarDay {
  number: number
  /** Null for a day without news: not a link. */
  href: string | null
  /** `24 ноября 2026`, for ears. */
  words: string
  isToday: boolean
  isShown: boolean
}

/** A month of the news calendar, weeks from Monday; `null` where a week reaches into another month. */
export interface Calendar {
  caption: Link
  weekdays: { short: string; long: string }[]
  weeks: (CalendarDay | null)[][]
  previous: Link | null
  next: Link | null
}

export type MonthOfYear = Pick<Day, 'year' | 'month'>

declare module '../web/views.js' {
  interface Views {
    'parts/calendar': { calendar: Calendar; withHeading: boolean }
  }
}

/** The first month anybody could have news from: calendars go no further back. */
const firstYear = 1990

export function calendar(kit: Kit, language: Language, month: MonthOfYear, shown?: Day): Promise<Calendar> {
  return kit.memory.keep(
    `calendar:${language}:${month.year}-${month.month}-${shown?.day ?? ''}`,
    { tags: [cacheTags.newest(language)], seconds: 60 },
    () => makeCalendar(kit, language, month, shown),
  )
}

async function makeCalendar(kit: Kit, language: Language, month: MonthOfYear, shown?: Day): Promise<Calendar> {
  const now = kit.clock.now()
  const today = wall(now)
  const withNews = await daysOfMonthWithNews(kit.db, { language, now, ...month })
  const before = monthAfter(month, -1)
  const after = monthAfter(month, 1)
  const isFuture = after.year > today.year || (after.year === today.year && after.month > today.month)
  return {
    caption: monthLink(language, month),
    weekdays: weekdays(language),
    weeks: weeksOf(month).map((week) =>
      week.map((number) => {
        if (number === null) return null
        const day = { ...month, day: number }
        return {
          number,
          href: withNews.has(number) ? dayAddress(language, day) : null,
          words: dayWords(language, day),
          isToday: sameDay(day, today),
          isShown: shown !== undefined && sameDay(day, shown),
        }
      }),
    ),
    previous: before.year < firstYear ? null : monthLink(language, before),
    next: isFuture ? null : monthLink(language, after),
  }
}

function weeksOf(month: MonthOfYear): (number | null)[][] {
  const mondayBased = (new Date(Date.UTC(month.year, month.month - 1, 1)).getUTCDay() + 6) % 7
  const cells: (number | null)[] = [
    ...Array.from({ length: mondayBased }, () => null),
    ...Array.from({ length: daysInMonth(month) }, (_, at) => at + 1),
  ]
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

function monthLink(language: Language, month: MonthOfYear): Link {
  return { href: monthAddress(language, month), name: monthWords(language, month) }
}

/** `/archive/2026/11/24` */
export function dayAddress(language: Language, day: Day): string {
  return localAddress(language, `/archive/${isoDay(day).replaceAll('-', '/')}`)
}

export function monthAddress(language: Language, { year, month }: MonthOfYear): string {
  return localAddress(language, `/archive/${year}/${String(month).padStart(2, '0')}`)
}

export function yearAddress(language: Language, year: number): string {
  return localAddress(language, `/archive/${year}`)
}
