import type { Language } from '../../language/language.js'
import { type Db, row, rows, run } from '../../platform/database.js'
import type { Edge } from './article-lists.js'
import { published } from './published.js'

export interface Correction {
  id: number
  at: Date
  words: string
}

export async function insertCorrection(
  db: Db,
  { articleId, at, words }: { articleId: number; at: Date; words: string },
): Promise<number> {
  const stored = await row<{ id: number }>(
    db,
    `insert into corrections (article_id, language, at, words)
     select id, language, :at, :words from articles where id = :articleId returning id`,
    { articleId, at, words },
  )
  if (!stored) throw new Error('a correction of no story')
  return stored.id
}

export function deleteCorrection(db: Db, articleId: number, id: number): Promise<Correction | undefined> {
  return row<Correction>(
    db,
    'delete from corrections where id = :id and article_id = :articleId returning id, at, words',
    { id, articleId },
  )
}

/** False when it does not say `was` any more. */
export async function rewordCorrection(
  db: Db,
  { articleId, id, was, words }: { articleId: number; id: number; was: string; words: string },
): Promise<boolean> {
  const sql = 'update corrections set words = :words where id = :id and article_id = :articleId and words = :was'
  return (await run(db, sql, { articleId, id, was, words })) === 1
}

/** A note that was taken away: the audit has its words and its date, and nothing else does. */
export function removedCorrection(
  db: Db,
  articleId: number,
  id: number,
): Promise<{ at: Date; words: string } | undefined> {
  return row(
    db,
    `select (a.before ->> 'at')::timestamptz as at, a.before ->> 'words' as words from audit a
     where a.subject = :subject and a.deed = 'article.remove-correction' and a.before ->> 'id' = :id
       and not exists (select 1 from corrections c where c.article_id = :articleId and c.at = (a.before ->> 'at')::timestamptz
         and c.words = a.before ->> 'words')
     order by a.id desc limit 1`,
    { subject: `article:${articleId}`, articleId, id: String(id) },
  )
}

export function correctionsOf(db: Db, articleId: number): Promise<Correction[]> {
  return rows(db, 'select id, at, words from corrections where article_id = :articleId order by at', { articleId })
}

export interface ListedCorrection extends Correction {
  article: { id: number; slug: string; title: string; language: Language }
}

export interface CorrectionList {
  corrections: ListedCorrection[]
  hasNewer: boolean
  hasOlder: boolean
}

/** Of stories that readers can open, newest first. */
export async function listCorrections(
  db: Db,
  { language, now, edge, limit }: { language: Language; now: Date; edge: Edge; limit: number },
): Promise<CorrectionList> {
  const isNewer = edge !== null && 'after' in edge
  const key = edge === null ? null : 'before' in edge ? edge.before : edge.after
  const direction = isNewer ? 'asc' : 'desc'
  const found = await rows<Correction & { article_id: number; slug: string; title: string }>(
    db,
    `select c.id, c.at, c.words, a.id as article_id, a.slug, a.title from corrections c join articles a on a.id = c.article_id
     where c.language = :language and ${published('a')}
       ${key === null ? '' : `and (c.at, c.id) ${isNewer ? '>' : '<'} (:edgeAt, :edgeId)`}
     order by c.at ${direction}, c.id ${direction} limit :limit`,
    { language, now, limit: limit + 1, ...(key && { edgeAt: key.at, edgeId: key.id }) },
  )
  const shown = found.slice(0, limit)
  if (isNewer) shown.reverse()
  return {
    corrections: shown.map(({ id, at, words, article_id, slug, title }) => ({
      id,
      at,
      words,
      article: { id: article_id, slug, title, language },
    })),
    hasOlder: isNewer || found.length > limit,
    hasNewer: isNewer ? found.length > limit : edge !== null,
  }
}
