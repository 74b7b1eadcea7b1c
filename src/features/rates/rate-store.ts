import { type Db, row, rows, run } from '../../platform/database.js'
import type { Rate, RateSource } from './rate.js'
import type { HeldRate } from './rate-jump.js'

/** The newest day with rates from this source or a better one. */
export async function newestDay(db: Db, source: RateSource): Promise<string | null> {
  const found = await row<{ day: string | null }>(
    db,
    `select to_char(max(day), 'YYYY-MM-DD') as day from official_rates where ${worth('source')} >= ${worth(':source::text')}`,
    { source },
  )
  return found?.day ?? null
}

/** The newest value of every currency. */
export async function lastGoodValues(db: Db): Promise<Map<string, number>> {
  const found = await rows<{ currency: string; value: number }>(
    db,
    `select distinct on (currency) currency, value::float8 as value from official_rates
     where source <> 'sample' order by currency, day desc`,
  )
  return new Map(found.map(({ currency, value }) => [currency, value]))
}

/** The value of every currency on the last day before `day` that has any. */
export async function valuesBefore(db: Db, day: string): Promise<Map<string, number>> {
  const found = await rows<{ currency: string; value: number }>(
    db,
    `select currency, value::float8 as value from official_rates
     where source <> 'sample' and day = (select max(day) from official_rates where source <> 'sample' and day < :day::date)`,
    { day },
  )
  return new Map(found.map(({ currency, value }) => [currency, value]))
}

/**
 * Stores rates; a better source may correct a worse one and itself, never the other way round. Samples go with the first real
 * rate. Gives how many rows are new or different.
 */
export async function saveRates(db: Db, rates: readonly Rate[], fetchedAt: Date): Promise<number> {
  if (rates.length === 0) return 0
  if (rates.some(({ source }) => source !== 'sample')) await forgetSampleRates(db)
  const changed = await run(
    db,
    `insert into official_rates (currency, day, value, raw, lot, source, is_cross, fetched_at)
     select currency, day, value, raw, lot, source, "isCross", :fetchedAt from ${given}
     on conflict (currency, day) do update set
       value = excluded.value, raw = excluded.raw, lot = excluded.lot, source = excluded.source,
       is_cross = excluded.is_cross, fetched_at = excluded.fetched_at
     where ${worth('excluded.source')} >= ${worth('official_rates.source')}
       and (excluded.value, excluded.source) is distinct from (official_rates.value, official_rates.source)`,
    { fetchedAt, rates: JSON.stringify(rates) },
  )
  await run(
    db,
    `update official_rates kept set fetched_at = :fetchedAt from ${given}
     where kept.currency = given.currency and kept.day = given.day and kept.source = given.source`,
    { fetchedAt, rates: JSON.stringify(rates) },
  )
  return changed
}

const given = `jsonb_to_recordset(:rates::jsonb) as given
  (currency text, day date, value numeric, raw text, lot integer, source text, "isCross" boolean)`

/** Of two sources the better one is worth more. */
const worth = (source: string) => `array_position(array['sample', 'cbr', 'frankfurter', 'nbk'], ${source})`

/** A better source is back: what a worse one said meanwhile of later days goes. */
export function forgetWorse(db: Db, source: RateSource, after: string): Promise<number> {
  return run(
    db,
    `delete from official_rates where day > :after::date and ${worth('source')} < ${worth(':source::text')}`,
    { source, after },
  )
}

/** The newest rates were fetched again and are still the same. */
export async function markSeen(db: Db, at: Date): Promise<void> {
  await run(
    db,
    `update official_rates set fetched_at = :at
     where source <> 'sample' and day = (select max(day) from official_rates where source <> 'sample')`,
    { at },
  )
}

/** Sample rates and offices. Gives how many rows are gone. */
export async function forgetSampleRates(db: Db): Promise<number> {
  const rates = await run(db, `delete from official_rates where source = 'sample'`)
  return rates + (await run(db, 'delete from exchange_offices where is_sample'))
}

export async function hasRates(db: Db): Promise<boolean> {
  return (await row(db, 'select 1 from official_rates limit 1')) !== undefined
}

export async function heldRates(db: Db): Promise<Map<string, HeldRate>> {
  const found = await rows<HeldRate>(
    db,
    `select currency, to_char(day, 'YYYY-MM-DD') as day, value::float8 as value, last_good::float8 as "lastGood", source,
       first_seen_at as "firstSeenAt"
     from held_rates order by currency`,
  )
  return new Map(found.map((held) => [held.currency, held]))
}

/** From now on exactly these wait. */
export async function replaceHeld(db: Db, held: readonly HeldRate[]): Promise<void> {
  await run(db, 'delete from held_rates')
  for (const { currency, day, value, lastGood, source, firstSeenAt } of held) {
    await run(
      db,
      `insert into held_rates (currency, day, value, last_good, source, first_seen_at)
       values (:currency, :day::date, :value, :lastGood, :source, :firstSeenAt)`,
      { currency, day, value, lastGood, source, firstSeenAt },
    )
  }
}

/** Of the days from `from` to `to` those that have no rates and have not been asked for in vain, newest first. */
export async function daysToFill(db: Db, span: { from: string; to: string; limit: number }): Promise<string[]> {
  const found = await rows<{ day: string }>(
    db,
    `select to_char(each.day, 'YYYY-MM-DD') as day
     from generate_series(:from::timestamp, :to::timestamp, interval '1 day') as each (day)
     where not exists (select from official_rates kept where kept.day = each.day::date and source = 'nbk')
       and not exists (select from days_without_rates empty where empty.day = each.day::date)
     order by each.day desc limit :limit`,
    span,
  )
  return found.map(({ day }) => day)
}

export async function markWithoutRates(db: Db, day: string, askedAt: Date): Promise<void> {
  await run(
    db,
    'insert into days_without_rates (day, asked_at) values (:day::date, :askedAt) on conflict (day) do update set asked_at = excluded.asked_at',
    { day, askedAt },
  )
}
