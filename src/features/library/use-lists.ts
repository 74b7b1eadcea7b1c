import type { Language } from '../../language/language.js'
import { type Db, rows } from '../../platform/database.js'

/** A story or a plain page in which a picture stands. */
export interface PictureUse {
  articleId: number | null
  pageId: number | null
  title: string
  language: Language
  /** site: readers see it there, or would. */
  layers: ('site' | 'manuscript')[]
  places: ('cover' | 'body')[]
}

/** Newest stories first, plain pages last; older texts that could be restored do not count. */
export function usesOf(db: Db, pictureId: number, limit: number): Promise<PictureUse[]> {
  return rows<PictureUse>(
    db,
    `select u.article_id as "articleId", u.page_id as "pageId", coalesce(a.title, g.title) as title,
       coalesce(a.language, g.language) as language,
       array_agg(distinct u.layer order by u.layer desc) as layers, array_agg(distinct u.place order by u.place desc) as places
     from picture_uses u left join articles a on a.id = u.article_id left join pages g on g.id = u.page_id
     where u.picture_id = :pictureId and u.layer <> 'revision'
     group by u.article_id, u.page_id, a.title, g.title, a.language, g.language
     order by u.article_id desc nulls last, u.page_id limit :limit`,
    { pictureId, limit },
  )
}

/** What else of the portal shows a picture. Each keeps its pictures itself; the view `picture_holders` brings them together. */
export interface PictureHolder {
  kind: 'banner' | 'notice' | 'logo'
  /** Of the banner's campaign or the notice; null of the logo. */
  subjectId: number | null
  title: string
  language: Language | null
}

export function holdersOf(db: Db, pictureId: number): Promise<PictureHolder[]> {
  return rows<PictureHolder>(
    db,
    `select kind, subject_id as "subjectId", title, language from picture_holders
     where picture_id = :pictureId order by kind desc, subject_id desc limit 50`,
    { pictureId },
  )
}

/** Ids of all of them, smallest first: the order in which they are held. */
export async function placesOf(db: Db, pictureId: number): Promise<{ articleIds: number[]; pageIds: number[] }> {
  const found = await rows<{ article: number | null; page: number | null }>(
    db,
    `select distinct article_id as article, page_id as page from picture_uses
     where picture_id = :pictureId and layer <> 'revision' order by article_id, page_id`,
    { pictureId },
  )
  return {
    articleIds: found.flatMap(({ article }) => (article === null ? [] : [article])),
    pageIds: found.flatMap(({ page }) => (page === null ? [] : [page])),
  }
}

/** Stories whose cover it is for readers. */
export async function storiesWithCover(db: Db, pictureId: number): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select article_id as id from picture_uses
     where picture_id = :pictureId and layer = 'site' and place = 'cover' and article_id is not null`,
    { pictureId },
  )
  return found.map(({ id }) => id)
}
