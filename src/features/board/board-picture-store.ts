import { type Db, rows, run } from '../../platform/database.js'
import type { Picture } from '../media/picture.js'

export const pictureColumns = 'p.id, p.hash, p.width, p.height, p.tone, p.lite_bytes as "liteBytes"'

/** Pictures in the order of the ids. */
export async function picturesByIds(db: Db, ids: readonly number[]): Promise<Picture[]> {
  if (ids.length === 0) return []
  const found = await rows<Picture>(db, `select ${pictureColumns} from pictures p where p.id = any(:ids)`, { ids })
  return ids.flatMap((id) => found.filter((picture) => picture.id === id))
}

/** A visitor sent it, once more perhaps: it is wanted again. */
export async function noteSentPicture(db: Db, id: number, now: Date): Promise<void> {
  await run(
    db,
    `insert into board_pictures (picture_id, sent_at) values (:id, :now)
     on conflict (picture_id) do update set sent_at = excluded.sent_at`,
    { id, now },
  )
  await run(db, 'update pictures set removed_at = null where id = :id and removed_at is not null and not in_library', {
    id,
  })
}

/** Takes out what was sent before that moment and stands in no notice, no story and no page, and is not the newsroom's own. */
export async function removeUnusedPictures(db: Db, before: Date, now: Date): Promise<number> {
  return run(
    db,
    `update pictures p set removed_at = :now from board_pictures b
     where b.picture_id = p.id and b.sent_at < :before and p.removed_at is null and not p.in_library
       and not exists (select 1 from notice_pictures l where l.picture_id = p.id)
       and not exists (select 1 from picture_uses u where u.picture_id = p.id)`,
    { before, now },
  )
}
