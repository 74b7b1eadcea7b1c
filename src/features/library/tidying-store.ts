import { type Db, rows, run } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'

export function picturesWithoutLook(db: Db, limit: number): Promise<{ id: number; hash: string }[]> {
  return rows(db, 'select id, hash from pictures where look is null order by id limit :limit', { limit })
}

export async function setLook(db: Db, id: number, look: string): Promise<void> {
  await run(db, 'update pictures set look = :look::bit(64) where id = :id', { id, look })
}

/**
 * Deletes the rows of what was taken out before that moment and is nowhere in use, not even in an older text that could be restored.
 * Gives their hashes. What something else of the portal still holds on to stays.
 */
export async function deleteRemoved(
  { db, log }: Pick<Kit, 'db' | 'log'>,
  before: Date,
  limit: number,
): Promise<string[]> {
  const due = await rows<{ id: number }>(
    db,
    `select id from pictures p where removed_at < :before and not exists (select 1 from picture_uses u where u.picture_id = p.id)
     order by removed_at limit :limit`,
    { before, limit },
  )
  const hashes: string[] = []
  for (const { id } of due) {
    try {
      const deleted = await rows<{ hash: string }>(
        db,
        `delete from pictures p where id = :id and removed_at < :before
           and not exists (select 1 from picture_uses u where u.picture_id = p.id) returning hash`,
        { id, before },
      )
      hashes.push(...deleted.map(({ hash }) => hash))
    } catch (error) {
      log.warn({ err: error, picture: id }, 'a picture that was taken out is in use elsewhere and stays')
    }
  }
  return hashes
}
