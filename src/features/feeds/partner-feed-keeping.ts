import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import { makePartnerFeed, type PartnerFeedForm, renewPartnerFeed } from './partner-feed.js'
import { closePartnerFeed } from './partner-feed-store.js'

/** Makes a feed for a partner and gives its token, which is told once. Undefined when there is no such list. */
export function addPartnerFeed(kit: Kit, staff: Staff | null, form: PartnerFeedForm): Promise<string | undefined> {
  if (staff) demand(staff, 'syndication.manage')
  return transaction(kit.db, async (db) => {
    const made = await makePartnerFeed({ ...kit, db }, form)
    if (!made) return undefined
    await audit(db, staff, kit.clock.now(), {
      deed: 'partner-feed.add',
      subject: `partner-feed:${made.id}`,
      after: form,
    })
    return made.token
  })
}

/** Gives the new token; undefined when there is no such feed. */
export function changePartnerToken(kit: Kit, staff: Staff | null, id: number): Promise<string | undefined> {
  if (staff) demand(staff, 'syndication.manage')
  return transaction(kit.db, async (db) => {
    const token = await renewPartnerFeed({ db }, id)
    if (token !== undefined)
      await audit(db, staff, kit.clock.now(), { deed: 'partner-feed.renew', subject: `partner-feed:${id}` })
    return token
  })
}

/** False when there is no such feed. */
export function openOrClosePartnerFeed(kit: Kit, staff: Staff | null, id: number, isOpen: boolean): Promise<boolean> {
  if (staff) demand(staff, 'syndication.manage')
  return transaction(kit.db, async (db) => {
    const now = kit.clock.now()
    const isKnown = await closePartnerFeed(db, id, isOpen ? null : now)
    const deed = isOpen ? 'partner-feed.open' : 'partner-feed.close'
    if (isKnown) await audit(db, staff, now, { deed, subject: `partner-feed:${id}` })
    return isKnown
  })
}
