import { type Db, transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { audit, auditMany } from '../audit/audit-store.js'
import type { Deed } from '../audit/deed.js'
import { queueArticlePing, queueArticlePings } from './article-pings.js'
import { touchedBy } from './cache-tags.js'
import {
  filedStories,
  holdDueVersion,
  newVersionsDue,
  releaseDue,
  setPublication,
  withdrawDue,
} from './publication-store.js'
import { putOnSite } from './putting-on-site.js'

/**
 * Does what the clock was told to do and whose time has come: each deed once, whichever instance comes first. What was missed
 * while nobody ran is done at the next tick. Gives the ids of what was published for the first time.
 */
export async function doDueDeeds(kit: Kit): Promise<number[]> {
  const released = await inBatches(kit, 'article.publish', releaseDue)
  await inBatches(kit, 'article.withdraw', withdrawDue)
  for (const id of await newVersionsDue(kit.db, kit.clock.now())) {
    try {
      await putNewVersion(kit, id)
    } catch (error) {
      // One text that does not go out must not hold up the others; it stays overdue at the desk.
      kit.log.error({ err: error, article: id }, 'a new version was not published')
    }
  }
  return released
}

async function inBatches(kit: Kit, deed: Deed, take: (db: Db, now: Date) => Promise<number[]>): Promise<number[]> {
  const all: number[] = []
  for (;;) {
    const now = kit.clock.now()
    const { ids, tags } = await transaction(kit.db, async (db) => {
      const ids = await take(db, now)
      if (ids.length === 0) return { ids, tags: [] }
      // In as many queries for fifty as for one: in a crowded minute the last must not wait for the first.
      await auditMany(
        db,
        now,
        deed,
        ids.map((id) => `article:${id}`),
      )
      const stories = await filedStories(db, ids)
      await queueArticlePings(db, stories, now)
      return { ids, tags: [...new Set(stories.flatMap(touchedBy))] }
    })
    if (ids.length === 0) return all
    await kit.changes.announce(tags)
    all.push(...ids)
  }
}

async function putNewVersion(kit: Kit, id: number): Promise<void> {
  const now = kit.clock.now()
  const tags = await transaction(kit.db, async (db) => {
    if (!(await holdDueVersion(db, id, now))) return []
    const touched = await putOnSite(db, id, now)
    await setPublication(db, id, { updated_at: now })
    await audit(db, null, now, { deed: 'article.publish', subject: `article:${id}`, after: { isNewVersion: true } })
    await queueArticlePing(db, id, now)
    return touched
  })
  if (tags.length > 0) await kit.changes.announce(tags)
}
