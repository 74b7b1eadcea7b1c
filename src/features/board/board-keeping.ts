import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import { holdSettings, settingsTag, writeSettings } from '../settings/setting-store.js'
import { type BoardSettings, boardSettings } from './board-settings.js'
import { type KeptCategory, putCategory } from './category-store.js'
import { boardTags } from './notice.js'

export async function keepBoardRules(kit: Kit, staff: Staff, rules: BoardSettings): Promise<void> {
  demand(staff, 'board.moderate')
  const now = kit.clock.now()
  await transaction(kit.db, async (db) => {
    const before = await holdSettings(db, boardSettings)
    await writeSettings(db, boardSettings, rules, now)
    await audit(db, staff, now, { deed: 'settings.change', subject: 'settings:board', before, after: rules })
  })
  await kit.changes.announce([settingsTag(boardSettings.name), boardTags.board])
}

/** False when its address is another category's. */
export async function keepCategory(
  kit: Kit,
  staff: Staff,
  id: number | null,
  category: Omit<KeptCategory, 'id'>,
): Promise<boolean> {
  demand(staff, 'board.moderate')
  const isDone = await transaction(kit.db, async (db) => {
    if (!(await putCategory(db, id, category))) return false
    const deed = id === null ? 'category.add' : 'category.change'
    await audit(db, staff, kit.clock.now(), { deed, subject: `category:${category.slug}`, after: category })
    return true
  })
  if (isDone) await kit.changes.announce([boardTags.board])
  return isDone
}
