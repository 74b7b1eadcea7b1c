import { type Db, transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { audit, auditMany } from '../audit/audit-store.js'
import type { Deed } from '../audit/deed.js'
import { queueArticlePing, queueArticlePings } from './article-pings.js'
import { tagsOfEveryPage, touchedBy } from './cache-tags.js'
import { hasFault } from './check-list.js'
import { holdBack, writtenTexts } from './manuscript-store.js'
import {
  filedStories,
  holdDueVersion,
  newVersionsDue,
  release,
  setPublication,
  takeDue,
  withdrawDue,
} from './publication-store.js'
import { putOnSite } from './putting-on-site.js'

/**
 * Does what the clock was told to do and whose time has come: each deed once, whichever instance comes first. What was missed
 * while nobody ran is done at the next tick. Gives the ids of what was published for the first time.
 */
export async function doDueDeeds(kit: Kit): Promise<number[]> {
  const released = await inBatches(kit, 'article.publish', releaseWhole)
  await inBatches(kit, 'article.withdraw', withdrawDue, tagsOfEveryPage)
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

/** Of a batch in which nothing was fit to go out the next tick sees nothing any more, and begins behind it. */
async function releaseWhole(db: Db, now: Date): Promise<number[]> {
  const due = await takeDue(db, now)
  if (due.length === 0) return due
  const held = new Set(await holdBackFaulty(db, due, now))
  const whole = due.filter((id) => !held.has(id))
  await release(db, whole, now)
  return whole
}

/**
 * A text may have lost its title since it was scheduled: it is saved while somebody types. Such a story stays where it is, overdue
 * at the desk and with its line in the audit, until an editor decides. Gives which these are.
 */
async function holdBackFaulty(db: Db, ids: readonly number[], now: Date): Promise<number[]> {
  const faulty = (await writtenTexts(db, ids)).filter(({ content }) => hasFault(content)).map(({ id }) => id)
  if (faulty.length === 0) return faulty
  const held = await holdBack(db, faulty, now)
  await auditMany(
    db,
    now,
    'article.hold-back',
    held.map((id) => `article:${id}`),
  )
  return faulty
}

async function inBatches(
  kit: Kit,
  deed: Deed,
  take: (db: Db, now: Date) => Promise<number[]>,
  alsoTouched: readonly string[] = [],
): Promise<number[]> {
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
      return { ids, tags: [...new Set([...alsoTouched, ...stories.flatMap(touchedBy)])] }
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
    if ((await holdBackFaulty(db, [id], now)).length > 0) return []
    const touched = await putOnSite(db, id, now)
    await setPublication(db, id, { updated_at: now })
    await audit(db, null, now, { deed: 'article.publish', subject: `article:${id}`, after: { isNewVersion: true } })
    await queueArticlePing(db, id, now)
    return touched
  })
  if (tags.length > 0) await kit.changes.announce(tags)
}
