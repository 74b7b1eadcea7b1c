import { type Db, row, rows, run } from '../../platform/database.js'
import type { Picture } from './picture.js'

const columns = 'id, hash, width, height, tone, lite_bytes as "liteBytes"'

export interface ArrivingPicture extends Omit<Picture, 'id'> {
  isSample: boolean
  importedKey: string | null
}

/** Stores a picture; the same content is one picture, which stays a sample only as long as nobody else brings it. */
export async function insertPicture(db: Db, arriving: ArrivingPicture): Promise<Picture> {
  const stored = await row<Picture>(
    db,
    `insert into pictures as p (hash, width, height, tone, lite_bytes, is_sample, imported_key)
     values (:hash, :width, :height, :tone, :liteBytes, :isSample, :importedKey)
     on conflict (hash) do update set is_sample = p.is_sample and excluded.is_sample,
       imported_key = coalesce(p.imported_key, excluded.imported_key)
     returning ${columns}`,
    { ...arriving },
  )
  if (!stored) throw new Error('an insert without its row')
  return stored
}

export function findPicture(db: Db, id: number): Promise<Picture | undefined> {
  return row(db, `select ${columns} from pictures where id = :id`, { id })
}

export function findPictureByHash(db: Db, hash: string): Promise<Picture | undefined> {
  return row(db, `select ${columns} from pictures where hash = :hash`, { hash })
}

/** The picture that came from this place of an import, so that a second run need not fetch it again. */
export function findPictureByImportedKey(db: Db, importedKey: string): Promise<Picture | undefined> {
  return row(db, `select ${columns} from pictures where imported_key = :importedKey`, { importedKey })
}

/** Oldest first, after the given id, so that one that fails does not stand in the way of the others. */
export function picturesWithoutVariants(db: Db, limit: number, afterId = 0): Promise<Picture[]> {
  return rows(
    db,
    `select ${columns} from pictures where variants_made_at is null and id > :afterId order by id limit :limit`,
    { afterId, limit },
  )
}

export async function markVariantsMade(db: Db, id: number, now: Date): Promise<void> {
  await run(db, 'update pictures set variants_made_at = :now where id = :id', { id, now })
}

/** The newest, and of those that some story describes, the words with which the last one did. */
export function newestPictures(
  db: Db,
  { words, limit }: { words: string; limit: number },
): Promise<(Picture & { alt: string; caption: string; credit: string })[]> {
  return rows(
    db,
    `select p.id, p.hash, p.width, p.height, p.tone, p.lite_bytes as "liteBytes",
       coalesce(u.cover_alt, '') as alt, coalesce(u.cover_caption, '') as caption, coalesce(u.cover_credit, '') as credit
     from (select * from pictures order by id desc limit 2000) p
     left join lateral (
       select a.cover_alt, a.cover_caption, a.cover_credit from articles a where a.cover_id = p.id order by a.id desc limit 1
     ) u on true
     where :words = '' or u.cover_alt ilike :like or u.cover_caption ilike :like
     order by p.id desc limit :limit`,
    { words, like: `%${words.replace(/[%_\\]/g, '\\$&')}%`, limit },
  )
}

export function findPictureById(db: Db, id: number): Promise<Picture | undefined> {
  return row(db, `select ${columns} from pictures where id = :id`, { id })
}
