import { type Db, row, run } from '../../platform/database.js'

/** Who is writing a story now. */
export interface ManuscriptLock {
  accountId: number
  name: string
  tab: string
  takenAt: Date
  seenAt: Date
  asked: { accountId: number; name: string } | null
}

/** Nobody holds a story after so long a silence. A browser tells of itself every fifteen seconds. */
export const lockSeconds = 60

const since = (now: Date) => new Date(now.getTime() - lockSeconds * 1000)

/** Undefined when nobody is there. */
export async function findLock(db: Db, articleId: number, now: Date): Promise<ManuscriptLock | undefined> {
  const found = await row<Omit<ManuscriptLock, 'asked'> & { askedBy: number | null; askedName: string | null }>(
    db,
    `select l.account_id as "accountId", w.name, l.tab, l.taken_at as "takenAt", l.seen_at as "seenAt",
       l.asked_by as "askedBy", x.name as "askedName"
     from manuscript_locks l join accounts w on w.id = l.account_id left join accounts x on x.id = l.asked_by
     where l.article_id = :articleId and l.seen_at > :since`,
    { articleId, since: since(now) },
  )
  if (!found) return undefined
  const { askedBy, askedName, ...lock } = found
  return { ...lock, asked: askedBy === null ? null : { accountId: askedBy, name: askedName ?? '' } }
}

interface Place {
  articleId: number
  accountId: number
  tab: string
  now: Date
}

/** Takes the place when it is free or already this tab's, or whoever has it when `force` says so. */
export async function takeLock(db: Db, { articleId, accountId, tab, now }: Place, force = false): Promise<void> {
  await run(
    db,
    `insert into manuscript_locks as l (article_id, account_id, tab, taken_at, seen_at)
     values (:articleId, :accountId, :tab, :now, :now)
     on conflict (article_id) do update set
       account_id = :accountId, tab = :tab, seen_at = :now,
       taken_at = case when l.tab = :tab and l.account_id = :accountId then l.taken_at else :now end,
       asked_by = case when l.tab = :tab and l.account_id = :accountId then l.asked_by end,
       asked_at = case when l.tab = :tab and l.account_id = :accountId then l.asked_at end
     where :force or l.seen_at <= :since or (l.tab = :tab and l.account_id = :accountId)`,
    { articleId, accountId, tab, now, since: since(now), force },
  )
}

/** Tells whoever holds the place that somebody waits for it. */
export async function askForLock(db: Db, articleId: number, accountId: number, now: Date): Promise<void> {
  await run(
    db,
    `update manuscript_locks set asked_by = :accountId, asked_at = :now where article_id = :articleId and account_id <> :accountId`,
    { articleId, accountId, now },
  )
}

/** Leaves the place, if it is still this tab's. */
export async function leaveLock(db: Db, { articleId, accountId, tab }: Omit<Place, 'now'>): Promise<void> {
  await run(
    db,
    'delete from manuscript_locks where article_id = :articleId and account_id = :accountId and tab = :tab',
    {
      articleId,
      accountId,
      tab,
    },
  )
}
