import type { Language } from '../../language/language.js'
import { type Db, row, rows } from '../../platform/database.js'
import type { ArticleState } from './article.js'
import type { DeskTwin } from './desk-lists.js'

/** How many there are of each state. None counts further than `mostCounted`: nobody needs to know how many thousands. */
export interface DeskCounts {
  draft: number
  review: number
  scheduled: number
  /** Of those that are scheduled: whose time passed and which are not out yet. */
  overdue: number
  /** Since midnight. */
  publishedToday: number
  withdrawn: number
  /** One's own, which the editor gave back. */
  returned: number
}

export const mostCounted = 999
/** A scheduled article is published within two seconds; after half a minute something is wrong. */
const overdueSeconds = 30
/** What was due before this moment and is not out is overdue. */
export const overdueSince = (now: Date) => new Date(now.getTime() - overdueSeconds * 1000)

export async function deskCounts(
  db: Db,
  { staffId, now, today }: { staffId: number; now: Date; today: Date },
): Promise<DeskCounts> {
  const count = (where: string) =>
    `(select count(*) from (select 1 from articles a where ${where} limit ${mostCounted + 1}) counted)`
  const found = await row<DeskCounts>(
    db,
    `select ${count(`a.state = 'draft'`)} as draft, ${count(`a.state = 'review'`)} as review,
       ${count(`a.state = 'scheduled'`)} as scheduled, ${count(`a.state = 'withdrawn'`)} as withdrawn,
       ${count(`a.state = 'scheduled' and a.published_at < :overdueSince`)} as overdue,
       ${count(`a.state = 'published' and a.language in ('ru', 'kk') and a.published_at between :today and :now`)} as "publishedToday",
       ${count(`a.state = 'draft' and a.begun_by = :staffId and a.review_note <> ''`)} as returned`,
    { staffId, now, today, overdueSince: overdueSince(now) },
  )
  if (!found) throw new Error('a select without its row')
  return found
}

/** Published stories whose new version was to be out by now and is not; those that are late for longest come first. */
export function lateNewVersions(db: Db, now: Date): Promise<{ id: number; title: string }[]> {
  return rows(
    db,
    `select a.id, a.title from manuscripts m join articles a on a.id = m.article_id
     where m.publish_at < :overdueSince and a.state = 'published' order by m.publish_at, a.id limit 5`,
    { overdueSince: overdueSince(now) },
  )
}

/** A Russian story whose Kazakh version is not there, not out, or older than the Russian one. */
export interface KazakhBehind {
  id: number
  slug: string
  title: string
  begunBy: number | null
  at: Date
  kazakh: DeskTwin | null
}

interface BehindRow {
  id: number
  slug: string
  title: string
  begun_by: number | null
  at: Date
  kk_id: number | null
  kk_slug: string
  kk_state: ArticleState
  kk_begun_by: number | null
}

/** Only the newest are looked at: what has waited longer is not waited for. */
export const lookedAtForKazakh = 500

export async function kazakhBehind(db: Db, now: Date): Promise<KazakhBehind[]> {
  const found = await rows<BehindRow>(
    db,
    `select r.id, r.slug, r.title, r.begun_by, r.published_at as at,
       k.id as kk_id, k.slug as kk_slug, k.state as kk_state, k.begun_by as kk_begun_by from (
       select id, slug, title, begun_by, story_id, published_at, updated_at from articles
       where language = 'ru' and state = 'published' and published_at <= :now
       order by published_at desc, id desc limit ${lookedAtForKazakh}
     ) r left join articles k on k.story_id = r.story_id and k.language = 'kk'
     where k.id is null or k.state <> 'published'
       or greatest(r.published_at, r.updated_at) > greatest(k.published_at, k.updated_at)
         and r.updated_at is not null
     order by r.published_at desc, r.id desc limit 100`,
    { now },
  )
  return found.map((row) => ({
    id: row.id,
    slug: row.slug,
    title: row.title,
    begunBy: row.begun_by,
    at: row.at,
    kazakh:
      row.kk_id === null ? null : { id: row.kk_id, slug: row.kk_slug, state: row.kk_state, begunBy: row.kk_begun_by },
  }))
}

/** Who is writing what at this moment. */
export interface WritingNow {
  articleId: number
  title: string
  language: Language
  begunBy: number | null
  writer: string
  since: Date
}

export function writingNow(
  db: Db,
  { staffId, silentSince }: { staffId: number; silentSince: Date },
): Promise<WritingNow[]> {
  return rows(
    db,
    `select a.id as "articleId", a.title, a.language, a.begun_by as "begunBy", c.name as writer, k.taken_at as since
     from manuscript_locks k join articles a on a.id = k.article_id join accounts c on c.id = k.account_id
     where k.seen_at > :silentSince and k.account_id <> :staffId order by k.taken_at limit 20`,
    { staffId, silentSince },
  )
}
