import type { Language } from '../../language/language.js'
import { type Db, row, rows, run } from '../../platform/database.js'
import { policyVersion, type SafeHtml } from '../../text/safe-html.js'
import type { Origin } from '../spam/origin.js'
import type { CommentState } from './comment.js'

/** A comment as deeds need it, with its story. */
export interface StoredComment {
  id: number
  articleId: number
  language: Language
  articleSlug: string
  articleTitle: string
  threadId: number
  parentId: number | null
  writerId: number | null
  name: string
  text: string
  body: SafeHtml
  state: CommentState
  writtenAt: Date
  editedAt: Date | null
  ups: number
  downs: number
  version: number
  risk: number
  reasons: string[]
}

const select = `select c.id, c.article_id as "articleId", a.language, a.slug as "articleSlug", a.title as "articleTitle",
    c.thread_id as "threadId", c.parent_id as "parentId", c.writer_id as "writerId", c.writer_name as name, c.body_text as text,
    c.body_html as body, c.state, c.written_at as "writtenAt", c.edited_at as "editedAt", c.ups, c.downs, c.version, c.risk, c.reasons
  from comments c join articles a on a.id = c.article_id`

export async function findComment(db: Db, id: number): Promise<StoredComment | undefined> {
  return row<StoredComment>(db, `${select} where c.id = :id`, { id })
}

/** The newest of one writer below a story, in whatever state. */
export async function commentsOfWriter(db: Db, writerId: number, articleId: number): Promise<StoredComment[]> {
  return rows<StoredComment>(
    db,
    `${select} where c.writer_id = :writerId and c.article_id = :articleId order by c.id desc limit 10`,
    { writerId, articleId },
  )
}

export interface NewComment {
  articleId: number
  parentId: number | null
  writerId: number
  name: string
  text: string
  body: SafeHtml
  state: CommentState
  risk: number
  reasons: readonly string[]
  likeness: string
  origin: Origin
  now: Date
}

export async function addComment(db: Db, comment: NewComment): Promise<number> {
  const { origin, ...values } = comment
  const added = await row<{ id: number }>(
    db,
    `insert into comments (article_id, parent_id, writer_id, writer_name, body_text, body_html, body_policy, state, risk, reasons,
       likeness, address_hash, network_hash, written_at)
     values (:articleId, :parentId, :writerId, :name, :text, :body, :policy, :state, :risk, :reasons,
       :likeness, :address, :network, :now) returning id`,
    { ...values, ...origin, policy: policyVersion },
  )
  if (!added) throw new Error('an insert without its row')
  return added.id
}

export interface Edit {
  id: number
  version: number
  text: string
  body: SafeHtml
  state: CommentState
  risk: number
  reasons: readonly string[]
  likeness: string
  now: Date
}

/** False when somebody decided about it meanwhile. */
export async function editComment(db: Db, edit: Edit): Promise<boolean> {
  const changed = await run(
    db,
    `update comments set body_text = :text, body_html = :body, body_policy = :policy, state = :state, risk = :risk, reasons = :reasons,
       likeness = :likeness, edited_at = :now, version = version + 1
     where id = :id and version = :version and state <> 'hidden'`,
    { ...edit, policy: policyVersion },
  )
  return changed === 1
}

/** How often the same words came within a day, here or elsewhere on the site, not counting one writer's edits of one comment. */
export async function countAlike(db: Db, likeness: string, since: Date, except: number): Promise<number> {
  const found = await row<{ count: number }>(
    db,
    `select count(*)::int as count from (select 1 from comments where likeness = :likeness and written_at > :since and id <> :except limit 20) alike`,
    { likeness, since, except },
  )
  return found?.count ?? 0
}

/** What a writer may have meant to send twice by pressing twice: the same words below the same story within a minute. */
export async function sentJustNow(
  db: Db,
  sent: { articleId: number; writerId: number; text: string; since: Date },
): Promise<number | undefined> {
  const found = await row<{ id: number }>(
    db,
    `select id from comments where article_id = :articleId and writer_id = :writerId and body_text = :text and written_at > :since limit 1`,
    sent,
  )
  return found?.id
}
