import { type Day, dayAfter, dayStart, daysInMonth, wall } from '../../language/dates.js'
import type { Language } from '../../language/language.js'
import { type Db, row, rows } from '../../platform/database.js'
import { published } from '../articles/published.js'

/**
 * Which days of a stretch have news. One look into an index a day, so a month of ten years ago with a million articles
 * around it costs the same as this one.
 */
export async function daysWithNews(
  db: Db,
  { language, now, first, days }: { language: Language; now: Date; first: Day; days: number },
): Promise<Set<number>> {
  const starts = Array.from({ length: days + 1 }, (_, at) => dayStart(dayAfter(first, at)).toISOString())
  const found = await rows<{ at: number }>(
    db,
    `select day.at::integer as at
     from unnest(:starts::timestamptz[], :ends::timestamptz[]) with ordinality as day (start, finish, at)
     where exists (
       select 1 from articles a
       where a.language = :language and a.published_at >= day.start and a.published_at < day.finish and ${published('a')}
     )`,
    { language, now, starts: starts.slice(0, -1), ends: starts.slice(1) },
  )
  return new Set(found.map(({ at }) => at))
}

export function daysOfMonthWithNews(
  db: Db,
  { language, now, year, month }: { language: Language; now: Date; year: number; month: number },
): Promise<Set<number>> {
  return daysWithNews(db, { language, now, first: { year, month, day: 1 }, days: daysInMonth({ year, month }) })
}

/** The first and last day with news, or undefined while there is none. */
export async function archiveSpan(
  db: Db,
  language: Language,
  now: Date,
): Promise<{ first: Day; last: Day } | undefined> {
  const edge = (direction: 'asc' | 'desc') =>
    `(select a.published_at from articles a where a.language = :language and ${published('a')} order by a.published_at ${direction}, a.id ${direction} limit 1)`
  const found = await row<{ first: Date | null; last: Date | null }>(
    db,
    `select ${edge('asc')} as first, ${edge('desc')} as last`,
    { language, now },
  )
  return found?.first && found.last ? { first: wall(found.first), last: wall(found.last) } : undefined
}

/** The nearest days with news before and after a day. */
export async function neighbourDays(
  db: Db,
  { language, now, day }: { language: Language; now: Date; day: Day },
): Promise<{ previous: Day | null; next: Day | null }> {
  const found = await row<{ previous: Date | null; next: Date | null }>(
    db,
    `select
       (select a.published_at from articles a where a.language = :language and a.published_at < :start and ${published('a')}
        order by a.published_at desc, a.id desc limit 1) as previous,
       (select a.published_at from articles a where a.language = :language and a.published_at >= :finish and ${published('a')}
        order by a.published_at, a.id limit 1) as next`,
    { language, now, start: dayStart(day), finish: dayStart(dayAfter(day)) },
  )
  const asDay = (date: Date | null | undefined) => (date ? wall(date) : null)
  return { previous: asDay(found?.previous), next: asDay(found?.next) }
}
