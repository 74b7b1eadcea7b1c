import type { Language } from '../../language/language.js'
import { type Db, rows } from '../../platform/database.js'
import type { ArticleCard } from '../articles/article.js'
import type { Edge, ListPage } from '../articles/article-lists.js'
import { type CardRow, cardColumns, cardJoins, cardOf } from '../articles/card-rows.js'
import { published } from '../articles/published.js'
import { foundExcerpt } from './found-excerpt.js'
import { readQuery, type SearchQuery, searchQuery, soughtWords } from './search-query.js'
import { far, inScope, near, newestIn, reachOf, type SearchScope, scopeValues } from './search-reach.js'

export interface FoundArticle extends ArticleCard {
  /** Plain text with the found words between `foundStart` and `foundEnd`. */
  excerpt: string
}

export interface FoundPage extends Omit<ListPage, 'cards'> {
  found: FoundArticle[]
}

export interface Search {
  query: Pick<SearchQuery, 'all' | 'titled' | 'exact'>
  /** For the excerpts. */
  sought: readonly string[]
  scope: SearchScope
  now: Date
  limit: number
}

/** So many of the newest finds, and of those in titles, are weighed against each other. */
const weighed = 300
const weighedTitles = 150
/** The last page by weight; what lies deeper is reached by date. */
export const lastRankedPage = 20

/**
 * The best first. Weighed are the newest 300 finds and the newest 150 with all words in the title, so that a common word costs no
 * more than a seldom one. Weight is where the words stand and how close, doubled for the words as they were typed, and up to
 * doubled for freshness, which is half gone after a month.
 */
export async function bestArticles(db: Db, search: Search & { page: number }): Promise<FoundPage> {
  const { query, scope, now, limit, page } = search
  const found = await rows<FoundRow>(
    db,
    `with asked as materialized (select :all::tsquery as words, :titled::tsquery as titled, :exact::tsquery as exact),
     ${near(scope, 'desc')}, titled_near as (select n.* from near n join article_search s using (article_id) where s.terms @@ (select titled from asked)),
     reach as materialized (select ${reachOf('near', ':window')}, ${reachOf('titled_near', `${weighedTitles}`)}),
     ${far(scope, 'far', 'words', 'near', ':window')},
     ${far(scope, 'titled', 'titled', 'titled_near', `${weighedTitles}`)},
     hits as (
       select article_id from near
       union (select article_id from far order by published_at desc limit :window)
       union (select article_id from titled order by published_at desc limit ${weighedTitles})
     ),
     best as (
       select article_id, weight from (
         select s.article_id, s.published_at,
           (ts_rank('{0.05, 0.15, 0.4, 1}', s.terms, asked.words, 1) + ts_rank('{0.05, 0.15, 0.4, 1}', s.terms, asked.exact, 1)
             + case when s.terms @@ asked.titled then 0.2 else 0 end)
           * (1 + 1 / (1 + extract(epoch from :now::timestamptz - s.published_at)::real / 2592000)) as weight
         from hits join article_search s using (article_id) cross join asked
       ) every
       order by weight desc, published_at desc, article_id desc limit :limit offset :skip
     )
     select ${foundColumns} from best join articles a on a.id = best.article_id and ${published('a')} ${cardJoins}
     order by best.weight desc, a.published_at desc, a.id desc`,
    {
      ...scopeValues(scope, now),
      now,
      all: query.all,
      titled: query.titled,
      exact: query.exact,
      window: weighed,
      limit: limit + 1,
      skip: (page - 1) * limit,
    },
  )
  return {
    found: found.slice(0, limit).map((row) => foundOf(row, search.sought)),
    hasOlder: found.length > limit && page < lastRankedPage,
    hasNewer: page > 1,
  }
}

/** Newest first, by key, to the end of the archive. */
export async function newestArticles(db: Db, search: Search & { edge: Edge }): Promise<FoundPage> {
  const { query, scope, now, edge, limit } = search
  const isNewer = edge !== null && 'after' in edge
  const direction = isNewer ? 'asc' : 'desc'
  const beyond =
    edge === null
      ? ''
      : ` and (s.published_at, s.article_id) ${isNewer ? '>' : '<'} (:edgeAt::timestamptz, :edgeId::bigint)`
  const key = edge === null ? null : 'before' in edge ? edge.before : edge.after
  const found = await rows<FoundRow>(
    db,
    `with asked as materialized (select :all::tsquery as words),
     ${near(scope, direction, beyond)},
     far as materialized (
       select s.article_id, s.published_at from article_search s
       where (select count(*) from near) < :window and s.terms @@ (select words from asked) and ${inScope(scope)} ${beyond}
     ),
     hits as (
       select article_id from (select * from near union select * from far) every
       order by published_at ${direction}, article_id ${direction} limit :window
     )
     select ${foundColumns} from hits join articles a on a.id = hits.article_id and ${published('a')} ${cardJoins}
     order by a.published_at ${direction}, a.id ${direction}`,
    {
      ...scopeValues(scope, now),
      now,
      all: query.all,
      window: limit + 1,
      ...(key && { edgeAt: key.at, edgeId: key.id }),
    },
  )
  const hasMore = found.length > limit
  const shown = found.slice(0, limit).map((row) => foundOf(row, search.sought))
  if (isNewer) shown.reverse()
  return { found: shown, hasOlder: isNewer || hasMore, hasNewer: isNewer ? hasMore : edge !== null }
}

/** What a feed of a search holds: the newest in one language. */
export async function searchArticles(
  db: Db,
  { words, language, now, edge, limit }: { words: string; language: Language; now: Date; edge: Edge; limit: number },
): Promise<FoundPage> {
  const asked = readQuery(words)
  const query = searchQuery(asked, [language])
  if (query === undefined) return { found: [], hasOlder: false, hasNewer: false }
  return newestArticles(db, { query, sought: soughtWords(asked), scope: { languages: [language] }, now, edge, limit })
}

/** The first of some queries, each in a language, that finds anything; -1 when none does. */
export async function firstThatFinds(
  db: Db,
  attempts: readonly { query: string; language: Language }[],
  { scope, now }: { scope: SearchScope; now: Date },
): Promise<number> {
  if (attempts.length === 0) return -1
  const [first] = await rows<{ at: number }>(
    db,
    // A common word is found among the newest at once; a seldom one has few articles to count.
    `with looked as materialized (${newestIn(scope, 'desc', 200)})
     select a.at from unnest(:queries::text[], :attempted::text[]) with ordinality as a (query, language, at)
     where case
       when (select count(*) from looked s where s.language = a.language and s.terms @@ a.query::tsquery) > 0 then true
       else (select count(*) from article_search s
         where s.terms @@ a.query::tsquery and s.language = a.language and ${inScope(scope)}) > 0
     end
     order by a.at limit 1`,
    {
      ...scopeValues(scope, now),
      now,
      queries: attempts.map(({ query }) => query),
      attempted: attempts.map(({ language }) => language),
      languages: [...new Set(attempts.map(({ language }) => language))],
    },
  )
  return first === undefined ? -1 : Number(first.at) - 1
}

export type FoundRow = CardRow & { beginning: string }

/** Enough of a text to find the place worth showing, and little enough for fifteen of them. */
export const foundColumns = `${cardColumns}, left(a.body_text, 10000) as beginning`

export function foundOf(row: FoundRow, sought: readonly string[]): FoundArticle {
  const text = row.lead === '' ? row.beginning : `${row.lead} ${row.beginning}`
  return { ...cardOf(row), excerpt: foundExcerpt(text, sought, row.language) }
}
