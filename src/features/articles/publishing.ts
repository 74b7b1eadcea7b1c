import { rows, run } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { findArticle } from './article-store.js'
import { touchedBy } from './cache-tags.js'

/** Publishes every scheduled article whose time has come, once, on whichever instance comes first. Gives their ids. */
export async function publishDue(kit: Kit): Promise<number[]> {
  const now = kit.clock.now()
  const due = await rows<{ id: number }>(
    kit.db,
    `update articles set state = 'published' where state = 'scheduled' and published_at <= :now returning id`,
    { now },
  )
  const ids = due.map(({ id }) => id)
  await announceArticles(kit, ids)
  return ids
}

/** Takes an article off the site; its address answers 410 from then on. False when there is no such article. */
export async function withdraw(kit: Kit, id: number, reason: string): Promise<boolean> {
  const changed = await run(
    kit.db,
    `update articles set state = 'withdrawn', withdrawn_at = :now, withdrawn_reason = :reason where id = :id`,
    { id, reason, now: kit.clock.now() },
  )
  await announceArticles(kit, [id])
  return changed === 1
}

async function announceArticles(kit: Kit, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    const article = await findArticle(kit.db, id, kit.clock.now())
    if (article) await kit.changes.announce(touchedBy(article))
  }
}
