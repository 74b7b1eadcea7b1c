import { type Db, row, rows, run } from '../../platform/database.js'
import { randomToken } from '../../platform/secret.js'

/** The key of a period, made by whichever instance asks first. */
export async function originKey(db: Db, purpose: string, period: string): Promise<string> {
  const made = await row<{ key: string }>(
    db,
    `insert into origin_keys (purpose, period, key) values (:purpose, :period, :key)
     on conflict (purpose, period) do update set purpose = excluded.purpose returning key`,
    { purpose, period, key: randomToken() },
  )
  if (!made) throw new Error('an insert without its row')
  return made.key
}

/** Throws keys away; what was hashed with them can never be led back. */
export async function forgetOriginKeys(db: Db, purpose: string, before: string): Promise<number> {
  return run(db, 'delete from origin_keys where purpose = :purpose and period < :before', { purpose, before })
}

export async function banNetwork(db: Db, ban: { hash: string; until: Date; now: Date; by: string }): Promise<void> {
  await run(
    db,
    `insert into banned_networks (network_hash, banned_until, banned_at, banned_by) values (:hash, :until, :now, :by)
     on conflict (network_hash) do update set banned_until = excluded.banned_until, banned_by = excluded.banned_by`,
    ban,
  )
}

export async function unbanNetwork(db: Db, hash: string): Promise<number> {
  return run(db, 'delete from banned_networks where network_hash = :hash', { hash })
}

export async function isNetworkBanned(db: Db, hash: string, now: Date): Promise<boolean> {
  return (
    (await row(db, 'select 1 from banned_networks where network_hash = :hash and banned_until > :now', {
      hash,
      now,
    })) !== undefined
  )
}

export interface BannedNetwork {
  hash: string
  until: Date
  at: Date
  by: string
}

export async function bannedNetworks(db: Db, now: Date): Promise<BannedNetwork[]> {
  return rows<BannedNetwork>(
    db,
    `select network_hash as hash, banned_until as until, banned_at as at, banned_by as by
     from banned_networks where banned_until > :now order by banned_at desc limit 200`,
    { now },
  )
}

export async function forgetBans(db: Db, now: Date): Promise<number> {
  return run(db, 'delete from banned_networks where banned_until <= :now', { now })
}
