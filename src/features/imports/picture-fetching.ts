import type { Kit } from '../../platform/kit.js'
import { OutsideFailed } from '../../platform/outside.js'
import type { Picture } from '../media/picture.js'
import { maxBytes } from '../media/picture-check.js'
import { PictureRefused, takeInPicture } from '../media/picture-intake.js'
import { findPictureByImportedKey } from '../media/picture-store.js'
import { isPictureAddress } from './attachment-facts.js'
import { type ImportReport, skip } from './import-report.js'
import type { WxrAttachment } from './wxr-entry.js'

/** Gives an attachment's picture, fetched when it is first asked for, or undefined; every reason is in the report. */
export type PictureIntake = (attachment: WxrAttachment) => Promise<Picture | undefined>

interface Means {
  kit: Kit
  /** `false`: leave them all where they are. `rehearse`: only tell what would be fetched. */
  fetching: boolean | 'rehearse'
  keyOf(attachment: WxrAttachment): string
  report: ImportReport
}

const deadlineInSeconds = 30
const maxFailuresInRow = 3

export function pictureIntake(means: Means): PictureIntake {
  const asked = new Map<string, Promise<Picture | undefined>>()
  const failures = new Map<string, number>()
  const taken = new Set<number>()
  return (attachment) => {
    const before = asked.get(attachment.number)
    if (before) return before
    const picture = takeIn(attachment, means, failures, taken)
    asked.set(attachment.number, picture)
    return picture
  }
}

async function takeIn(
  attachment: WxrAttachment,
  { kit, fetching, keyOf, report }: Means,
  failures: Map<string, number>,
  taken: Set<number>,
): Promise<Picture | undefined> {
  const importedKey = keyOf(attachment)
  const { pictures } = report.counts
  const known = await findPictureByImportedKey(kit.db, importedKey)
  if (known) {
    taken.add(known.id)
    pictures.alreadyHere++
    return known
  }
  const host = URL.canParse(attachment.address) ? new URL(attachment.address).host : attachment.address
  const isHostAway = (failures.get(host) ?? 0) >= maxFailuresInRow
  if (!isPictureAddress(attachment.address))
    skip(report, 'attachments that are no pictures; texts link to them where they are')
  else if (fetching === false) skip(report, 'pictures, since fetching is off; texts link to them where they are')
  else if (isHostAway) skip(report, `pictures on ${host}, which could not be reached ${maxFailuresInRow} times`)
  else if (fetching === 'rehearse') pictures.new++
  else {
    try {
      const { bytes } = await kit.outside.get(attachment.address, { maxBytes, deadlineInSeconds, accept: 'image/*' })
      failures.delete(host)
      const picture = await takeInPicture(kit, bytes, { importedKey })
      // Two attachments with the same pixels are one picture.
      pictures[taken.has(picture.id) ? 'alreadyHere' : 'new']++
      taken.add(picture.id)
      return picture
    } catch (error) {
      if (!(error instanceof OutsideFailed || error instanceof PictureRefused)) throw error
      if (isAway(error)) failures.set(host, (failures.get(host) ?? 0) + 1)
      report.problems.push({
        number: attachment.number,
        title: attachment.title,
        what: `its picture ${attachment.address} was not taken in: ${error.message}`,
      })
    }
  }
  return undefined
}

/** Not this picture alone but its whole host. */
function isAway(error: OutsideFailed | PictureRefused): boolean {
  if (!(error instanceof OutsideFailed)) return false
  return ['unreachable', 'too-slow', 'refused-address'].includes(error.reason) || (error.status ?? 0) >= 500
}
