import { type Db, row, rows, run } from '../../platform/database.js'
import { type FilingValues, filingFields, type KeptKind } from './filing-fields.js'

const tables: Record<KeptKind, string> = { section: 'sections', tag: 'tags', author: 'authors', source: 'sources' }

/** Whether any story is filed under it. */
const isUsed: Record<KeptKind, string> = {
  section: 'exists (select 1 from articles where section_id = :id)',
  tag: 'exists (select 1 from article_tags where tag_id = :id)',
  author: 'exists (select 1 from article_authors where author_id = :id)',
  source: 'exists (select 1 from articles where source_id = :id)',
}

export interface KeptEntry {
  id: number
  slug: string
  nameRu: string
  nameKk: string
}

const entry = 'id, slug, name_ru as "nameRu", name_kk as "nameKk"'

/** A page of a kind by its Russian name (sections by their order), from after the one called `after`, with `words` in its name. */
export function listKept(
  db: Db,
  kind: KeptKind,
  { words, after, limit }: { words: string; after: { name: string; id: number } | null; limit: number },
): Promise<KeptEntry[]> {
  if (kind === 'section') return rows<KeptEntry>(db, `select ${entry} from sections order by position, id limit 1000`)
  return rows<KeptEntry>(
    db,
    `select ${entry} from ${tables[kind]}
     where (:words = '' or strpos(lower(name_ru || ' ' || name_kk || ' ' || slug), :words) > 0)
       ${after ? 'and (name_ru, id) > (:name, :afterId)' : ''}
     order by name_ru, id limit :limit`,
    { words: words.toLowerCase(), limit, ...(after && { name: after.name, afterId: after.id }) },
  )
}

/** Every field of one entry by its column. */
export function findKept(db: Db, kind: KeptKind, id: number): Promise<(FilingValues & { id: number }) | undefined> {
  const columns = filingFields[kind].map(({ name }) => name).join(', ')
  return row(db, `select id, ${columns} from ${tables[kind]} where id = :id`, { id })
}

/** The new entry's id, or undefined when its slug is taken. */
export async function addKept(db: Db, kind: KeptKind, values: FilingValues): Promise<number | undefined> {
  const columns = filingFields[kind].map(({ name }) => name)
  const added = await row<{ id: number }>(
    db,
    `insert into ${tables[kind]} (${columns.join(', ')}) values (${columns.map((name) => `:${name}`).join(', ')})
     on conflict (slug) do nothing returning id`,
    values,
  )
  return added?.id
}

/** False when the slug is another's. */
export async function changeKept(db: Db, kind: KeptKind, id: number, values: FilingValues): Promise<boolean> {
  const columns = filingFields[kind].map(({ name }) => `${name} = :${name}`)
  const changed = await run(
    db,
    `update ${tables[kind]} set ${columns.join(', ')}
     where id = :id and not exists (select 1 from ${tables[kind]} other where other.slug = :slug and other.id <> :id)`,
    { ...values, id },
  )
  return changed === 1
}

/** False when stories are filed under it: nothing of theirs may be lost. */
export async function removeKept(db: Db, kind: KeptKind, id: number): Promise<boolean> {
  return (await run(db, `delete from ${tables[kind]} where id = :id and not ${isUsed[kind]}`, { id })) === 1
}

export async function aliasesOf(db: Db, tagId: number): Promise<string[]> {
  const found = await rows<{ alias: string }>(
    db,
    'select alias from tag_aliases where tag_id = :tagId order by alias limit 500',
    { tagId },
  )
  return found.map(({ alias }) => alias)
}

/** Spellings that lead to another tag already. */
export async function takenAliases(db: Db, tagId: number | null, aliases: readonly string[]): Promise<string[]> {
  const taken = await rows<{ alias: string }>(
    db,
    'select alias from tag_aliases where alias = any(:aliases::text[]) and tag_id is distinct from :tagId::integer',
    { aliases: [...aliases], tagId },
  )
  return taken.map(({ alias }) => alias)
}

/** Other spellings of a tag, instead of all before them. */
export async function setAliases(db: Db, tagId: number, aliases: readonly string[]): Promise<void> {
  await run(db, 'delete from tag_aliases where tag_id = :tagId', { tagId })
  await addAliases(db, tagId, aliases)
}

async function addAliases(db: Db, tagId: number, aliases: readonly string[]): Promise<void> {
  await run(
    db,
    `insert into tag_aliases (alias, tag_id) select distinct unnest(:aliases::text[]), :tagId::integer
     on conflict (alias) do update set tag_id = excluded.tag_id`,
    { aliases: [...aliases], tagId },
  )
}

export async function storiesUnderTag(db: Db, tagId: number): Promise<number> {
  const found = await row<{ n: number }>(db, 'select count(*)::float8 as n from article_tags where tag_id = :tagId', {
    tagId,
  })
  return found?.n ?? 0
}

/** Everything under one tag goes to another; its names and slug become other spellings of that one. */
export async function joinTags(db: Db, fromId: number, intoId: number, spellings: readonly string[]): Promise<number> {
  const moved = await run(
    db,
    `insert into article_tags (article_id, tag_id, position, language)
     select article_id, :intoId::integer, position, '' from article_tags where tag_id = :fromId on conflict do nothing`,
    { fromId, intoId },
  )
  // What is being written names its tags by number: published again, it would lose the one that is gone.
  await run(
    db,
    `update manuscripts set content = jsonb_set(content, '{tagIds}', (
       select jsonb_agg(id order by place) from (
         select case when id = :fromId::integer then :intoId::integer else id end as id, min(place) as place
         from jsonb_array_elements_text(content -> 'tagIds') with ordinality as named (words, place), cast(words as integer) as id
         group by 1
       ) as tags))
     where content -> 'tagIds' @> to_jsonb(:fromId::integer)`,
    { fromId, intoId },
  )
  await run(db, 'update tag_aliases set tag_id = :intoId where tag_id = :fromId', { fromId, intoId })
  await run(db, 'delete from tags where id = :fromId', { fromId })
  await addAliases(db, intoId, spellings)
  return moved
}

/** A tag by its slug, name or other spelling. */
export function findTag(db: Db, words: string): Promise<KeptEntry | undefined> {
  return row<KeptEntry>(
    db,
    `select ${entry} from tags t
     where t.slug = :words or lower(t.name_ru) = :words or lower(t.name_kk) = :words
       or exists (select 1 from tag_aliases x where x.tag_id = t.id and x.alias = :words)
     order by t.slug <> :words, t.id limit 1`,
    { words: words.trim().toLocaleLowerCase('ru') },
  )
}
