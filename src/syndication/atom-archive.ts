import type { Filing } from '../features/articles/article-lists.js'
import { feedRows } from '../features/feeds/feed-lists.js'
import type { FeedRow } from '../features/feeds/feed-story.js'
import { type Day, dayAfter, dayStart, isoDay, isRealDay, wall } from '../language/dates.js'
import type { Language } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'

/** More than any newsroom publishes in a day. */
const mostOfDay = 500

export interface ArchivedDay {
  rows: FeedRow[]
  /** The day before it with anything in this list. */
  previous: Day | null
}

/** `?day=2026-11-23` of an Atom feed: what a list got on one day in Almaty, which never moves to another document (RFC 5005). */
export function readArchiveDay(text: unknown, now: Date): Day | null {
  if (text === undefined) return null
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(String(text)) ?? []
  const read = { year: Number(year), month: Number(month), day: Number(day) }
  if (!isRealDay(read) || dayStart(read) > now) throw new NotFound('no such day')
  return read
}

export async function archivedDay(kit: Kit, filing: Filing, language: Language, day: Day): Promise<ArchivedDay> {
  const now = kit.clock.now()
  const [from, until] = [dayStart(day), dayStart(dayAfter(day))]
  const [rows, [before]] = await Promise.all([
    feedRows(kit.db, filing, { language, now, edge: null, limit: mostOfDay, since: from, until }),
    feedRows(kit.db, filing, { language, now, edge: null, limit: 1, until: from }),
  ])
  if (rows.length === 0) throw new NotFound('nothing that day')
  return { rows, previous: before ? wall(before.published_at) : null }
}

export const archiveAddress = (address: string, day: Day) => `${address}?day=${isoDay(day)}`
