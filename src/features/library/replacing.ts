import { z } from 'zod'
import { type Db, transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { safeBody } from '../../text/safe-html.js'
import { NotFound } from '../../web/errors.js'
import { demand, type Staff } from '../accounts/staff.js'
import { findArticle } from '../articles/article-store.js'
import { touchedBy } from '../articles/cache-tags.js'
import { findManuscript, holdStory, updateManuscript } from '../articles/manuscript-store.js'
import { keepRevision, listRevisions, markRevisionPublished } from '../articles/revision-store.js'
import { auditLine, auditLines } from '../audit/audit-lists.js'
import { audit } from '../audit/audit-store.js'
import { type Picture, withOtherPicture } from '../media/picture.js'
import { pagesTag } from '../pages/page-keeping.js'
import { findInLibrary } from './library-store.js'
import { findShownPictures, holdPageBody, setPageBody, setShownPictures } from './replacing-store.js'
import { placesOf } from './use-lists.js'

type Places = Awaited<ReturnType<typeof placesOf>>

export interface Replaced {
  /** In how many stories and pages. */
  count: number
  /** The line of the audit by which it is undone; null where the other picture stood before: the two cannot be told apart any more. */
  line: number | null
}

/**
 * Puts one picture in the place of another wherever that one stands: covers and bodies, what readers see and what is being written, plain
 * pages. Each story keeps its own words about it. All or nothing. Whoever is writing one of them is told at their next save that the text
 * changed, like after any colleague's save.
 */
export function replacePicture(kit: Kit, staff: Staff, fromId: number, intoId: number): Promise<Replaced> {
  return replacing(kit, staff, fromId, intoId, async (db, now) => {
    const places = await placesOf(db, fromId)
    const isMixed = sizeOf(shared(places, await placesOf(db, intoId))) > 0
    const { articleIds: articles, pageIds: pages } = places
    const after = { into: intoId, articles, pages, ...(isMixed && { isMixed }) }
    const line = await audit(db, staff, now, { deed: 'picture.replace', subject: `picture:${fromId}`, after })
    return { places, line: isMixed || sizeOf(places) === 0 ? null : line }
  })
}

const kept = z.object({
  into: z.number(),
  articles: z.array(z.number()),
  pages: z.array(z.number()),
  isMixed: z.boolean().optional(),
})

/** Puts the first picture back where that line of the audit says that it stood, as far as the other one is still there. Once. */
export async function replaceBack(
  kit: Kit,
  staff: Staff,
  intoId: number,
  lineId: number,
): Promise<Replaced & { fromId: number }> {
  const line = await auditLine(kit.db, lineId, 'picture.replace')
  const fromId = Number(line?.subject.replace('picture:', ''))
  const read = kept.safeParse(line?.after)
  if (!read.success || read.data.into !== intoId || read.data.isMixed) throw new NotFound('no such replacement')
  const then = { articleIds: read.data.articles, pageIds: read.data.pages }
  const replaced = await replacing(kit, staff, intoId, fromId, async (db, now) => {
    const entry = { deed: 'picture.undo-replacement', subject: `picture:${fromId}`, before: { line: lineId } } as const
    const done = await auditLines(db, { deed: entry.deed, subject: entry.subject }, { limit: 1000 })
    const isDone = done.some(({ before }) => (before as typeof entry.before).line === lineId)
    const places = isDone ? nowhere : shared(then, await placesOf(db, intoId))
    const { articleIds: articles, pageIds: pages } = places
    if (sizeOf(places) > 0) await audit(db, staff, now, { ...entry, after: { instead: intoId, articles, pages } })
    return { places, line: null }
  })
  return { ...replaced, fromId }
}

const nowhere: Places = { articleIds: [], pageIds: [] }
const sizeOf = ({ articleIds, pageIds }: Places) => articleIds.length + pageIds.length
const shared = (one: Places, other: Places): Places => ({
  articleIds: one.articleIds.filter((id) => other.articleIds.includes(id)),
  pageIds: one.pageIds.filter((id) => other.pageIds.includes(id)),
})

/** `decide` says where, and writes the deed down. */
async function replacing(
  kit: Kit,
  staff: Staff,
  fromId: number,
  intoId: number,
  decide: (db: Db, now: Date) => Promise<{ places: Places; line: number | null }>,
): Promise<Replaced> {
  demand(staff, 'media.manage')
  const now = kit.clock.now()
  const { tags, ...replaced } = await transaction(kit.db, async (db) => {
    const [from, into] = [await findInLibrary(db, fromId), await findInLibrary(db, intoId)]
    if (!from || !into) throw new NotFound('no such picture in the library')
    const { places, line } = await decide(db, now)
    const { articleIds, pageIds } = places
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
    return { tags, count: sizeOf(places), line }
  })
  if (tags.size > 0) await kit.changes.announce([...tags])
  return replaced
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
