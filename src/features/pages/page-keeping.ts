import { slugOf } from '../../language/slug.js'
import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { oneLine, policyVersion, safeBody } from '../../text/safe-html.js'
import { NotFound } from '../../web/errors.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import { findKeptPage, type KeptPage, putPage, removePage } from './page-keeping-store.js'

export const pagesTag = 'pages'

/** Adds a plain page or changes the one with that id. Undefined when another page has its address. */
export async function keepPage(
  kit: Kit,
  staff: Staff,
  id: number | null,
  given: Omit<KeptPage, 'id'>,
): Promise<number | undefined> {
  demand(staff, 'pages.manage')
  const title = oneLine(given.title, 200)
  const page = { ...given, title, slug: given.slug || slugOf(title), body: safeBody(given.body) }
  const now = kit.clock.now()
  const keptId = await transaction(kit.db, async (db) => {
    const before = id === null ? undefined : await findKeptPage(db, id)
    if (id !== null && !before) throw new NotFound('no such page')
    const kept = await putPage(db, id, page, policyVersion, now)
    if (kept !== undefined) {
      const deed = id === null ? 'page.add' : 'page.change'
      await audit(db, staff, now, { deed, subject: `page:${kept}`, before, after: page })
    }
    return kept
  })
  if (keptId !== undefined) await kit.changes.announce([pagesTag])
  return keptId
}

/** Gives the page as it was, for undoing. */
export async function dropPage(kit: Kit, staff: Staff, id: number): Promise<KeptPage> {
  demand(staff, 'pages.manage')
  const dropped = await transaction(kit.db, async (db) => {
    const before = await findKeptPage(db, id)
    if (!before || !(await removePage(db, id))) throw new NotFound('no such page')
    await audit(db, staff, kit.clock.now(), { deed: 'page.remove', subject: `page:${id}`, before })
    return before
  })
  await kit.changes.announce([pagesTag])
  return dropped
}
