import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import { holdSettings, writeSettings } from '../settings/setting-store.js'
import { type PingSettings, pingSettings, pingsTag } from './ping-settings.js'

/** Sets whom we tell of what is new. `staff` is null for the operator, who may everything. */
export async function setPings(kit: Kit, staff: Staff | null, change: Partial<PingSettings>): Promise<PingSettings> {
  if (staff) demand(staff, 'syndication.manage')
  const now = kit.clock.now()
  const set = await transaction(kit.db, async (db) => {
    const before = await holdSettings(db, pingSettings)
    const after = pingSettings.schema.parse({ ...before, ...change })
    await writeSettings(db, pingSettings, after, now)
    // The key is served to everybody who knows it, but nobody needs to read it in the log.
    const told = ({ indexNowKey, ...rest }: PingSettings) => ({ ...rest, hasIndexNowKey: indexNowKey !== null })
    await audit(db, staff, now, {
      deed: 'pings.set',
      subject: 'settings:pings',
      before: told(before),
      after: told(after),
    })
    return after
  })
  await kit.changes.announce([pingsTag])
  return set
}
