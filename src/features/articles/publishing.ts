import { row, rows, run, transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { queueArticlePing } from './article-pings.js'
import { findArticle } from './article-store.js'
import { touchedBy } from './cache-tags.js'

/** Publishes every scheduled article whose time has come, once, on whichever instance comes first. Gives their ids. */
export async function publishDue(kit: Kit): Promise<number[]> {
  const now = kit.clock.now()
  const ids = await transaction(kit.db, async (db) => {
    const due = await rows<{ id: number }>(
      db,
      `update articles set state = 'published' where state = 'scheduled' and published_at <= :now returning id`,
      { now },
    )
    for (const { id } of due) await queueArticlePing(db, id, now)
    return due.map(({ id }) => id)
  })
  await announceArticles(kit, ids)
  return ids
}

/** Takes an article off the site; its address answers 410 from then on. False when there is no such article. */
export async function withdraw(kit: Kit, id: number, reason: string): Promise<boolean> {
  const now = kit.clock.now()
  const isKnown = await transaction(kit.db, async (db) => {
    const before = await row<{ state: string }>(db, 'select state from articles where id = :id for update', { id })
    await run(
      db,
      `update articles set state = 'withdrawn', withdrawn_at = :now, withdrawn_reason = :reason where id = :id`,
      { id, reason, now },
    )
    if (before?.state === 'published') await queueArticlePing(db, id, now)
    return before !== undefined
  })
  await announceArticles(kit, [id])
  return isKnown
}

async function announceArticles(kit: Kit, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    const article = await findArticle(kit.db, id, kit.clock.now())
    if (article) await kit.changes.announce(touchedBy(article))
  }
}
