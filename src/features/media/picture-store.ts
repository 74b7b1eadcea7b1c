import { type Db, row, rows, run } from '../../platform/database.js'
import type { Picture } from './picture.js'

const columns = 'id, hash, width, height, tone, lite_bytes as "liteBytes"'

export interface ArrivingPicture extends Omit<Picture, 'id'> {
  /** 64 signs of `0` and `1`, see picture-look. */
  look: string
  isSample: boolean
  importedKey: string | null
}

/**
 * Stores a picture; the same content is one picture, which stays a sample only as long as nobody else brings it. Samples and imports
 * are the newsroom's to choose from; what others bring is so once the library says it.
 */
export async function insertPicture(db: Db, arriving: ArrivingPicture): Promise<Picture> {
  const stored = await row<Picture>(
    db,
    `insert into pictures as p (hash, width, height, tone, lite_bytes, look, is_sample, imported_key, in_library)
     values (:hash, :width, :height, :tone, :liteBytes, :look::bit(64), :isSample, :importedKey, :isSample or :importedKey::text is not null)
     on conflict (hash) do update set is_sample = p.is_sample and excluded.is_sample,
       imported_key = coalesce(p.imported_key, excluded.imported_key), in_library = p.in_library or excluded.in_library
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
