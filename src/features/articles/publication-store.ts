import type { Language } from '../../language/language.js'
import { type Db, row, rows, run } from '../../platform/database.js'
import type { ArticleState } from './article.js'
import type { Filed } from './cache-tags.js'

/** What a deed of publishing asks of a story before it is done. */
export interface Publication {
  id: number
  language: Language
  title: string
  slug: string
  state: ArticleState
  begunBy: number | null
  /** Of a scheduled story the time to come. */
  publishedAt: Date | null
  updatedAt: Date | null
  embargoUntil: Date | null
  withdrawAt: Date | null
  withdrawnReason: string
  reviewNote: string
  pinnedUntil: Date | null
  /** When the manuscript takes the place of what readers see. */
  newVersionAt: Date | null
  /** When the clock was to publish it and did not, since something that must be there was missing. */
  heldAt: Date | null
  /** Of the manuscript: 0 where nobody has opened the story yet. */
  version: number
  /** The manuscript says something else than the story that is out. */
  hasNewVersion: boolean
}

const select = `select a.id, a.language, a.title, a.slug, a.state, a.begun_by as "begunBy", a.published_at as "publishedAt",
  a.updated_at as "updatedAt", a.embargo_until as "embargoUntil", a.withdraw_at as "withdrawAt",
  a.withdrawn_reason as "withdrawnReason", a.review_note as "reviewNote", a.pinned_until as "pinnedUntil",
  (select m.publish_at from manuscripts m where m.article_id = a.id) as "newVersionAt",
  (select m.held_at from manuscripts m where m.article_id = a.id) as "heldAt",
  coalesce((select m.version from manuscripts m where m.article_id = a.id), 0) as version,
  a.state in ('published', 'withdrawn') and coalesce((select r.published_at is null and r.kind <> 'found' from article_revisions r
    where r.article_id = a.id order by r.number desc limit 1), false) as "hasNewVersion"
  from articles a where a.id = :id`

export function findPublication(db: Db, id: number): Promise<Publication | undefined> {
  return row<Publication>(db, select, { id })
}

/** The same, and until the end of the transaction nobody else saves or publishes the story. */
export function holdPublication(db: Db, id: number): Promise<Publication | undefined> {
  return row<Publication>(db, `${select} for update of a`, { id })
}

/** Which columns of a story a deed may set. */
interface Settable {
  state: ArticleState
  published_at: Date | null
  updated_at: Date | null
  embargo_until: Date | null
  withdraw_at: Date | null
  withdrawn_at: Date | null
  withdrawn_reason: string
  review_note: string
  pinned_until: Date | null
}

export async function setPublication(db: Db, id: number, columns: Partial<Settable>): Promise<void> {
  const names = Object.keys(columns)
  await run(db, `update articles set ${names.map((name) => `${name} = :${name}`).join(', ')} where id = :id`, {
    ...columns,
    id,
  })
}

/** Stories with what they are filed under, for telling everybody of many at once. */
export function filedStories(
  db: Db,
  ids: readonly number[],
): Promise<(Filed & Pick<Publication, 'slug' | 'state' | 'publishedAt'>)[]> {
  const one = (table: string, column: string) =>
    `(select json_build_object('slug', x.slug) from ${table} x where x.id = a.${column}) as ${table.slice(0, -1)}`
  const many = (table: string, name: string) =>
    `coalesce((select json_agg(json_build_object('slug', x.slug)) from article_${table} l join ${table} x on x.id = l.${name}_id
      where l.article_id = a.id), '[]') as ${table}`
  return rows(
    db,
    `select a.id, a.language, a.slug, a.state, a.published_at as "publishedAt",
       ${one('sections', 'section_id')}, ${one('regions', 'region_id')}, ${one('sources', 'source_id')},
       ${many('tags', 'tag')}, ${many('authors', 'author')},
       (select json_build_object('id', t.id) from articles t where t.story_id = a.story_id and t.id <> a.id) as twin
     from articles a where a.id = any(:ids::bigint[])`,
    { ids },
  )
}

/** So many in one transaction: the first ones are out while the last are still being written. */
const atOnce = 50

/** Scheduled stories whose time has come, held; what another instance has in hand is left to it, what was held back to an editor. */
export async function takeDue(db: Db, now: Date): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select a.id from articles a where a.state = 'scheduled' and a.published_at <= :now
       and not exists (select from manuscripts m where m.article_id = a.id and m.held_at is not null)
     order by a.published_at, a.id limit ${atOnce} for update of a skip locked`,
    { now },
  )
  return found.map(({ id }) => id)
}

/** Puts held stories out, each at the hour that was set for it. */
export async function release(db: Db, ids: readonly number[], now: Date): Promise<void> {
  await run(db, `update articles set state = 'published' where id = any(:ids::bigint[])`, { ids })
  await run(
    db,
    `update article_revisions r set published_at = :now where r.article_id = any(:ids::bigint[]) and r.published_at is null
       and r.number = (select max(x.number) from article_revisions x where x.article_id = r.article_id)`,
    { now, ids },
  )
}

/** Takes stories off the site whose last hour has come; a new version that had its hour waits for nobody from then on. */
export async function withdrawDue(db: Db, now: Date): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `update articles set state = 'withdrawn', withdrawn_at = :now, withdraw_at = null where id in (
       select id from articles where withdraw_at <= :now and state = 'published'
       order by withdraw_at, id limit ${atOnce} for update skip locked
     ) returning id`,
    { now },
  )
  const ids = found.map(({ id }) => id)
  await run(
    db,
    'update manuscripts set publish_at = null, held_at = null where article_id = any(:ids::bigint[]) and publish_at is not null',
    {
      ids,
    },
  )
  return ids
}

/** Published stories whose new version is due. */
export async function newVersionsDue(db: Db, now: Date): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select m.article_id as id from manuscripts m join articles a on a.id = m.article_id
     where m.publish_at <= :now and m.held_at is null and a.state = 'published' order by m.publish_at, m.article_id limit ${atOnce}`,
    { now },
  )
  return found.map(({ id }) => id)
}

/** One of them, held; undefined when another instance has it in hand or has done it. */
export function holdDueVersion(db: Db, id: number, now: Date): Promise<{ id: number } | undefined> {
  return row(
    db,
    `select a.id from articles a join manuscripts m on m.article_id = a.id
     where a.id = :id and m.publish_at <= :now and m.held_at is null and a.state = 'published' for update of a skip locked`,
    { id, now },
  )
}
