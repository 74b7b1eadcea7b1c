import type { Db } from '../../platform/database.js'
import { feedAddress } from '../filing/feed-address.js'
import { queuePing } from '../pings/ping-store.js'
import { type Article, articleAddress, isVisible } from './article.js'
import { findArticle } from './article-store.js'

const pingedKinds = ['rss', 'full', 'atom', 'json'] as const

/**
 * Tells search engines and the hub of a story that appeared, changed or went. Call it in the transaction of the deed, after
 * the change: of a story that readers never saw nothing is told.
 */
export async function queueArticlePing(db: Db, id: number, now: Date): Promise<void> {
  const article = await findArticle(db, id, now)
  if (!article) return
  const wasSeen = article.state === 'withdrawn' && article.publishedAt !== null && article.publishedAt <= now
  if (!isVisible(article, now) && !wasSeen) return
  await queuePing(db, { addresses: [articleAddress(article)], feeds: feedsOf(article) }, now)
}

function feedsOf(article: Article): string[] {
  const lists = [
    '',
    `/section/${article.section.slug}`,
    ...(article.region ? [`/region/${article.region.slug}`] : []),
    ...(article.source ? [`/source/${article.source.slug}`] : []),
    ...article.tags.map(({ slug }) => `/tag/${slug}`),
    ...article.authors.map(({ slug }) => `/author/${slug}`),
  ]
  return lists.flatMap((list) => pingedKinds.map((kind) => feedAddress(article.language, list, kind)))
}
