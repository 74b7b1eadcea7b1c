import { dayStart } from '../../language/dates.js'
import type { Kit } from '../../platform/kit.js'
import { ratesTag } from './rate.js'
import { dayMoved, dayOf, daysBetween, todayIn } from './rate-day.js'
import { type BoardRow, ratesBoard } from './rate-lists.js'

/** How much an official rate may be trusted by its age. Around New Year and Nauryz gaps of a week are usual. */
export type Age = 'fresh' | 'late' | 'stale'

const daysUntilLate = 4
const daysUntilStale = 10
const daysUntilHidden = 14

/** Samples do not age: their label says what they are. */
export function ageOf({ day, source }: Pick<BoardRow, 'day' | 'source'>, today: string): Age {
  const days = source === 'sample' ? 0 : daysBetween(day, today)
  return days > daysUntilStale ? 'stale' : days > daysUntilLate ? 'late' : 'fresh'
}

/** Cash rates of today and yesterday are shown. */
export function cashShownFrom(now: Date): Date {
  return dayStart(dayOf(dayMoved(todayIn(now), -1)))
}

// Reaches back beyond what is shown, for the day before it.
const daysLookedBack = 30

/**
 * What is honest to show now: every currency whose rate is not older than two weeks, with cash rates of today and yesterday.
 * Kept in memory until rates change, so a page pays no query for it.
 */
export async function currentBoard(kit: Kit): Promise<BoardRow[]> {
  const today = todayIn(kit.clock.now())
  const rows = await kit.memory.keep(`rates:board:${today}`, { tags: [ratesTag], seconds: 600 }, () =>
    ratesBoard(kit.db, {
      fromDay: dayMoved(today, -daysLookedBack),
      cashFrom: cashShownFrom(kit.clock.now()),
    }),
  )
  return rows.filter(({ day, source }) => source === 'sample' || daysBetween(day, today) <= daysUntilHidden)
}
