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

interface Search {
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

/**
 * What comes closest when no article has all the words: by how many of them it has, a seldom one counting more, and never by less
 * than two fifths of that, or than a quarter when one of them stands in the title. How seldom a word is, the newest 300 articles tell; one that
 * stands in two of them is looked for no deeper.
 */
export async function closeArticles(
  db: Db,
  { query, sought, scope, now, limit }: Omit<Search, 'query'> & { query: Pick<SearchQuery, 'each'> },
): Promise<FoundPage> {
  const found = await rows<FoundRow>(
    db,
    `with parts as materialized (
       select words::tsquery as words, at from unnest(:each::text[]) with ordinality as given (words, at)
     ),
     looked as materialized (${newestIn(scope, 'desc', 300)}),
     often as materialized (
       select p.at, p.words, count(n.article_id) as times, ln(1 + 300.0 / (1 + count(n.article_id))) as value
       from parts p left join looked n on n.terms @@ p.words group by p.at, p.words
     ),
     hits as (
       select n.article_id from looked n join parts p on n.terms @@ p.words
       union
       select f.article_id from often o cross join lateral (
         select array_agg(s.article_id order by s.published_at desc) as ids from article_search s
         where o.times < 2 and s.terms @@ o.words and ${inScope(scope)}
       ) f0 cross join lateral unnest(f0.ids[1:60]) as f (article_id)
     ),
     close as (
       select s.article_id, s.published_at, sum(o.value) as value,
         sum(o.value) * (1 + 0.2 / (1 + extract(epoch from :now::timestamptz - s.published_at)::real / 2592000))
           + sum(ts_rank('{0.05, 0.15, 0.4, 1}', s.terms, o.words, 1)) as weight
       from hits join article_search s using (article_id) join often o on s.terms @@ o.words
       group by s.article_id, s.published_at
       having sum(o.value) >= 0.4 * (select sum(value) from often)
         or sum(o.value) >= 0.25 * (select sum(value) from often) and bool_or(ts_rank('{0, 0, 0, 1}', s.terms, o.words) > 0)
       order by weight desc, s.published_at desc limit :limit
     )
     select ${foundColumns} from close join articles a on a.id = close.article_id and ${published('a')} ${cardJoins}
     order by close.weight desc, a.published_at desc, a.id desc`,
    { ...scopeValues(scope, now), now, each: query.each, limit },
  )
  return { found: found.map((row) => foundOf(row, sought)), hasOlder: false, hasNewer: false }
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
    `select a.at from unnest(:queries::text[], :attempted::text[]) with ordinality as a (query, language, at)
     cross join lateral (
       select count(*) as found from article_search s
       where s.terms @@ a.query::tsquery and s.language = a.language and ${inScope(scope)}
     ) s
     where s.found > 0 order by a.at limit 1`,
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

type FoundRow = CardRow & { beginning: string }

/** Enough of a text to find the place worth showing, and little enough for fifteen of them. */
const foundColumns = `${cardColumns}, left(a.body_text, 10000) as beginning`

function foundOf(row: FoundRow, sought: readonly string[]): FoundArticle {
  const text = row.lead === '' ? row.beginning : `${row.lead} ${row.beginning}`
  return { ...cardOf(row), excerpt: foundExcerpt(text, sought, row.language) }
}
