import { type Db, rows } from '../../platform/database.js'
import { cardJoins } from '../articles/card-rows.js'
import { published } from '../articles/published.js'
import { type FoundPage, type FoundRow, foundColumns, foundOf, type Search } from './search-lists.js'
import type { SearchQuery } from './search-query.js'
import { inScope, newestIn, scopeValues } from './search-reach.js'

/**
 * What comes closest when no article has all the words: by how many of them it has, a seldom one counting more, and never by less
 * than two fifths of that, or than a quarter when one of them stands in the title. How seldom a word is, the newest 300 articles tell; one that
 * stands in two of them is looked for no deeper. Every look at an article's terms unpacks them, so only the sixty likeliest are looked at
 * for where the words stand.
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
     near as materialized (select n.article_id, n.published_at, p.at from looked n join parts p on n.terms @@ p.words),
     often as materialized (
       select p.at, p.words, count(n.article_id) as times, ln(1 + 300.0 / (1 + count(n.article_id))) as value
       from parts p left join near n using (at) group by p.at, p.words
     ),
     far as materialized (
       select distinct f.article_id from often o cross join lateral (
         select array_agg(s.article_id order by s.published_at desc) as ids from article_search s
         where o.times < 2 and s.terms @@ o.words and ${inScope(scope)}
       ) f0 cross join lateral unnest(f0.ids[1:60]) as f (article_id)
     ),
     hits as (
       select article_id, published_at, at from near
       union
       select s.article_id, s.published_at, o.at from far join article_search s using (article_id) join often o on s.terms @@ o.words
     ),
     likely as materialized (
       select h.article_id, h.published_at, sum(o.value) as value from hits h join often o using (at)
       group by h.article_id, h.published_at having sum(o.value) >= 0.25 * (select sum(value) from often)
       order by value desc, h.published_at desc limit 60
     ),
     close as (
       select l.article_id,
         l.value * (1 + 0.2 / (1 + extract(epoch from :now::timestamptz - l.published_at)::real / 2592000))
           + sum(ts_rank('{0.05, 0.15, 0.4, 1}', s.terms, o.words, 1)) as weight
       from likely l join article_search s using (article_id) join often o on s.terms @@ o.words
       group by l.article_id, l.published_at, l.value
       having l.value >= 0.4 * (select sum(value) from often) or bool_or(ts_rank('{0, 0, 0, 1}', s.terms, o.words) > 0)
       order by weight desc, l.published_at desc limit :limit
     )
     select ${foundColumns} from close join articles a on a.id = close.article_id and ${published('a')} ${cardJoins}
     order by close.weight desc, a.published_at desc, a.id desc`,
    { ...scopeValues(scope, now), now, each: query.each, limit },
  )
  return { found: found.map((row) => foundOf(row, sought)), hasOlder: false, hasNewer: false }
}
