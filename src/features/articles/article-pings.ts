import type { Db } from '../../platform/database.js'
import { feedAddress } from '../filing/feed-address.js'
import { queuePing } from '../pings/ping-store.js'
import { type Article, articleAddress } from './article.js'
import { findArticle } from './article-store.js'
import type { Filed } from './cache-tags.js'

const pingedKinds = ['rss', 'full', 'atom', 'json'] as const

/**
 * Tells search engines and the hub of a story that appeared, changed or went. Call it in the transaction of the deed, after
 * the change: of a story that readers never saw nothing is told.
 */
export async function queueArticlePing(db: Db, id: number, now: Date): Promise<void> {
  const article = await findArticle(db, id, now)
  if (article) await queueArticlePings(db, [article], now)
}

/** The same for many stories, in as many queries as for one. */
export async function queueArticlePings(db: Db, articles: readonly PingedStory[], now: Date): Promise<void> {
  const seen = articles.filter(
    ({ state, publishedAt }) =>
      (state === 'published' || state === 'withdrawn') && publishedAt !== null && publishedAt <= now,
  )
  if (seen.length > 0) await queuePing(db, { addresses: seen.map(articleAddress), feeds: seen.flatMap(feedsOf) }, now)
}

type PingedStory = Filed & Pick<Article, 'slug' | 'state' | 'publishedAt'>

function feedsOf(article: Filed): string[] {
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
