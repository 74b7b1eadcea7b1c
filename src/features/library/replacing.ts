import { type Db, transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { safeBody } from '../../text/safe-html.js'
import { NotFound } from '../../web/errors.js'
import { demand, type Staff } from '../accounts/staff.js'
import { findArticle } from '../articles/article-store.js'
import { touchedBy } from '../articles/cache-tags.js'
import { findManuscript, holdStory, updateManuscript } from '../articles/manuscript-store.js'
import { keepRevision, listRevisions, markRevisionPublished } from '../articles/revision-store.js'
import { audit } from '../audit/audit-store.js'
import { type Picture, withOtherPicture } from '../media/picture.js'
import { pagesTag } from '../pages/page-keeping.js'
import { findInLibrary } from './library-store.js'
import { findShownPictures, holdPageBody, setPageBody, setShownPictures } from './replacing-store.js'
import { placesOf } from './use-lists.js'

/**
 * Puts one picture in the place of another wherever that one stands: covers and bodies, what readers see and what is being written, plain
 * pages. Each story keeps its own words about it. All or nothing. Gives in how many stories and pages. Whoever is writing one of them is
 * told at their next save that the text changed, like after any colleague's save.
 */
export async function replacePicture(kit: Kit, staff: Staff, fromId: number, intoId: number): Promise<number> {
  demand(staff, 'media.manage')
  const now = kit.clock.now()
  const { tags, count } = await transaction(kit.db, async (db) => {
    const [from, into] = [await findInLibrary(db, fromId), await findInLibrary(db, intoId)]
    if (!from || !into) throw new NotFound('no such picture in the library')
    const { articleIds, pageIds } = await placesOf(db, fromId)
    const tags = new Set<string>(pageIds.length > 0 ? [pagesTag] : [])
    for (const id of articleIds) {
      // The story is held before its pictures, as every save does it: two deeds never wait for each other.
      const story = await holdStory(db, id)
      if (!story) continue
      await replaceInRow(db, id, from, into)
      await replaceInManuscript(db, staff, id, from, into, now)
      const article = story.state === 'published' ? await findArticle(db, id, now) : undefined
      for (const tag of article ? touchedBy(article) : []) tags.add(tag)
    }
    for (const id of pageIds) {
      const body = await holdPageBody(db, id)
      if (body !== undefined) await setPageBody(db, id, withOtherPicture(body, from, into), now)
    }
    await audit(db, staff, now, {
      deed: 'picture.replace',
      subject: `picture:${fromId}`,
      after: { into: intoId, articles: articleIds, pages: pageIds },
    })
    return { tags, count: articleIds.length + pageIds.length }
  })
  if (tags.size > 0) await kit.changes.announce([...tags])
  return count
}

async function replaceInRow(db: Db, id: number, from: Picture, into: Picture): Promise<void> {
  const shown = await findShownPictures(db, id)
  if (!shown) return
  const coverId = shown.coverId === from.id ? into.id : shown.coverId
  await setShownPictures(db, id, { coverId, body: withOtherPicture(shown.body, from, into) })
}

async function replaceInManuscript(
  db: Db,
  staff: Staff,
  articleId: number,
  from: Picture,
  into: Picture,
  now: Date,
): Promise<void> {
  const manuscript = await findManuscript(db, articleId)
  if (!manuscript) return
  const before = manuscript.content
  const cover = before.cover?.pictureId === from.id ? { ...before.cover, pictureId: into.id } : before.cover
  const content = { ...before, cover, body: safeBody(withOtherPicture(before.body, from, into)) }
  if (cover === before.cover && content.body === before.body) return
  const save = { articleId, content, saveKey: '', savedBy: staff.id, now }
  if ((await updateManuscript(db, save, manuscript.version)) === undefined)
    throw new Error('a held manuscript was changed')
  const [newest] = await listRevisions(db, articleId, { before: null, limit: 1 })
  await keepRevision(db, { articleId, content, savedBy: staff.id, kind: 'saved', now })
  // The row was changed alike: what was out is out, and no change waits to be published.
  if (newest?.publishedAt) await markRevisionPublished(db, articleId, now)
}
