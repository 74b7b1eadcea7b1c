import { type Db, row, rows } from '../../platform/database.js'
import type { NoticeState, Refusal } from './notice.js'
import { type ListedNotice, noticesWhere } from './notice-store.js'

export const queues = ['waiting', 'complained', 'decided'] as const
export type Queue = (typeof queues)[number]

const conditions: Record<Queue, string> = {
  waiting: `n.state = 'waiting' and (:after::bigint is null or n.id > :after) order by n.id`,
  complained: `n.complaints > 0 and n.state = 'shown' and (:after::bigint is null or n.id > :after) order by n.id`,
  decided: `n.decided_at is not null and (:after::bigint is null or (n.decided_at, n.id) <
    ((select decided_at from notices where id = :after), :after)) order by n.decided_at desc, n.id desc`,
}

/** A page of a queue: what waits longest first, what was decided last first. `after` is the last id of the page before. */
export async function noticeQueue(
  db: Db,
  queue: Queue,
  after: number | null,
  limit: number,
): Promise<{ notices: ListedNotice[]; next: number | null }> {
  const found = await noticesWhere(db, conditions[queue], { after, limit: limit + 1 })
  const notices = found.slice(0, limit)
  return { notices, next: found.length > limit ? (notices.at(-1)?.id ?? null) : null }
}

/** Up to a hundred of each: beyond that nobody counts. */
export async function queueLengths(db: Db): Promise<{ waiting: number; complained: number }> {
  const found = await row<{ waiting: number; complained: number }>(
    db,
    `select (select count(*)::int from (select 1 from notices where state = 'waiting' limit 100) w) as waiting,
       (select count(*)::int from (select 1 from notices where complaints > 0 and state = 'shown' limit 100) c) as complained`,
  )
  return found ?? { waiting: 0, complained: 0 }
}

export interface GivenComplaint {
  noticeId: number
  reason: string
  words: string
  at: Date
}

export function complaintsAbout(db: Db, ids: readonly number[]): Promise<GivenComplaint[]> {
  return rows(
    db,
    `select notice_id as "noticeId", reason, words, complained_at as at from notice_complaints
     where notice_id = any(:ids) order by complained_at desc limit 500`,
    { ids },
  )
}

/**
 * Gives the title, or undefined when the notice is no longer as it was looked at. Complaints are answered by any decision. One that
 * had its place before it was taken down keeps it: a raise is paid for.
 */
export async function decideNotice(
  db: Db,
  decision: {
    id: number
    version: number
    state: NoticeState
    refusedAs: Refusal | null
    endsAt: Date
    now: Date
    by: string
  },
): Promise<string | undefined> {
  const found = await row<{ title: string }>(
    db,
    `update notices set state = :state, refused_as = :refusedAs, complaints = 0, version = version + 1, decided_by = :by, decided_at = :now,
       left_at = case when :state = 'refused' then :now::timestamptz end,
       ends_at = case when :state = 'shown' and (released_at is null or ends_at <= :now) then :endsAt else ends_at end,
       raised_at = case when :state = 'shown' and released_at is null and raised_at = placed_at then :now else raised_at end,
       released_at = case when :state = 'shown' then coalesce(released_at, :now) else released_at end
     where id = :id and version = :version and state in ('waiting', 'shown', 'refused')
     returning title`,
    { ...decision },
  )
  return found?.title
}
