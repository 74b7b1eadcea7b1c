import type { Language } from '../../language/language.js'
import type { Values } from '../../platform/database.js'

/** Where to look. Everything that is not given is everywhere. */
export interface SearchScope {
  languages: readonly Language[]
  sectionId?: number
  regionId?: number
  authorId?: number
  from?: Date
  until?: Date
}

/** So many of the newest are looked through one by one before the index of terms is asked for all. */
const lookedThrough = 800

/**
 * A common word is found among the newest at once. PostgreSQL left alone would guess between this way and the index of terms, and
 * for a word that it does not know walk through the whole archive.
 */
export function near(scope: SearchScope, direction: 'asc' | 'desc', beyond = ''): string {
  return `looked as materialized (${newestIn(scope, direction, lookedThrough, beyond)}),
  near as materialized (
    select s.article_id, s.published_at from looked s where s.terms @@ (select words from asked)
    order by s.published_at ${direction}, s.article_id ${direction} limit :window
  )`
}

/** The newest of each language, walked in order, and of these what belongs to the scope. */
export function newestIn(scope: SearchScope, direction: 'asc' | 'desc', limit: number, beyond = ''): string {
  return `select s.* from unnest(:languages::text[]) as each (language)
    cross join lateral (
      select * from article_search s
      where s.language = each.language and s.published_at <= :now ${inTime(scope)} ${beyond}
      order by s.published_at ${direction}, s.article_id ${direction} limit ${limit}
    ) s where ${filters(scope)} true`
}

/** How many of `from` there are, and in which spans of ten days `wanted` of them must lie if it goes on like that. */
export function reachOf(from: string, wanted: string): string {
  const oldest = `(select case when count(*) >= :window then min(published_at) else (select min(published_at) from looked) end from near)`
  const count = `(select count(*) from ${from})`
  return `${count} as ${from}_count, array(
    select 400000000 + span from generate_series(
      (select ${spanOf('max(published_at)')} from looked)
        - ceil(1 + extract(epoch from (select max(published_at) from looked) - ${oldest}) / 864000 * ${wanted} * 1.5 / greatest(${count}, 1))::integer,
      (select ${spanOf('max(published_at)')} from looked)
    ) as span
    where ${count} between ${seldom} and ${wanted} - 1
  ) as ${from}_spans`
}

/** As migration 0036 counts them. */
function spanOf(time: string): string {
  return `floor(extract(epoch from ${time}) / 864000)::integer`
}

/** Fewer than so many among the newest: then the index has few enough in all, and all of them are taken. */
const seldom = 4

/**
 * For a less common word the index of terms gives the rest, of the whole archive or of as many days as it takes. The words come out of a
 * subquery and the order is made outside: then the plan is the same for all words, and never one that reads every article's terms.
 */
export function far(scope: SearchScope, name: string, words: string, counted: string, wanted: string): string {
  const found = `select s.article_id, s.published_at from article_search s where s.terms @@ (select ${words} from asked) and ${inScope(scope)}`
  return `${name}_in_all as materialized (${found} and (select ${counted}_count from reach) < ${seldom}),
  ${name}_of_late as materialized (${found} and s.places && (select ${counted}_spans from reach)
    and (select ${counted}_count from reach) between ${seldom} and ${wanted} - 1),
  ${name} as (select * from ${name}_in_all union all select * from ${name}_of_late)`
}

/** What the index of terms knows of a place comes first; the columns decide. */
export function inScope(scope: SearchScope): string {
  const { sectionId, regionId, authorId, from } = scope
  const isPlaced = sectionId !== undefined || regionId !== undefined || authorId !== undefined
  return `${isPlaced ? 's.places @> :places::integer[] and' : ''} ${from ? 's.places && :spans::integer[] and' : ''}
    ${filters(scope)} s.language = any(:languages::text[]) and s.published_at <= :now ${inTime(scope)}`
}

function filters({ sectionId, regionId, authorId }: SearchScope): string {
  return [
    sectionId === undefined ? '' : 's.section_id = :sectionId and',
    regionId === undefined ? '' : 's.region_id = :regionId and',
    authorId === undefined ? '' : ':authorId::integer = any(s.author_ids) and',
  ].join(' ')
}

function inTime({ from, until }: SearchScope): string {
  return `${from ? 'and s.published_at >= :from' : ''} ${until ? 'and s.published_at < :until' : ''}`
}

export function scopeValues({ languages, sectionId, regionId, authorId, from, until }: SearchScope, now: Date): Values {
  const places = [
    ...(sectionId === undefined ? [] : [100_000_000 + sectionId]),
    ...(regionId === undefined ? [] : [200_000_000 + regionId]),
    ...(authorId === undefined ? [] : [300_000_000 + authorId]),
  ]
  return {
    languages: [...languages],
    ...(places.length > 0 && { places }),
    ...(from && { spans: spansBetween(from, until === undefined || until > now ? now : until) }),
    ...(sectionId !== undefined && { sectionId }),
    ...(regionId !== undefined && { regionId }),
    ...(authorId !== undefined && { authorId }),
    ...(from && { from }),
    ...(until && { until }),
  }
}

/** Spans of ten days, as the index numbers them. */
function spansBetween(from: Date, until: Date): number[] {
  const [first, last] = [from, until].map((time) => Math.floor(time.getTime() / 864_000_000))
  return Array.from({ length: Math.max(0, (last ?? 0) - (first ?? 0) + 1) }, (_, at) => 400_000_000 + (first ?? 0) + at)
}
