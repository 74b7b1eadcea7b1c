import { type Db, transaction } from '../../platform/database.js'
import type { Article } from './article.js'
import { rewriteArticle } from './article-intake.js'
import { findArticle } from './article-store.js'
import { findManuscript } from './manuscript-store.js'
import { textForReaders } from './putting-on-site.js'

class TakenBack extends Error {}

/**
 * The article as readers would get it if its manuscript went out now. It is put on the site by the very steps of publishing, read,
 * and taken back with the transaction, so that a preview cannot differ from what comes out.
 */
export async function asPublished(
  db: Db,
  id: number,
  now: Date,
): Promise<(Article & { publishedAt: Date }) | undefined> {
  let seen: Article | undefined
  await transaction(db, async (db) => {
    const manuscript = await findManuscript(db, id)
    if (manuscript) await rewriteArticle(db, id, textForReaders(manuscript.content, manuscript.story))
    seen = await findArticle(db, id, now)
    throw new TakenBack()
  }).catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error
  })
  return seen && { ...seen, publishedAt: seen.publishedAt ?? now }
}
