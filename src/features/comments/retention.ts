import type { Kit } from '../../platform/kit.js'
import { forgetOrigins } from '../spam/origin.js'
import { commentSettingsOf } from './comment-settings.js'
import { dropContacts, dropSpent } from './retention-store.js'

const day = 86_400_000
const daysOfSpent = 2

/** Deletes what is known of writers once it is past the time that the site has set, and what served for days only. */
export async function forgetWriters(kit: Kit): Promise<void> {
  const { keepsContactForDays } = await commentSettingsOf(kit)
  const now = kit.clock.now().getTime()
  await dropContacts(kit.db, new Date(now - keepsContactForDays * day))
  await dropSpent(kit.db, new Date(now - daysOfSpent * day))
  await forgetOrigins(kit)
}
