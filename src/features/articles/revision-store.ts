import { type Db, row, rows, run } from '../../platform/database.js'
import type { Manuscript } from './manuscript.js'

/** How long the saves of one person go into one revision. */
export const joinMinutes = 10

export type RevisionKind = 'found' | 'saved' | 'restored'

export interface RevisionHead {
  number: number
  kind: RevisionKind
  savedBy: string | null
  beganAt: Date
  savedAt: Date
  /** When exactly this text went out to readers. */
  publishedAt: Date | null
}

interface Arriving {
  articleId: number
  content: Manuscript
  savedBy: number | null
  kind: RevisionKind
  now: Date
}

/** Keeps a text for ever. What the same person saved within ten minutes, and nobody has read as published, is one revision. */
export async function keepRevision(db: Db, { articleId, content, savedBy, kind, now }: Arriving): Promise<void> {
  const values = { articleId, content: JSON.stringify(content), savedBy, now }
  if (kind === 'saved') {
    const joined = await run(
      db,
      `update article_revisions set content = :content::jsonb, saved_at = :now
       where article_id = :articleId and number = (select max(number) from article_revisions where article_id = :articleId)
         and kind = 'saved' and saved_by = :savedBy and published_at is null and began_at > :joinSince`,
      { ...values, joinSince: new Date(now.getTime() - joinMinutes * 60_000) },
    )
    if (joined === 1) return
  }
  await run(
    db,
    `insert into article_revisions (article_id, number, content, saved_by, began_at, saved_at, kind)
     select :articleId, coalesce(max(number), 0) + 1, :content::jsonb, :savedBy, :now, :now, :kind
     from article_revisions where article_id = :articleId`,
    { ...values, kind },
  )
}

/** Marks the newest revision as the one that readers see since now. */
export async function markRevisionPublished(db: Db, articleId: number, now: Date): Promise<void> {
  await run(
    db,
    `update article_revisions set published_at = :now where article_id = :articleId and published_at is null
       and number = (select max(number) from article_revisions where article_id = :articleId)`,
    { articleId, now },
  )
}

const headColumns = `r.number, r.kind, w.name as "savedBy", r.began_at as "beganAt", r.saved_at as "savedAt",
  r.published_at as "publishedAt"`

/** Newest first, `limit` of them below the number `before`. */
export function listRevisions(
  db: Db,
  articleId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<RevisionHead[]> {
  return rows(
    db,
    `select ${headColumns} from article_revisions r left join accounts w on w.id = r.saved_by
     where r.article_id = :articleId and (:before::integer is null or r.number < :before)
     order by r.number desc limit :limit`,
    { articleId, before, limit },
  )
}

export function findRevision(
  db: Db,
  articleId: number,
  number: number,
): Promise<(RevisionHead & { content: Manuscript }) | undefined> {
  return row(
    db,
    `select ${headColumns}, r.content from article_revisions r left join accounts w on w.id = r.saved_by
     where r.article_id = :articleId and r.number = :number`,
    { articleId, number },
  )
}
