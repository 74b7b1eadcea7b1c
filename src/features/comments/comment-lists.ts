import { type Db, plannedRows, row } from '../../platform/database.js'
import type { SafeHtml } from '../../text/safe-html.js'
import { type Comment, commentsAPage } from './comment.js'

export const commentOrders = ['new', 'old', 'best'] as const
export type CommentOrder = (typeof commentOrders)[number]

/** One page of a conversation, thread by thread, answers of a thread by time. */
export interface CommentPage {
  comments: Comment[]
  /** The id of the last comment where more follow. */
  next: number | null
}

interface CommentRow {
  id: number
  thread_id: number
  thread_at: Date
  depth: 0 | 1
  writer_name: string
  body_html: SafeHtml
  is_shown: boolean
  written_at: Date
  edited_at: Date | null
  ups: number
  downs: number
  answered: Comment['answered']
}

/** A hidden comment keeps its place above its answers, without its words. Whom it answers is looked up for the page's rows only. */
const columns = `c.id, c.thread_id, c.thread_at, c.depth, c.state = 'shown' as is_shown, c.written_at, c.edited_at, c.ups, c.downs,
  case when c.state = 'shown' then c.writer_name else '' end as writer_name,
  case when c.state = 'shown' then c.body_html else '' end as body_html,
  case when c.parent_id <> c.thread_id then (select json_build_object('id', p.id, 'name', p.writer_name)
    from comments p where p.id = c.parent_id and p.state = 'shown') end as answered`
const from = 'comments c'
const inThread = 'c.depth, c.written_at, c.id'

const orders: Record<CommentOrder, { from: string; by: string; after: string; at: string }> = {
  new: {
    from,
    by: `c.thread_at desc, c.thread_id desc, ${inThread}`,
    // The first condition is what the index walks to; the second leaves out what of that thread was shown before.
    after: `(c.thread_at, c.thread_id) <= (:threadAt::timestamptz, :threadId::bigint)
      and (c.thread_id <> :threadId::bigint or (${inThread}) > (:depth::smallint, :writtenAt::timestamptz, :id::bigint))`,
    at: '',
  },
  old: {
    from,
    by: `c.thread_at, c.thread_id, ${inThread}`,
    after: `(c.thread_at, c.thread_id, ${inThread}) > (:threadAt::timestamptz, :threadId::bigint, :depth::smallint, :writtenAt::timestamptz, :id::bigint)`,
    at: `(c.thread_at, c.thread_id, ${inThread}) >= (:threadAt::timestamptz, :threadId::bigint, :depth::smallint, :writtenAt::timestamptz, :id::bigint)`,
  },
  best: {
    from: `${from} join comments r on r.id = c.thread_id`,
    by: `r.ups - r.downs desc, r.id desc, ${inThread}`,
    after: `(r.ups - r.downs, r.id) <= (:score::int, :threadId::bigint)
      and (c.thread_id <> :threadId::bigint or (${inThread}) > (:depth::smallint, :writtenAt::timestamptz, :id::bigint))`,
    at: '',
  },
}

/** The first comments below a story: one walk of an index, whatever the length of the conversation. */
export async function firstComments(db: Db, articleId: number): Promise<CommentPage> {
  return pageOf(await select(db, 'new', articleId, '', {}))
}

/**
 * A page after the comment `after`, or in the order of time one that begins with `from`. Undefined when there is no such comment
 * here.
 */
export async function commentPage(
  db: Db,
  articleId: number,
  order: CommentOrder,
  edge: { after: number } | { from: number } | null,
): Promise<CommentPage | undefined> {
  if (edge === null) return pageOf(await select(db, order, articleId, '', {}))
  const id = 'after' in edge ? edge.after : edge.from
  const key = await row<{
    threadId: number
    threadAt: Date
    depth: number
    writtenAt: Date
    score: number
    listed: boolean
  }>(
    db,
    `select c.thread_id as "threadId", c.thread_at as "threadAt", c.depth, c.written_at as "writtenAt", c.listed,
       r.ups - r.downs as score
     from comments c join comments r on r.id = c.thread_id where c.id = :id and c.article_id = :articleId`,
    { id, articleId },
  )
  if (!key || ('from' in edge && !key.listed)) return undefined
  const { listed: _, ...values } = key
  const chosen = 'from' in edge ? 'old' : order
  const { after, at } = orders[chosen]
  return pageOf(await select(db, chosen, articleId, `and ${'from' in edge ? at : after}`, { ...values, id }))
}

async function select(
  db: Db,
  order: CommentOrder,
  articleId: number,
  condition: string,
  values: Record<string, number | Date>,
): Promise<CommentRow[]> {
  return plannedRows<CommentRow>(
    db,
    `select ${columns} from ${orders[order].from} where c.article_id = :articleId and c.listed ${condition}
     order by ${orders[order].by} limit ${commentsAPage + 1}`,
    { articleId, ...values },
  )
}

function pageOf(found: CommentRow[]): CommentPage {
  const comments = found.slice(0, commentsAPage).map(commentOf)
  return { comments, next: found.length > commentsAPage ? (comments.at(-1)?.id ?? null) : null }
}

function commentOf(row: CommentRow): Comment {
  return {
    id: row.id,
    threadId: row.thread_id,
    threadAt: row.thread_at,
    depth: row.depth,
    name: row.writer_name,
    body: row.body_html,
    isShown: row.is_shown,
    writtenAt: row.written_at,
    editedAt: row.edited_at,
    ups: row.ups,
    downs: row.downs,
    answered: row.answered,
  }
}
