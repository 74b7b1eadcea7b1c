import type { Language } from '../../language/language.js'
import { type Db, row, rows } from '../../platform/database.js'
import type { ArticleState } from './article.js'

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
    { staffId, now, today, overdueSince: new Date(now.getTime() - overdueSeconds * 1000) },
  )
  if (!found) throw new Error('a select without its row')
  return found
}

/** A Russian story whose Kazakh version is not there, not out, or older than the Russian one. */
export interface KazakhBehind {
  id: number
  title: string
  at: Date
  kazakh: { id: number; state: ArticleState } | null
}

/** Only the newest are looked at: what has waited longer is not waited for. */
export const lookedAtForKazakh = 500

export async function kazakhBehind(db: Db, now: Date): Promise<KazakhBehind[]> {
  const found = await rows<{ id: number; title: string; at: Date; kk_id: number | null; kk_state: ArticleState }>(
    db,
    `select r.id, r.title, r.published_at as at, k.id as kk_id, k.state as kk_state from (
       select id, title, story_id, published_at, updated_at from articles
       where language = 'ru' and state = 'published' and published_at <= :now
       order by published_at desc, id desc limit ${lookedAtForKazakh}
     ) r left join articles k on k.story_id = r.story_id and k.language = 'kk'
     where k.id is null or k.state <> 'published'
       or greatest(r.published_at, r.updated_at) > greatest(k.published_at, k.updated_at)
         and r.updated_at is not null
     order by r.published_at desc, r.id desc limit 100`,
    { now },
  )
  return found.map(({ id, title, at, kk_id, kk_state }) => ({
    id,
    title,
    at,
    kazakh: kk_id === null ? null : { id: kk_id, state: kk_state },
  }))
}

/** Who is writing what at this moment. */
export interface WritingNow {
  articleId: number
  title: string
  language: Language
  writer: string
  since: Date
}

export function writingNow(
  db: Db,
  { staffId, silentSince }: { staffId: number; silentSince: Date },
): Promise<WritingNow[]> {
  return rows(
    db,
    `select a.id as "articleId", a.title, a.language, c.name as writer, k.taken_at as since
     from manuscript_locks k join articles a on a.id = k.article_id join accounts c on c.id = k.account_id
     where k.seen_at > :silentSince and k.account_id <> :staffId order by k.taken_at limit 20`,
    { staffId, silentSince },
  )
}
