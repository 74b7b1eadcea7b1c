import { type Day, isoDay } from '../../language/dates.js'
import { inLanguage, type Language } from '../../language/language.js'
import { type Db, rows } from '../../platform/database.js'

/** From the first to the last day, both included, in the time of Almaty. */
export interface Days {
  from: Day
  until: Day
}

const values = ({ from, until }: Days) => ({ from: isoDay(from), until: isoDay(until) })
const within = 'v.day between :from::date and :until::date'

/** Views by day, those without any left out; of one story where `articleId` is given. */
export function viewsByDay(db: Db, days: Days, articleId?: number): Promise<{ day: string; views: number }[]> {
  return rows(
    db,
    `select to_char(v.day, 'YYYY-MM-DD') as day, sum(v.views)::float8 as views from view_days v
     where ${within} ${articleId === undefined ? '' : 'and v.article_id = :articleId'} group by v.day order by v.day`,
    { ...values(days), ...(articleId !== undefined && { articleId }) },
  )
}

export interface StoryViews {
  id: number
  language: Language
  title: string
  views: number
}

/** The stories that were opened most in those days. */
export function mostOpened(db: Db, days: Days, limit: number): Promise<StoryViews[]> {
  return rows<StoryViews>(
    db,
    `select a.id::float8 as id, a.language, a.title, most.views from (
       select v.article_id, sum(v.views)::float8 as views from view_days v where ${within}
       group by v.article_id order by 2 desc, 1 limit :limit
     ) most join articles a on a.id = most.article_id order by most.views desc, a.id`,
    { ...values(days), limit },
  )
}

export interface AuthorViews {
  id: number
  name: string
  /** Published in those days. */
  stories: number
  /** Of all the author's stories, old ones too. */
  views: number
}

/** Everybody whose stories came out or were opened in those days, the most read first. */
export async function authorsByViews(
  db: Db,
  days: Days,
  { language, starts, ends, limit }: { language: Language; starts: Date; ends: Date; limit: number },
): Promise<AuthorViews[]> {
  const found = await rows<{ id: number; name_ru: string; name_kk: string; stories: number; views: number }>(
    db,
    `with opened as (
       select l.author_id, sum(v.views)::float8 as views from view_days v
       join article_authors l on l.article_id = v.article_id where ${within} group by l.author_id
     ),
     came_out as (
       select author_id, count(*)::float8 as stories from article_authors
       where published_at >= :starts and published_at < :ends group by author_id
     )
     select w.id, w.name_ru, w.name_kk, coalesce(came_out.stories, 0) as stories, coalesce(opened.views, 0) as views
     from opened full join came_out using (author_id) join authors w on w.id = author_id
     order by views desc, stories desc, w.id limit :limit`,
    { ...values(days), starts, ends, limit },
  )
  return found.map(({ name_ru, name_kk, ...author }) => ({ ...author, name: inLanguage(language, name_ru, name_kk) }))
}
