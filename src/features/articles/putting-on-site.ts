import type { Db } from '../../platform/database.js'
import { firstBlocks } from '../../text/first-blocks.js'
import { type ArrivingText, rewriteArticle } from './article-intake.js'
import { findArticle } from './article-store.js'
import { touchedBy } from './cache-tags.js'
import type { Manuscript } from './manuscript.js'
import { findManuscript, type StoryFacts, setPublishAt } from './manuscript-store.js'
import { markRevisionPublished } from './revision-store.js'

/** Of another's text under «excerpt» readers see so many characters, in whole paragraphs. */
const excerptLength = 700

/**
 * Copies a story's manuscript to the row that readers see, and marks its newest revision as published. Call it inside the
 * transaction of the deed. Gives the tags to announce after the commit: of what it was filed under before and is now.
 * A story without a manuscript stays as it is.
 */
export async function putOnSite(db: Db, id: number, now: Date): Promise<string[]> {
  const before = await findArticle(db, id, now)
  const manuscript = await findManuscript(db, id)
  if (manuscript) {
    await rewriteArticle(db, id, textForReaders(manuscript.content, manuscript.story))
    await setPublishAt(db, id, null)
    await markRevisionPublished(db, id, now)
  }
  const after = await findArticle(db, id, now)
  return [...new Set([before, after].flatMap((article) => (article ? touchedBy(article) : [])))]
}

/**
 * The manuscript as far as the rights of its source let readers see it. An address that readers know stays, unless somebody gave it
 * another one.
 */
export function textForReaders(content: Manuscript, story: Pick<StoryFacts, 'publishedAt' | 'slug'>): ArrivingText {
  const text = { ...content, slug: content.slug || (story.publishedAt === null ? '' : story.slug) }
  const rights = content.sourceId === null ? 'full' : content.sourceRights
  if (rights === 'full') return text
  if (rights === 'headline') return { ...text, lead: '', body: '' }
  return { ...text, body: firstBlocks(content.body, excerptLength) }
}
