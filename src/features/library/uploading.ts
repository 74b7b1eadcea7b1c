import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { oneLine } from '../../text/safe-html.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import { drawPicture } from '../media/picture-intake.js'
import { insertPicture } from '../media/picture-store.js'
import { alikeInLibrary } from './library-lists.js'
import { type LibraryPicture, longestWords } from './library-picture.js'
import { findInLibrary, holdPicture, putInLibrary } from './library-store.js'

export interface Uploaded {
  picture: LibraryPicture
  /** The very same one was here already, and is what it was. */
  isKnown: boolean
  /** Others that look like it. */
  alike: LibraryPicture[]
}

/** Takes a colleague's picture into the library. `fileName` is only words to search by. Throws `PictureRefused`. */
export async function uploadPicture(kit: Kit, staff: Staff, bytes: Buffer, fileName: string): Promise<Uploaded> {
  demand(staff, 'media.upload')
  // Drawn before the transaction: the embedded database has one connection, and readers need it meanwhile.
  const drawn = await drawPicture(kit, bytes)
  const { id, isKnown } = await transaction(kit.db, async (db) => {
    const { id, width, height } = await insertPicture(db, { ...drawn, isSample: false, importedKey: null })
    const before = await holdPicture(db, id)
    const isKnown = before?.inLibrary === true && before.removedAt === null
    const name = oneLine(fileName, longestWords.fileName)
    await putInLibrary(db, { id, fileName: name, staffId: staff.id })
    if (!isKnown)
      await audit(db, staff, kit.clock.now(), {
        deed: 'picture.upload',
        subject: `picture:${id}`,
        after: { fileName: name, width, height },
      })
    return { id, isKnown }
  })
  const picture = await findInLibrary(kit.db, id)
  if (!picture) throw new Error('an uploaded picture is not in the library')
  return { picture, isKnown, alike: isKnown ? [] : await alikeInLibrary(kit.db, id, 3) }
}
