import { inLanguage, type Language } from '../../language/language.js'
import { type Db, rows } from '../../platform/database.js'
import type { ArticleState } from './article.js'
import type { Edge } from './article-lists.js'
import { type DeskFilter, type DeskKey, walkDesk } from './desk-walk-lists.js'
import { lockSeconds } from './lock-store.js'

/** An article as the desk tells of it. */
export interface DeskRow {
  id: number
  language: Language
  slug: string
  title: string
  state: ArticleState
  begunBy: number | null
  /** Where it stands in its list: the last touch, the time on the site, or when it was withdrawn. */
  at: Date
  section: string
  authors: string[]
  reviewNote: string
  pinnedUntil: Date | null
  withdrawAt: Date | null
  /** When its new version takes the place of the one on the site. */
  newVersionAt: Date | null
  /** The version in the other language. */
  twin: DeskTwin | null
  /** Who is writing it now. */
  writer: string | null
}

/** What is asked of a version beside the one that is told of: where it may lead, and whom. */
export interface DeskTwin {
  id: number
  slug: string
  state: ArticleState
  begunBy: number | null
}

export interface DeskList {
  rows: DeskRow[]
  /** Where the page before and the page after begin. */
  newer: DeskKey | null
  older: DeskKey | null
}

export interface DeskWish {
  filter: DeskFilter
  /** Names of sections and authors are in it. */
  language: Language
  now: Date
  edge: Edge
  limit: number
}

export async function listDesk(db: Db, { filter, language, now, edge, limit }: DeskWish): Promise<DeskList> {
  const isBackwards = edge !== null && 'after' in edge
  const { keys, next } = await walkDesk(db, filter, edge, limit)
  if (isBackwards) keys.reverse()
  const found = await deskRows(
    db,
    keys.map(({ id }) => id),
    language,
    now,
  )
  return isBackwards
    ? { rows: found, newer: next && (keys.at(0) ?? next), older: keys.at(-1) ?? edge.after }
    : { rows: found, newer: edge === null ? null : (keys.at(0) ?? edge.before), older: next }
}

interface Found {
  id: number
  language: Language
  slug: string
  title: string
  state: ArticleState
  begun_by: number | null
  at: Date
  section_ru: string
  section_kk: string
  authors_ru: string[]
  authors_kk: string[]
  review_note: string
  pinned_until: Date | null
  withdraw_at: Date | null
  publish_at: Date | null
  twin_id: number | null
  twin_slug: string
  twin_begun_by: number | null
  twin_state: ArticleState
  writer: string | null
}

/** These articles in this order, whatever their state. */
export async function deskRows(db: Db, ids: readonly number[], language: Language, now: Date): Promise<DeskRow[]> {
  if (ids.length === 0) return []
  const authors = (name: string) =>
    `array(select w.${name} from article_authors l join authors w on w.id = l.author_id where l.article_id = a.id order by l.position)`
  const found = await rows<Found>(
    db,
    `select a.id, a.language, a.slug, a.title, a.state, a.begun_by, a.desk_at as at, s.name_ru as section_ru, s.name_kk as section_kk,
       ${authors('name_ru')} as authors_ru, ${authors('name_kk')} as authors_kk,
       a.review_note, a.pinned_until, a.withdraw_at, m.publish_at, t.id as twin_id, t.slug as twin_slug, t.state as twin_state,
       t.begun_by as twin_begun_by,
       (select c.name from manuscript_locks k join accounts c on c.id = k.account_id
         where k.article_id = a.id and k.seen_at > :silentSince) as writer
     from unnest(:ids::bigint[]) with ordinality as picked (id, place)
     join articles a on a.id = picked.id
     join sections s on s.id = a.section_id
     left join manuscripts m on m.article_id = a.id
     left join articles t on t.story_id = a.story_id and t.language <> a.language
     order by picked.place`,
    { ids, silentSince: new Date(now.getTime() - lockSeconds * 1000) },
  )
  return found.map((row) => ({
    id: row.id,
    language: row.language,
    slug: row.slug,
    title: row.title,
    state: row.state,
    begunBy: row.begun_by,
    at: row.at,
    section: inLanguage(language, row.section_ru, row.section_kk),
    authors: row.authors_ru.map((name, at) => inLanguage(language, name, row.authors_kk[at] ?? '')),
    reviewNote: row.review_note,
    pinnedUntil: row.pinned_until !== null && row.pinned_until > now ? row.pinned_until : null,
    withdrawAt: row.withdraw_at,
    newVersionAt: row.publish_at,
    twin:
      row.twin_id === null
        ? null
        : { id: row.twin_id, slug: row.twin_slug, state: row.twin_state, begunBy: row.twin_begun_by },
    writer: row.writer,
  }))
}
