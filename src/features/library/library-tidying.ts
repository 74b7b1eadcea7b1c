import type { Kit } from '../../platform/kit.js'
import { liteWidth } from '../media/picture.js'
import { removePictureFiles } from '../media/picture-files.js'
import { lookOf, noLook } from '../media/picture-look.js'
import { findPictureByHash } from '../media/picture-store.js'
import { fileOf } from '../media/picture-variants.js'
import { daysToComeBack } from './picture-keeping.js'
import { deleteRemoved, picturesWithoutLook, setLook } from './tidying-store.js'

const perRun = 50

/** The job's work: looks at pictures that nobody has looked at yet, and deletes for good what was taken out a month ago. */
export async function tidyLibrary(kit: Kit): Promise<void> {
  for (const { id, hash } of await picturesWithoutLook(kit.db, perRun)) await setLook(kit.db, id, await look(kit, hash))
  const before = new Date(kit.clock.now().getTime() - daysToComeBack * 86_400_000)
  for (const hash of await deleteRemoved(kit, before, perRun)) {
    // Somebody may have brought the same picture a moment ago.
    if (!(await findPictureByHash(kit.db, hash))) await removePictureFiles(kit, hash)
  }
}

/** One that cannot be read looks like nothing, or it would stand first in every run. */
async function look(kit: Kit, hash: string): Promise<string> {
  try {
    const lite = await fileOf(kit, hash, liteWidth, 'jpg')
    return lite === undefined ? noLook : await lookOf(lite)
  } catch (error) {
    kit.log.error({ err: error, hash }, 'a picture could not be looked at')
    return noLook
  }
}
