import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import { forgetMissed } from './missed-store.js'
import { dropRedirect, leadAddress } from './redirect-store.js'

export type RedirectFault = 'old' | 'new' | 'circle'

const longest = 300
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const ourPath = /^\/(?![/\\])[^\u0000-\u0020\u007f\\#]*$/

/** Leads an old address to a place of ours, in one step whatever led to it before. Gives what is wrong, or null. */
export async function keepRedirect(
  kit: Kit,
  staff: Staff,
  given: { from: string; to: string },
): Promise<RedirectFault | null> {
  demand(staff, 'redirects.manage')
  const from = decoded(withoutOrigin(given.from, kit.origin))
  const to = withoutOrigin(given.to, kit.origin)
  if (from === undefined || from.length > longest || !ourPath.test(from) || from === '/') return 'old'
  if (to.length > longest || !ourPath.test(to)) return 'new'
  if (from === decoded(to)) return 'circle'
  await transaction(kit.db, async (db) => {
    await leadAddress(db, from, to)
    await forgetMissed(db, from)
    await audit(db, staff, kit.clock.now(), { deed: 'redirect.keep', subject: `address:${from}`, after: { to } })
  })
  return null
}

export async function removeRedirect(kit: Kit, staff: Staff, from: string): Promise<void> {
  demand(staff, 'redirects.manage')
  await transaction(kit.db, async (db) => {
    if (await dropRedirect(db, from))
      await audit(db, staff, kit.clock.now(), { deed: 'redirect.remove', subject: `address:${from}` })
  })
}

/** People copy whole addresses out of their browser. */
function withoutOrigin(address: string, origin: string): string {
  const trimmed = address.trim()
  return trimmed.startsWith(`${origin}/`) ? trimmed.slice(origin.length) : trimmed
}

function decoded(address: string): string | undefined {
  try {
    return decodeURI(address)
  } catch {
    return undefined
  }
}
