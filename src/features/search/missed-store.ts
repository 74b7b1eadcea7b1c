import type { Language } from '../../language/language.js'
import { type Db, rows, run } from '../../platform/database.js'

export interface MissedSearch {
  language: Language
  words: string
  times: number
}

const keptDays = 90
const mostKept = 5000

/** Adds what was missed; what is older than 90 days goes, and the oldest of more than 5 000. */
export async function addMissed(db: Db, missed: readonly MissedSearch[], now: Date): Promise<void> {
  await run(
    db,
    `insert into missed_searches (language, words, times, first_at, last_at)
     select language, words, times, :now, :now from unnest(:languages::text[], :words::text[], :times::integer[]) as given (language, words, times)
     order by language, words
     on conflict (language, words) do update set times = missed_searches.times + excluded.times, last_at = excluded.last_at`,
    {
      now,
      languages: missed.map(({ language }) => language),
      words: missed.map(({ words }) => words),
      times: missed.map(({ times }) => times),
    },
  )
  await run(
    db,
    `delete from missed_searches where last_at < :now::timestamptz - interval '${keptDays} days'
       or last_at < (select last_at from missed_searches order by last_at desc offset ${mostKept} limit 1)`,
    { now },
  )
}

/** What was missed most often. */
export function mostMissed(db: Db, limit: number): Promise<(MissedSearch & { lastAt: Date })[]> {
  return rows(
    db,
    `select language, words, times, last_at as "lastAt" from missed_searches order by times desc, last_at desc limit :limit`,
    { limit },
  )
}
