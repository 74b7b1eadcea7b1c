import { inLanguage, type Language } from '../../language/language.js'
import { type Db, rows } from '../../platform/database.js'

export interface FilterChoice {
  id: number
  slug: string
  name: string
}

export type FilterKind = 'section' | 'region' | 'author'

/** What a search can be narrowed to: sections and regions in the menu's order, and the 200 who wrote last. */
export async function filterChoices(db: Db, language: Language): Promise<Record<FilterKind, FilterChoice[]>> {
  const found = await rows<{ kind: FilterKind; id: number; slug: string; name_ru: string; name_kk: string }>(
    db,
    `(select 'section' as kind, id, slug, name_ru, name_kk from sections order by position, id)
     union all (select 'region', id, slug, name_ru, name_kk from regions order by position, id)
     union all (select 'author', id, slug, name_ru, name_kk from authors w
       order by (select max(l.published_at) from article_authors l where l.author_id = w.id and l.language = :language) desc nulls last, id
       limit 200)`,
    { language },
  )
  const of = (kind: FilterKind) =>
    found
      .filter((each) => each.kind === kind)
      .map(({ id, slug, name_ru, name_kk }) => ({ id, slug, name: inLanguage(language, name_ru, name_kk) }))
  return {
    section: of('section'),
    region: of('region'),
    author: of('author').sort((a, b) => a.name.localeCompare(b.name, language)),
  }
}
