import type { Language } from '../../language/language.js'
import { type Db, row, rows, run } from '../../platform/database.js'
import type { SafeHtml } from '../../text/safe-html.js'
import type { CommentState, HidingReason, ReportReason } from './comment.js'

export const queues = ['waiting', 'reported', 'shown', 'hidden'] as const
export type Queue = (typeof queues)[number]

/** A comment with all that a moderator judges it by. */
export interface QueuedComment {
  id: number
  version: number
  articleId: number
  language: Language
  articleSlug: string
  articleTitle: string
  name: string
  text: string
  body: SafeHtml
  state: CommentState
  hiddenAs: HidingReason | null
  writtenAt: Date
  risk: number
  reasons: string[]
  likeness: string
  answered: string | null
  writerId: number | null
  released: number
  refused: number
  bannedUntil: Date | null
  hasNetwork: boolean
  decidedBy: string | null
  reports: { reason: ReportReason; words: string }[] | null
}

const columns = `c.id, c.version, c.article_id as "articleId", a.language, a.slug as "articleSlug", a.title as "articleTitle",
  c.writer_name as name, c.body_text as text, c.body_html as body, c.state, c.hidden_as as "hiddenAs", c.written_at as "writtenAt",
  c.risk, c.reasons, c.likeness, left(p.body_text, 200) as answered, c.writer_id as "writerId",
  coalesce(w.released, 0) as released, coalesce(w.refused, 0) as refused, w.banned_until as "bannedUntil",
  c.network_hash is not null as "hasNetwork", c.decided_by as "decidedBy",
  (select json_agg(json_build_object('reason', r.reason, 'words', r.words)) from comment_reports r
    where c.reports > 0 and r.comment_id = c.id) as reports`
const from = `comments c join articles a on a.id = c.article_id left join comments p on p.id = c.parent_id
  left join comment_writers w on w.id = c.writer_id`

/** Whoever waited longest comes first; what is decided already is listed from the newest. */
const queueSql: Record<Queue, { where: string; edge: string; order: string }> = {
  waiting: { where: `c.state = 'waiting'`, edge: 'c.id > :edge', order: 'c.id' },
  reported: { where: `c.reports > 0 and c.state = 'shown'`, edge: 'c.id > :edge', order: 'c.id' },
  shown: { where: `c.state = 'shown'`, edge: 'c.id < :edge', order: 'c.id desc' },
  hidden: { where: `c.state = 'hidden'`, edge: 'c.id < :edge', order: 'c.id desc' },
}

/** A page of a queue after the comment `edge`, or its beginning. */
export async function queuePage(db: Db, queue: Queue, edge: number | null, limit: number): Promise<QueuedComment[]> {
  const sql = queueSql[queue]
  return rows<QueuedComment>(
    db,
    `select ${columns} from ${from} where ${sql.where} ${edge === null ? '' : `and ${sql.edge}`} order by ${sql.order} limit :limit`,
    edge === null ? { limit } : { limit, edge },
  )
}

/** One comment, whatever was decided about it. */
export async function queuedComment(db: Db, id: number): Promise<QueuedComment | undefined> {
  return row<QueuedComment>(db, `select ${columns} from ${from} where c.id = :id`, { id })
}

export async function queueLengths(db: Db): Promise<{ waiting: number; reported: number }> {
  const found = await row<{ waiting: number; reported: number }>(
    db,
    `select (select count(*)::int from comments where state = 'waiting') as waiting,
       (select count(*)::int from comments where reports > 0 and state = 'shown') as reported`,
  )
  return found ?? { waiting: 0, reported: 0 }
}

/** What one writer said lately, anywhere on the site. */
export async function historyOfWriter(db: Db, writerId: number): Promise<QueuedComment[]> {
  return rows<QueuedComment>(
    db,
    `select ${columns} from ${from} where c.writer_id = :writerId order by c.id desc limit 50`,
    {
      writerId,
    },
  )
}

export interface Decided {
  id: number
  version: number
  articleId: number
  writerId: number | null
  state: CommentState
  hiddenAs: string | null
  reports: number
  text: string
  decidedBy: string | null
  /** What moderators last said of it and did not take back, whatever its words were then. */
  verdict: 'shown' | 'hidden' | null
}

/** What undid another decision is itself none. */
const stands = `d.undone_at is null and d.batch not like '%-undo'`

/** Locks the comments, always in the same order, so that of two who decide at once one waits for the other. */
export async function lockComments(db: Db, ids: readonly number[]): Promise<Decided[]> {
  return rows<Decided>(
    db,
    `select id, version, article_id as "articleId", writer_id as "writerId", state, hidden_as as "hiddenAs", reports,
       body_text as text, decided_by as "decidedBy",
       (select d.to_state from comment_decisions d
         where d.comment_id = comments.id and ${stands} order by d.id desc limit 1) as verdict
     from comments where id = any(:ids::bigint[]) order by id for update`,
    { ids },
  )
}

export interface Decision {
  batch: string
  comment: Decided
  to: { state: CommentState; hiddenAs: string | null; reports: number }
  by: { id: number; name: string }
  now: Date
}

export async function storeDecision(db: Db, { batch, comment, to, by, now }: Decision): Promise<void> {
  await run(
    db,
    `with changed as (
       update comments set state = :state, hidden_as = :hiddenAs, reports = :reports, version = version + 1, decided_by = :name,
         decided_at = :now where id = :id returning version
     )
     insert into comment_decisions (batch, comment_id, account_id, at, from_state, from_hidden_as, from_reports, to_state, to_hidden_as, version)
     select :batch, :id, :account, :now, :fromState, :fromHiddenAs, :fromReports, :state, :hiddenAs, version from changed`,
    {
      batch,
      id: comment.id,
      account: by.id,
      name: by.name,
      now,
      ...to,
      fromState: comment.state,
      fromHiddenAs: comment.hiddenAs,
      fromReports: comment.reports,
    },
  )
}

export interface StoredDecision {
  id: number
  commentId: number
  version: number
  fromState: CommentState
  fromHiddenAs: string | null
  fromReports: number
  toState: CommentState
  toHiddenAs: string | null
  /** What stands again once this is taken back. */
  verdictBefore: Decided['verdict']
}

/** Decisions of a press that stand, locked. */
export async function lockBatch(db: Db, batch: string): Promise<StoredDecision[]> {
  return rows<StoredDecision>(
    db,
    `select b.id, b.comment_id as "commentId", b.version, b.from_state as "fromState", b.from_hidden_as as "fromHiddenAs",
       b.from_reports as "fromReports", b.to_state as "toState", b.to_hidden_as as "toHiddenAs",
       (select d.to_state from comment_decisions d
         where d.comment_id = b.comment_id and d.id < b.id and ${stands} order by d.id desc limit 1) as "verdictBefore"
     from comment_decisions b where b.batch = :batch and b.undone_at is null order by b.id for update of b`,
    { batch },
  )
}

export async function takeBackDecision(db: Db, id: number, now: Date): Promise<void> {
  await run(db, 'update comment_decisions set undone_at = :now where id = :id', { id, now })
}

export async function networkOfComment(db: Db, id: number): Promise<string | null> {
  const found = await row<{ hash: string | null }>(db, 'select network_hash as hash from comments where id = :id', {
    id,
  })
  return found?.hash ?? null
}

/** Null is: as the whole site has it. */
export async function setTalkMode(
  db: Db,
  articleId: number,
  mode: string | null,
  closedAt: Date | null,
): Promise<void> {
  await run(
    db,
    `insert into article_talk (article_id, mode, closed_at) values (:articleId, :mode, :closedAt)
     on conflict (article_id) do update set mode = excluded.mode, closed_at = excluded.closed_at`,
    { articleId, mode, closedAt },
  )
}
