import { slugOf } from '../../language/slug.js'
import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { NotFound } from '../../web/errors.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import type { FilingValues, KeptKind } from './filing-fields.js'
import {
  addKept,
  aliasesOf,
  changeKept,
  findKept,
  findTag,
  joinTags,
  removeKept,
  setAliases,
  takenAliases,
} from './filing-keeping-store.js'

/** Names and order of what stories are filed under: on every page's frame. */
export const filingTag = 'filing'

export type Kept = { id: number } | { fault: 'slug taken' } | { fault: 'alias taken'; aliases: string[] }

/** Adds an entry, or changes the one with that id. `aliases` are a tag's other spellings. An empty slug is made of the name. */
export async function keepFiling(
  kit: Kit,
  staff: Staff,
  kind: KeptKind,
  id: number | null,
  given: FilingValues,
  aliases: readonly string[] = [],
): Promise<Kept> {
  demand(staff, 'filing.manage')
  const values = { ...given, slug: given.slug || slugOf(String(given.name_ru)) }
  const spellings = aliases.map((alias) => alias.trim().toLocaleLowerCase('ru')).filter((alias) => alias !== '')
  const kept = await transaction(kit.db, async (db): Promise<Kept> => {
    const before = id === null ? undefined : await findKept(db, kind, id)
    if (id !== null && !before) throw new NotFound(`no such ${kind}`)
    // The address that readers have keeps leading here.
    const former = before && before.slug !== values.slug ? [String(before.slug)] : []
    const allAliases = [...new Set([...spellings, ...former])]
    // Asked before anything is written: an answer that is a fault leaves nothing behind.
    const taken = kind === 'tag' ? await takenAliases(db, id, allAliases) : []
    if (taken.length > 0) return { fault: 'alias taken', aliases: taken }
    const keptId =
      id === null ? await addKept(db, kind, values) : (await changeKept(db, kind, id, values)) ? id : undefined
    if (keptId === undefined) return { fault: 'slug taken' }
    if (kind === 'tag') await setAliases(db, keptId, allAliases)
    await audit(db, staff, kit.clock.now(), {
      deed: `${kind}.${id === null ? 'add' : 'change'}`,
      subject: `${kind}:${keptId}`,
      before,
      after: values,
    })
    return { id: keptId }
  })
  if ('id' in kept) await kit.changes.announce([filingTag])
  return kept
}

/** Gives what it was, so that the deed can be undone, or undefined when stories are filed under it. */
export async function removeFiling(
  kit: Kit,
  staff: Staff,
  kind: KeptKind,
  id: number,
): Promise<{ values: Record<string, unknown>; aliases: string[] } | undefined> {
  demand(staff, 'filing.manage')
  const gone = await transaction(kit.db, async (db) => {
    const before = await findKept(db, kind, id)
    if (!before) throw new NotFound(`no such ${kind}`)
    const aliases = kind === 'tag' ? await aliasesOf(db, id) : []
    if (!(await removeKept(db, kind, id))) return undefined
    await audit(db, staff, kit.clock.now(), { deed: `${kind}.remove`, subject: `${kind}:${id}`, before })
    return { values: before, aliases }
  })
  if (gone) await kit.changes.announce([filingTag])
  return gone
}

/** Joins a tag into another, named by slug, name or spelling. Gives that other, or undefined when there is no such tag. */
export async function mergeTag(
  kit: Kit,
  staff: Staff,
  fromId: number,
  intoWords: string,
): Promise<{ id: number; name: string; stories: number } | undefined> {
  demand(staff, 'filing.manage')
  const merged = await transaction(kit.db, async (db) => {
    const [from, into] = [await findKept(db, 'tag', fromId), await findTag(db, intoWords)]
    if (!from) throw new NotFound('no such tag')
    if (!into || into.id === fromId) return undefined
    const aliases = await aliasesOf(db, fromId)
    const spellings = [from.slug, from.name_ru, from.name_kk].map((word) => String(word).toLocaleLowerCase('ru'))
    const stories = await joinTags(db, fromId, into.id, spellings)
    await audit(db, staff, kit.clock.now(), {
      deed: 'tag.merge',
      subject: `tag:${into.id}`,
      before: { ...from, aliases },
      after: { into: into.slug, stories },
    })
    return { id: into.id, name: into.nameRu, stories }
  })
  if (merged) await kit.changes.announce([filingTag])
  return merged
}
