import type { Language } from '../../language/language.js'
import { type Db, rows } from '../../platform/database.js'
import type { ArticleCard } from '../articles/article.js'
import type { Edge, ListPage } from '../articles/article-lists.js'
import { type CardRow, cardColumns, cardJoins, cardOf } from '../articles/card-rows.js'
import { published } from '../articles/published.js'

/** Marks of a found word in an excerpt: control characters cannot stand in a stored text, so they cannot be forged. */
export const foundStart = '\u0002'
export const foundEnd = '\u0003'

export interface FoundArticle extends ArticleCard {
  /** Plain text with the found words between `foundStart` and `foundEnd`. */
  excerpt: string
}

export interface SearchPage extends Omit<ListPage, 'cards'> {
  found: FoundArticle[]
  /** False when the words hold nothing that can be searched, such as punctuation alone. */
  isSearchable: boolean
}

const config: Record<Language, string> = { ru: 'russian', kk: 'simple' }
const headline = `StartSel=${foundStart}, StopSel=${foundEnd}, MaxFragments=2, MinWords=8, MaxWords=24, FragmentDelimiter=" … "`

/** So many of the newest are looked through one by one before the index of words is asked for all. */
const lookedThrough = 1000

/**
 * Newest first. Words as people type them: "phrase", -without, or. A common word is found among the newest stories at once;
 * for a seldom one the index of words gives the few there are. PostgreSQL left alone would guess between the two ways, and for
 * a word that it does not know walk through the whole archive.
 */
export async function searchArticles(
  db: Db,
  { words, language, now, edge, limit }: { words: string; language: Language; now: Date; edge: Edge; limit: number },
): Promise<SearchPage> {
  const isNewer = edge !== null && 'after' in edge
  const direction = isNewer ? 'asc' : 'desc'
  const key = edge === null ? null : 'before' in edge ? edge.before : edge.after
  const query = `websearch_to_tsquery('${config[language]}', :words)`
  const place = `a.language = :language and ${published('a')}
    ${key === null ? '' : `and (a.published_at, a.id) ${isNewer ? '>' : '<'} (:edgeAt, :edgeId)`}`
  const found = await rows<(CardRow & { excerpt: string; searchable: true }) | { id: null; searchable: boolean }>(
    db,
    `with near as materialized (
       select n.id, n.published_at from (
         select a.id, a.published_at, a.search from articles a where ${place}
         order by a.published_at ${direction}, a.id ${direction} limit ${lookedThrough}
       ) n where n.search @@ ${query}
       order by n.published_at ${direction}, n.id ${direction} limit :limit
     ),
     far as materialized (
       select a.id, a.published_at from articles a
       where (select count(*) from near) < :limit and a.search @@ ${query} and ${place}
     ),
     hits as (
       select id from (select * from near union select * from far) every
       order by published_at ${direction}, id ${direction} limit :limit
     ),
     shown as (
       select ${cardColumns},
         ts_headline('${config[language]}', left(a.lead || ' ' || a.body_text, 20000), ${query}, :headline) as excerpt
       from hits join articles a on a.id = hits.id ${cardJoins}
     )
     select shown.*, numnode(${query}) > 0 as searchable from (values (1)) as once (one) left join shown on true
     order by shown.published_at ${direction}, shown.id ${direction}`,
    { words, language, now, headline, limit: limit + 1, ...(key && { edgeAt: key.at, edgeId: key.id }) },
  )
  const hits = found.filter((row) => row.id !== null).map((row) => ({ ...cardOf(row), excerpt: row.excerpt }))
  const hasMore = hits.length > limit
  const shown = hits.slice(0, limit)
  if (isNewer) shown.reverse()
  return {
    found: shown,
    isSearchable: found[0]?.searchable ?? false,
    hasOlder: isNewer || hasMore,
    hasNewer: isNewer ? hasMore : edge !== null,
  }
}
