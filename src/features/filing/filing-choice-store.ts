import { inLanguage, type Language } from '../../language/language.js'
import { slugOf } from '../../language/slug.js'
import { type Db, row, rows } from '../../platform/database.js'

/** Something to choose from. */
export interface Choice {
  id: number
  name: string
}

export interface FilingChoices {
  sections: Choice[]
  regions: Choice[]
  sources: Choice[]
  authors: Choice[]
}

/** Everything that a story can be filed under and that fits a list; tags are searched for, since there are too many. */
export async function filingChoices(db: Db, language: Language): Promise<FilingChoices> {
  const found = await rows<{ kind: keyof FilingChoices; id: number; name_ru: string; name_kk: string }>(
    db,
    `(select 'sections' as kind, id, name_ru, name_kk from sections order by position, id)
     union all (select 'regions', id, name_ru, name_kk from regions order by position)
     union all (select 'sources', id, name_ru, name_kk from sources order by name_ru, id limit 1000)
     union all (select 'authors', id, name_ru, name_kk from authors order by name_ru, id limit 1000)`,
  )
  const of = (kind: keyof FilingChoices) =>
    found
      .filter((each) => each.kind === kind)
      .map(({ id, name_ru, name_kk }) => ({ id, name: inLanguage(language, name_ru, name_kk) }))
  return { sections: of('sections'), regions: of('regions'), sources: of('sources'), authors: of('authors') }
}

/** Tags by their ids, in that order. */
export async function tagsByIds(db: Db, ids: readonly number[], language: Language): Promise<Choice[]> {
  const found = await rows<{ id: number; name_ru: string; name_kk: string }>(
    db,
    'select id, name_ru, name_kk from tags where id = any(:ids::integer[])',
    { ids: [...ids] },
  )
  const names = new Map(found.map((tag) => [tag.id, inLanguage(language, tag.name_ru, tag.name_kk)]))
  return ids.flatMap((id) => (names.has(id) ? [{ id, name: names.get(id) ?? '' }] : []))
}

/** Tags that begin with these letters in either language or another spelling; with none, those used last. */
export async function suggestTags(db: Db, letters: string, language: Language, limit: number): Promise<Choice[]> {
  const name = language === 'kk' ? `coalesce(nullif(t.name_kk, ''), t.name_ru)` : 't.name_ru'
  if (letters === '') {
    return rows(
      db,
      `select t.id, ${name} as name from tags t join (
         select tag_id, max(article_id) as newest from (select tag_id, article_id from article_tags order by article_id desc limit 500) last
         group by tag_id
       ) used on used.tag_id = t.id order by used.newest desc limit :limit`,
      { limit },
    )
  }
  return rows(
    db,
    `select t.id, ${name} as name from tags t
     where lower(t.name_ru) like :start or lower(t.name_kk) like :start
       or exists (select 1 from tag_aliases x where x.tag_id = t.id and x.alias like :start)
     order by length(t.name_ru), t.name_ru limit :limit`,
    { start: `${letters.toLowerCase().replace(/[%_\\]/g, '\\$&')}%`, limit },
  )
}

/** The tag that these words mean: by its name in either language, or another spelling of it. */
export async function tagOfWords(db: Db, words: string): Promise<number | undefined> {
  const found = await row<{ id: number }>(
    db,
    `select t.id from tags t where lower(t.name_ru) = :words or lower(t.name_kk) = :words
       or exists (select 1 from tag_aliases x where x.tag_id = t.id and x.alias = :words)
     order by t.id limit 1`,
    { words: words.toLowerCase() },
  )
  return found?.id
}

/** A new tag, called alike in both languages until somebody translates it. Gives its id. */
export async function addTag(db: Db, name: string): Promise<number> {
  const slug = slugOf(name)
  for (let attempt = 1; attempt < 100; attempt += 1) {
    const added = await row<{ id: number }>(
      db,
      `insert into tags (slug, name_ru, name_kk) values (:slug, :name, :name) on conflict (slug) do nothing returning id`,
      { slug: attempt === 1 ? slug : `${slug}-${attempt}`, name },
    )
    if (added) return added.id
  }
  throw new Error('a hundred tags of one name')
}
