import { type Db, rows, run } from '../../platform/database.js'
import { type PingTarget, pingPaces } from './ping-pace.js'

/** What became visible, changed or went: paths of ours. */
export interface News {
  /** Pages, for search engines. */
  addresses: readonly string[]
  /** Feeds, for the hub. */
  feeds: readonly string[]
}

/**
 * Call it in the transaction of the deed. Nothing is kept while nobody is to be told. A repeated change waits until the changes
 * end, but not for ever, and an address that was told a moment ago waits for its turn.
 */
export async function queuePing(db: Db, { addresses, feeds }: News, now: Date): Promise<void> {
  await queueFor(db, 'index-now', addresses, now)
  await queueFor(db, 'websub', feeds, now)
}

const configured: Record<PingTarget, string> = { 'index-now': 'indexNowKey', websub: 'hub' }

async function queueFor(db: Db, target: PingTarget, addresses: readonly string[], now: Date): Promise<void> {
  if (addresses.length === 0) return
  const { quietSeconds, mostQuietSeconds, secondsBetween } = pingPaces[target]
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  await run(
    db,
    `insert into pings as p (target, address, queued_at, due_at)
     select :target, given.address, :now, :due from unnest(:addresses::text[]) as given (address)
     where exists (select 1 from settings where name = 'pings' and value ->> :setting is not null
       and value ->> 'isStaging' is distinct from 'true')
     order by given.address
     on conflict (target, address) do update set
       queued_at = case when p.due_at is null then excluded.queued_at else p.queued_at end,
       attempts = case when p.due_at is null then 0 else p.attempts end,
       due_at = greatest(
         case when p.due_at is null or p.attempts > 0 then coalesce(p.due_at, excluded.due_at)
           else least(excluded.due_at, p.queued_at + make_interval(secs => :most)) end,
         p.sent_at + make_interval(secs => :between))`,
    {
      target,
      addresses: [...new Set(addresses)],
      now,
      due: after(quietSeconds),
      most: mostQuietSeconds,
      between: secondsBetween,
      setting: configured[target],
    },
  )
}

export interface DuePing {
  address: string
  dueAt: Date
  attempts: number
}

export async function duePings(db: Db, target: PingTarget, now: Date, limit: number): Promise<DuePing[]> {
  return rows<DuePing>(
    db,
    `select address, due_at as "dueAt", attempts from pings where target = :target and due_at <= :now
     order by due_at, address limit :limit`,
    { target, now, limit },
  )
}

/** One that was queued anew meanwhile keeps its new time. */
export async function markSent(db: Db, target: PingTarget, sent: readonly DuePing[], now: Date): Promise<void> {
  await run(
    db,
    `update pings p set sent_at = :now, attempts = 0, due_at = case when p.due_at = s.due_at then null else
       greatest(p.due_at, :now::timestamptz + make_interval(secs => :between)) end
     from unnest(:addresses::text[], :dues::timestamptz[]) as s (address, due_at)
     where p.target = :target and p.address = s.address`,
    {
      target,
      now,
      between: pingPaces[target].secondsBetween,
      addresses: sent.map(({ address }) => address),
      dues: sent.map(({ dueAt }) => dueAt.toISOString()),
    },
  )
}

/** `next` is when to try again, or null to give up. */
export async function markFailed(
  db: Db,
  target: PingTarget,
  failed: readonly DuePing[],
  next: (attempts: number) => Date | null,
): Promise<void> {
  const times = failed.map(({ attempts }) => next(attempts + 1)?.toISOString() ?? '')
  await run(
    db,
    `update pings p set attempts = p.attempts + 1, due_at = nullif(f.due_at, '')::timestamptz
     from unnest(:addresses::text[], :times::text[]) as f (address, due_at)
     where p.target = :target and p.address = f.address`,
    { target, addresses: failed.map(({ address }) => address), times },
  )
}

/** What was queued before somebody said that nothing shall be told. */
export async function dropQueue(db: Db, target: PingTarget): Promise<void> {
  await run(db, 'update pings set due_at = null where target = :target and due_at is not null', { target })
}

export interface PingLogEntry {
  at: Date
  target: PingTarget
  addresses: number
  example: string
  status: number | null
  words: string
  milliseconds: number
}

export async function writePingLog(db: Db, entry: PingLogEntry): Promise<void> {
  await run(
    db,
    `insert into ping_log (at, target, addresses, example, status, words, milliseconds)
     values (:at, :target, :addresses, :example, :status, :words, :milliseconds)`,
    { ...entry },
  )
}

/** Newest first. */
export async function readPingLog(db: Db, limit: number): Promise<PingLogEntry[]> {
  return rows<PingLogEntry>(
    db,
    'select at, target, addresses, example, status, words, milliseconds from ping_log order by id desc limit :limit',
    { limit },
  )
}

export async function waitingPings(db: Db): Promise<{ target: PingTarget; waiting: number; next: Date | null }[]> {
  return rows(
    db,
    `select target, count(*)::int as waiting, min(due_at) as next from pings where due_at is not null
     group by target order by target`,
  )
}

const daysOfLog = 30

/** Keeps the tables as large as a month's work. */
export async function forgetOldPings(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - daysOfLog * 86_400_000)
  await run(db, 'delete from ping_log where at < :before', { before })
  await run(db, 'delete from pings where due_at is null and coalesce(sent_at, queued_at) < :before', {
    before: new Date(now.getTime() - 86_400_000),
  })
}
