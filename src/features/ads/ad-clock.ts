import type { Kit } from '../../platform/kit.js'
import { filingTag } from '../filing/filing-keeping.js'

const offered = new WeakMap<Kit, string>()

/**
 * Four times a minute: what runs is read anew, with what other instances have shown meanwhile. When a campaign begins or ends,
 * every page leaves other room than before; they all carry the tag of the menu, so that drops them.
 */
export async function renewAds(kit: Kit): Promise<void> {
  if (!kit.ads) return
  await kit.ads.refresh()
  const offer = kit.ads.offer()
  const before = offered.get(kit)
  offered.set(kit, offer)
  if (before !== undefined && before !== offer) await kit.changes.announce([filingTag])
}
