import type { z } from 'zod'
import { type Db, row, run } from '../../platform/database.js'
import { holdName } from '../../platform/hold-name.js'
import type { Kit } from '../../platform/kit.js'

/** Settings that belong together, declared by the feature that lives by them. */
export interface SettingGroup<Value extends object> {
  /** `site`, `comments` */
  name: string
  /** Every field has a default, so that a value stored by an older program still reads. */
  schema: z.ZodType<Value>
}

export const settingsTag = (name: string) => `settings:${name}`

/** The settings in force, from memory; changed ones are read on every instance at once. */
export function settingsOf<Value extends object>(kit: Kit, group: SettingGroup<Value>): Promise<Value> {
  return kit.memory.keep(`settings:${group.name}`, { tags: [settingsTag(group.name)], seconds: 300 }, () =>
    readSettings(kit.db, group),
  )
}

/** From the database itself, for a form that is about to change them. A stored value that no longer fits counts as absent. */
export async function readSettings<Value extends object>(
  db: Db,
  { name, schema }: SettingGroup<Value>,
): Promise<Value> {
  const found = await row<{ value: unknown }>(db, 'select value from settings where name = :name', { name })
  const read = schema.safeParse(found?.value ?? {})
  return read.success ? read.data : schema.parse({})
}

/**
 * In a transaction: the settings as they are, held until it ends, so that of two colleagues who change them at once the second starts
 * from what the first has stored. The row may not be there yet.
 */
export async function holdSettings<Value extends object>(db: Db, group: SettingGroup<Value>): Promise<Value> {
  await holdName(db, `settings:${group.name}`)
  return readSettings(db, group)
}

/** Stores a checked value; announce `settingsTag(group.name)` and what else looks different after the commit. */
export async function writeSettings<Value extends object>(
  db: Db,
  group: SettingGroup<Value>,
  value: Value,
  now: Date,
): Promise<void> {
  await run(
    db,
    `insert into settings (name, value, changed_at) values (:name, :value::jsonb, :now)
     on conflict (name) do update set value = excluded.value, changed_at = excluded.changed_at`,
    { name: group.name, value: JSON.stringify(group.schema.parse(value)), now },
  )
}
