import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { Forbidden, NotFound } from '../../web/errors.js'
import { demand, may, type Staff } from '../accounts/staff.js'
import { findArticle } from '../articles/article-store.js'
import { touchedBy } from '../articles/cache-tags.js'
import { audit } from '../audit/audit-store.js'
import type { LibraryPicture, PictureWords } from './library-picture.js'
import { holdPicture, setPictureWords, setRemovedAt } from './library-store.js'
import { holdersOf, placesOf, storiesWithCover } from './use-lists.js'

/** What is taken out of the library comes back for so long. */
export const daysToComeBack = 30

/** Everybody describes what they brought; those who keep the library describe all. */
export function mayDescribe(staff: Pick<Staff, 'id' | 'role'>, picture: Pick<LibraryPicture, 'uploadedBy'>): boolean {
  return may(staff, 'media.manage') || (may(staff, 'media.upload') && picture.uploadedBy?.id === staff.id)
}

/** Says what a picture shows, whose it is, how long it may be shown and where its eye lies. Cards follow the eye at once. */
export async function describePicture(kit: Kit, staff: Staff, id: number, words: PictureWords): Promise<void> {
  demand(staff, 'media.upload')
  const now = kit.clock.now()
  const hasMoved = await transaction(kit.db, async (db) => {
    const before = await hold(db, id)
    if (!mayDescribe(staff, before)) throw new Forbidden('another’s picture')
    const changed = (Object.keys(words) as (keyof PictureWords)[]).filter((key) => words[key] !== before[key])
    if (changed.length === 0) return false
    await setPictureWords(db, id, words)
    const only = (of: PictureWords) => Object.fromEntries(changed.map((key) => [key, of[key]]))
    await audit(db, staff, now, {
      deed: 'picture.describe',
      subject: `picture:${id}`,
      before: only(before),
      after: only(words),
    })
    return changed.includes('focalX') || changed.includes('focalY')
  })
  if (!hasMoved) return
  const tags = new Set<string>()
  for (const story of await storiesWithCover(kit.db, id)) {
    const article = await findArticle(kit.db, story, now)
    for (const tag of article?.state === 'published' ? touchedBy(article) : []) tags.add(tag)
  }
  if (tags.size > 0) await kit.changes.announce([...tags])
}

/** Takes a picture out of the library. Gives in how many places it is used, stories and pages and whatever else: above 0 nothing was done. */
export async function removePicture(kit: Kit, staff: Staff, id: number): Promise<number> {
  demand(staff, 'media.manage')
  const now = kit.clock.now()
  return transaction(kit.db, async (db) => {
    // Held first: a story that begins to use it meanwhile waits, and then finds it taken out and brings it back.
    const before = await hold(db, id)
    const { articleIds, pageIds } = await placesOf(db, id)
    const uses = articleIds.length + pageIds.length + (await holdersOf(db, id)).length
    if (uses > 0 || before.removedAt !== null) return uses
    await setRemovedAt(db, id, now)
    await audit(db, staff, now, {
      deed: 'picture.remove',
      subject: `picture:${id}`,
      before: { fileName: before.fileName, altRu: before.altRu, altKk: before.altKk },
    })
    return 0
  })
}

export async function bringPictureBack(kit: Kit, staff: Staff, id: number): Promise<void> {
  demand(staff, 'media.manage')
  await transaction(kit.db, async (db) => {
    const before = await hold(db, id)
    if (before.removedAt === null) return
    await setRemovedAt(db, id, null)
    await audit(db, staff, kit.clock.now(), { deed: 'picture.bring-back', subject: `picture:${id}` })
  })
}

async function hold(db: Kit['db'], id: number): Promise<LibraryPicture> {
  const picture = await holdPicture(db, id)
  if (!picture?.inLibrary) throw new NotFound('no such picture in the library')
  return picture
}
