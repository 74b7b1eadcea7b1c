import { type Language, languages } from '../../language/language.js'
import { type Db, rows, type Values } from '../../platform/database.js'
import type { ArticleState } from './article.js'
import type { Edge } from './article-lists.js'

/** What the desk shows of its articles. Every field may stand beside every other. */
export interface DeskFilter {
  state: ArticleState
  language: Language | null
  sectionId: number | null
  authorId: number | null
  /** Begun by this colleague. */
  begunBy: number | null
  words: string
}

export interface DeskKey {
  id: number
  at: Date
}

/** The keys of a page in walking order, and the last one looked at when there is more behind it. */
export interface Walked {
  keys: DeskKey[]
  next: DeskKey | null
}

/** So many are looked through one by one before the index of words is asked, and before a page ends with what it has. */
const lookedThrough = 400
/** Fewer than that among them, and the word is so seldom that its index holds few. */
const notSeldom = 3

/** A page's worth of keys, however long the archive is. */
export async function walkDesk(db: Db, filter: DeskFilter, edge: Edge, limit: number): Promise<Walked> {
  const place = placeOf(filter, edge)
  if (filter.words === '') return pageOf(await rows<DeskKey>(db, walk(place, limit + 1), place.values), limit)
  const values = { ...place.values, words: filter.words }
  const looked = await rows<DeskKey & { is_hit: boolean }>(
    db,
    walk(place, lookedThrough, (language) => `, ${matches(language)} as is_hit`),
    values,
  )
  const hits = looked.filter((row) => row.is_hit)
  if (looked.length < lookedThrough || hits.length > limit) return pageOf(hits, limit)
  // Of what is not published there is never so much that one would not rather go on looking than ask the index of all.
  if (hits.length < notSeldom && filter.state === 'published')
    return pageOf(await rows<DeskKey>(db, pick(place, limit + 1), values), limit)
  return { keys: hits.map(({ id, at }) => ({ id, at })), next: looked.at(-1) ?? null }
}

function pageOf(found: readonly DeskKey[], limit: number): Walked {
  const keys = found.slice(0, limit).map(({ id, at }) => ({ id, at }))
  return { keys, next: found.length > limit ? (keys.at(-1) ?? null) : null }
}

/** Where a list is walked. */
interface Place {
  from: string
  id: string
  at: string
  language: string
  where: string
  order: 'asc' | 'desc'
  languages: readonly Language[]
  values: Values
}

/** What is scheduled comes soonest first, everything else newest first; `after` walks back towards the beginning. */
function placeOf(filter: DeskFilter, edge: Edge): Place {
  const { state, sectionId, authorId, begunBy } = filter
  const isBackwards = edge !== null && 'after' in edge
  const order = (state === 'scheduled') === isBackwards ? 'desc' : 'asc'
  const key = edge === null ? null : 'before' in edge ? edge.before : edge.after
  const ofAuthor = state === 'published' && authorId !== null && begunBy === null
  // The readers' indexes hold what is published, by its time on the site; the desk's own hold the rest.
  const at = ofAuthor ? 'l.published_at' : state === 'published' && begunBy === null ? 'a.published_at' : 'a.desk_at'
  const id = ofAuthor ? 'l.article_id' : 'a.id'
  const conditions = [
    `a.state = '${state}'`,
    ofAuthor && 'l.author_id = :authorId and l.published_at is not null',
    !ofAuthor &&
      authorId !== null &&
      // Not `exists`, which PostgreSQL would turn round to fetch everything that the author ever wrote.
      '(select true from article_authors l where l.article_id = a.id and l.author_id = :authorId)',
    sectionId !== null && 'a.section_id = :sectionId',
    begunBy !== null && 'a.begun_by = :begunBy',
    key !== null && `(${at}, ${id}) ${order === 'asc' ? '>' : '<'} (:edgeAt, :edgeId)`,
  ]
  return {
    from: ofAuthor ? 'article_authors l join articles a on a.id = l.article_id' : 'articles a',
    id,
    at,
    language: ofAuthor ? 'l.language' : 'a.language',
    where: conditions.filter((condition) => condition !== false).join(' and '),
    order,
    languages: filter.language === null ? languages : [filter.language],
    values: {
      ...(sectionId !== null && { sectionId }),
      ...(authorId !== null && { authorId }),
      ...(begunBy !== null && { begunBy }),
      ...(key !== null && { edgeAt: key.at, edgeId: key.id }),
    },
  }
}

/** One walk for each language, since then one index holds it in its order, and of both what comes first. */
function walk(place: Place, limit: number, column: (language: Language) => string = () => ''): string {
  const { from, id, at, where, order } = place
  const walks = place.languages.map(
    (language) =>
      `(select ${id} as id, ${at} as at, a.search from ${from} where ${place.language} = '${language}' and ${where}
        order by ${at} ${order}, ${id} ${order} limit ${limit})`,
  )
  const walked = place.languages.map(
    (language, index) => `(select a.id, a.at${column(language)} from ${walks[index]} a)`,
  )
  return `select * from (${walked.join(' union all ')}) both_languages order by at ${order}, id ${order} limit ${limit}`
}

/** All there is of a seldom word: from the index of words, whatever PostgreSQL thinks of another way. */
function pick(place: Place, limit: number): string {
  const { from, id, at, where, order } = place
  const picks = place.languages.map(
    (language) =>
      `(with found as materialized (select a.id from articles a where ${matches(language)})
        select ${id} as id, ${at} as at from found join ${from} on ${id} = found.id
        where ${place.language} = '${language}' and ${where})`,
  )
  return `select * from (${picks.join(' union all ')}) both_languages order by at ${order}, id ${order} limit ${limit}`
}

const configs: Record<Language, string> = { ru: 'russian', kk: 'simple' }

function matches(language: Language): string {
  return `a.search @@ websearch_to_tsquery('${configs[language]}', :words)`
}
