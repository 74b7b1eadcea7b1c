import { languages } from '../../language/language.js'
import type { Kit } from '../../platform/kit.js'
import { settingsOf } from '../settings/setting-store.js'
import { endedPins } from './article-lists.js'
import { cacheTags } from './cache-tags.js'
import { breakingGroup, frontGroup } from './front-settings.js'

/** When this instance last looked. */
const looked = new WeakMap<Kit, Date>()

/** What was shown until some time is shown no more: every instance drops the pages that still show it. */
export async function endFrontSlots(kit: Kit): Promise<void> {
  const now = kit.clock.now()
  const since = looked.get(kit) ?? new Date(now.getTime() - 60_000)
  const ended = (until: Date | null | undefined) => until != null && until > since && until <= now
  const tags: string[] = []
  for (const language of languages) {
    const { live } = await settingsOf(kit, frontGroup(language))
    if ([live.lead, ...live.seconds].some((slot) => ended(slot?.until))) tags.push(cacheTags.front(language))
  }
  tags.push(...(await endedPins(kit.db, since, now)).map(cacheTags.front))
  if (ended((await settingsOf(kit, breakingGroup)).until)) tags.push(cacheTags.pages)
  if (tags.length > 0) await kit.changes.announce(tags)
  // A look that failed is made again.
  looked.set(kit, now)
}
