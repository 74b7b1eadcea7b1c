import { type Db, row, run } from '../../platform/database.js'
import type { LibraryPicture, PictureWords } from './library-picture.js'

/** The columns of a picture of the library over `pictures p`, with the join they need. */
export const libraryColumns = `p.id, p.hash, p.width, p.height, p.tone, p.lite_bytes, p.alt_ru, p.alt_kk, p.caption_ru, p.caption_kk,
  p.credit, p.licence, p.licence_until::text as licence_until, p.focal_x, p.focal_y, p.file_name, p.taken_in_at, p.removed_at, p.in_library,
  w.id as uploader_id, w.name as uploader_name`
export const libraryJoin = 'left join accounts w on w.id = p.uploaded_by'

export interface LibraryRow {
  id: number
  hash: string
  width: number
  height: number
  tone: number
  lite_bytes: number
  alt_ru: string
  alt_kk: string
  caption_ru: string
  caption_kk: string
  credit: string
  licence: string
  licence_until: string | null
  focal_x: number | null
  focal_y: number | null
  file_name: string
  taken_in_at: Date
  removed_at: Date | null
  in_library: boolean
  uploader_id: number | null
  uploader_name: string | null
}

export function libraryPictureOf(found: LibraryRow): LibraryPicture {
  return {
    id: found.id,
    hash: found.hash,
    width: found.width,
    height: found.height,
    tone: found.tone,
    liteBytes: found.lite_bytes,
    altRu: found.alt_ru,
    altKk: found.alt_kk,
    captionRu: found.caption_ru,
    captionKk: found.caption_kk,
    credit: found.credit,
    licence: found.licence,
    licenceUntil: found.licence_until,
    focalX: found.focal_x,
    focalY: found.focal_y,
    fileName: found.file_name,
    takenInAt: found.taken_in_at,
    removedAt: found.removed_at,
    inLibrary: found.in_library,
    uploadedBy: found.uploader_id === null ? null : { id: found.uploader_id, name: found.uploader_name ?? '' },
  }
}

/** Also one that was taken out and could come back; not those that visitors sent. */
export async function findInLibrary(db: Db, id: number): Promise<LibraryPicture | undefined> {
  const found = await row<LibraryRow>(
    db,
    `select ${libraryColumns} from pictures p ${libraryJoin} where p.id = :id and p.in_library`,
    { id },
  )
  return found && libraryPictureOf(found)
}

/** Whatever its state; until the end of the transaction no story can begin or cease to use it. */
export async function holdPicture(db: Db, id: number): Promise<LibraryPicture | undefined> {
  const found = await row<LibraryRow>(
    db,
    `select ${libraryColumns} from pictures p ${libraryJoin} where p.id = :id for update of p`,
    { id },
  )
  return found && libraryPictureOf(found)
}

/** Puts a picture into the library, or back into it. The first to bring it gave it its file's name. */
export async function putInLibrary(
  db: Db,
  { id, fileName, staffId }: { id: number; fileName: string; staffId: number },
): Promise<void> {
  await run(
    db,
    `update pictures set in_library = true, removed_at = null, uploaded_by = coalesce(uploaded_by, :staffId),
       file_name = case when file_name = '' then :fileName else file_name end
     where id = :id`,
    { id, fileName, staffId },
  )
}

export async function setPictureWords(db: Db, id: number, words: PictureWords): Promise<void> {
  await run(
    db,
    `update pictures set alt_ru = :altRu, alt_kk = :altKk, caption_ru = :captionRu, caption_kk = :captionKk, credit = :credit,
       licence = :licence, licence_until = :licenceUntil::date, focal_x = :focalX, focal_y = :focalY
     where id = :id`,
    { id, ...words },
  )
}

/** Null: back in the library. */
export async function setRemovedAt(db: Db, id: number, at: Date | null): Promise<void> {
  await run(db, 'update pictures set removed_at = :at where id = :id', { id, at })
}
