import { inLanguage, type Language } from '../../language/language.js'
import { type Db, row, rows } from '../../platform/database.js'
import type { FiledUnder, FilingKind } from './filed-under.js'

interface FilingRow {
  id: number
  slug: string
  name_ru: string
  name_kk: string
  note_ru: string
  note_kk: string
  about_ru: string
  about_kk: string
  address: string | null
}

const none = `'' as note_ru, '' as note_kk, '' as about_ru, '' as about_kk, null as address`

const selects: Record<FilingKind, string> = {
  section: `select id, slug, name_ru, name_kk, ${none} from sections where slug = :slug`,
  region: `select id, slug, name_ru, name_kk, centre_ru as note_ru, centre_kk as note_kk, '' as about_ru, '' as about_kk, null as address from regions where slug = :slug`,
  tag: `select id, slug, name_ru, name_kk, ${none} from tags where slug = :slug`,
  author: `select id, slug, name_ru, name_kk, role_ru as note_ru, role_kk as note_kk, about_ru, about_kk, null as address from authors where slug = :slug`,
  source: `select id, slug, name_ru, name_kk, credit_ru as note_ru, credit_kk as note_kk, '' as about_ru, '' as about_kk, address from sources where slug = :slug`,
}

export async function findFiling(
  db: Db,
  kind: FilingKind,
  slug: string,
  language: Language,
): Promise<FiledUnder | undefined> {
  const found = await row<FilingRow>(db, selects[kind], { slug })
  return (
    found && {
      kind,
      id: found.id,
      slug: found.slug,
      name: inLanguage(language, found.name_ru, found.name_kk),
      note: inLanguage(language, found.note_ru, found.note_kk),
      about: inLanguage(language, found.about_ru, found.about_kk),
      address: found.address,
    }
  )
}

/** The slug of the tag that another spelling means. */
export async function tagOfAlias(db: Db, alias: string): Promise<string | undefined> {
  const found = await row<{ slug: string }>(
    db,
    'select t.slug from tag_aliases x join tags t on t.id = x.tag_id where x.alias = :alias',
    { alias: alias.toLocaleLowerCase('ru') },
  )
  return found?.slug
}

export interface RegionEntry {
  slug: string
  name: string
  centre: string
}

export async function allRegions(db: Db, language: Language): Promise<RegionEntry[]> {
  const found = await rows<{ slug: string; name_ru: string; name_kk: string; centre_ru: string; centre_kk: string }>(
    db,
    'select slug, name_ru, name_kk, centre_ru, centre_kk from regions order by position',
  )
  return found.map((region) => ({
    slug: region.slug,
    name: inLanguage(language, region.name_ru, region.name_kk),
    centre: inLanguage(language, region.centre_ru, region.centre_kk),
  }))
}

/** Everybody who has a byline, by name: for lists to choose from. */
export async function allAuthors(db: Db, language: Language): Promise<{ id: number; name: string }[]> {
  const found = await rows<{ id: number; name_ru: string; name_kk: string }>(
    db,
    'select id, name_ru, name_kk from authors order by name_ru, id limit 1000',
  )
  return found.map(({ id, name_ru, name_kk }) => ({ id, name: inLanguage(language, name_ru, name_kk) }))
}

/** In the menu's order: for lists to choose from. */
export async function allSections(db: Db, language: Language): Promise<{ id: number; slug: string; name: string }[]> {
  const found = await rows<{ id: number; slug: string; name_ru: string; name_kk: string }>(
    db,
    'select id, slug, name_ru, name_kk from sections order by position, id',
  )
  return found.map(({ id, slug, name_ru, name_kk }) => ({ id, slug, name: inLanguage(language, name_ru, name_kk) }))
}
