import { type Db, rows, run } from '../../platform/database.js'

export interface MissedAddress {
  address: string
  times: number
  firstAt: Date
  lastAt: Date
}

/** So many are kept; those asked for least and longest ago go first. */
const mostKept = 2000

/** Adds what came together in one statement. */
export async function addMissed(db: Db, missed: ReadonlyMap<string, number>, now: Date): Promise<void> {
  if (missed.size === 0) return
  const sorted = [...missed].sort(([a], [b]) => (a < b ? -1 : 1))
  await run(
    db,
    `insert into missed_addresses as m (address, times, first_at, last_at)
     select given.address, given.times, :now, :now from unnest(:addresses::text[], :times::int[]) as given (address, times)
     on conflict (address) do update set times = m.times + excluded.times, last_at = excluded.last_at`,
    { now, addresses: sorted.map(([address]) => address), times: sorted.map(([, times]) => times) },
  )
}

export async function forgetLeastMissed(db: Db): Promise<void> {
  await run(
    db,
    `delete from missed_addresses where address in
       (select address from missed_addresses order by times desc, last_at desc, address offset ${mostKept})`,
  )
}

export async function mostMissed(db: Db, limit: number): Promise<MissedAddress[]> {
  return rows(
    db,
    `select address, times::float8 as times, first_at as "firstAt", last_at as "lastAt" from missed_addresses
     order by missed_addresses.times desc, address limit :limit`,
    { limit },
  )
}

export async function forgetMissed(db: Db, address: string): Promise<void> {
  await run(db, 'delete from missed_addresses where address = :address', { address })
}
