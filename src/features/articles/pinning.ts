import type { Kit } from '../../platform/kit.js'
import type { Staff } from '../accounts/staff.js'
import { setPublication } from './publication-store.js'
import { isAhead, type Outcome, storyDeed } from './story-deed.js'

/** Keeps a story at the head of the front page until that time; null lets it go. */
export function pin(kit: Kit, staff: Staff, id: number, until: Date | null): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.pin', right: 'front.arrange' }, async (db, story, now) => {
    if (until !== null && story.state !== 'published' && story.state !== 'scheduled') return 'state'
    if (until !== null && !isAhead(until, now)) return 'time'
    await setPublication(db, id, { pinned_until: until })
    return { before: { until: story.pinnedUntil }, after: { until } }
  })
}
