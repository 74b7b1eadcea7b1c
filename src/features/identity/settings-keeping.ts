import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import { filingTag } from '../filing/filing-keeping.js'
import { holdSettings, type SettingGroup, settingsTag, writeSettings } from '../settings/setting-store.js'

/** Stores checked settings of the site and gives back what they were, so that the deed can be undone. Readers see them at once. */
export async function changeSettings<Value extends object>(
  kit: Kit,
  staff: Staff,
  group: SettingGroup<Value>,
  value: Value,
): Promise<Value> {
  demand(staff, 'settings.manage')
  const now = kit.clock.now()
  const before = await transaction(kit.db, async (db) => {
    const before = await holdSettings(db, group)
    await writeSettings(db, group, value, now)
    const changed = Object.entries(value).filter(
      ([name, now]) =>
        JSON.stringify(now) !== JSON.stringify(Object.entries(before).find(([was]) => was === name)?.[1]),
    )
    const names = new Set(changed.map(([name]) => name))
    if (names.size > 0)
      await audit(db, staff, now, {
        deed: 'settings.change',
        subject: `settings:${group.name}`,
        before: Object.fromEntries(Object.entries(before).filter(([name]) => names.has(name))),
        after: Object.fromEntries(changed),
      })
    return before
  })
  // The name stands on every page, and what is on every page carries this tag.
  await kit.changes.announce([settingsTag(group.name), filingTag])
  return before
}
