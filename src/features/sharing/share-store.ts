import { inLanguage, type Language } from '../../language/language.js'
import { type Db, row } from '../../platform/database.js'
import { published } from '../articles/published.js'
import type { NamelessShare } from './share-picture.js'

/** What the share picture of an article that readers may see is drawn from. */
export async function shareSubject(db: Db, id: number, now: Date): Promise<NamelessShare | undefined> {
  const found = await row<{
    language: Language
    title: string
    section_ru: string
    section_kk: string
    hash: string | null
    focal_x: number | null
    focal_y: number | null
  }>(
    db,
    `select a.language, a.title, s.name_ru as section_ru, s.name_kk as section_kk, p.hash, p.focal_x, p.focal_y
     from articles a join sections s on s.id = a.section_id left join pictures p on p.id = a.cover_id
     where a.id = :id and ${published('a')}`,
    { id, now },
  )
  return (
    found && {
      of: id,
      language: found.language,
      title: found.title,
      kicker: inLanguage(found.language, found.section_ru, found.section_kk),
      cover: found.hash === null ? null : { hash: found.hash, focalX: found.focal_x, focalY: found.focal_y },
    }
  )
}
