import type { Kit } from '../../platform/kit.js'
import type { Staff } from '../accounts/staff.js'
import { cacheTags } from './cache-tags.js'
import { deleteCorrection, insertCorrection, removedCorrection, rewordCorrection } from './correction-store.js'
import { setPublication } from './publication-store.js'
import { refusalOf } from './publishing.js'
import { putOnSite } from './putting-on-site.js'
import { type Outcome, storyDeed } from './story-deed.js'

const right = 'articles.publish'

/** Tells readers what was wrong, with its date, and puts the corrected text in place. */
export function correct(
  kit: Kit,
  staff: Staff,
  id: number,
  { words, version }: { words: string; version: number },
): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.correct', right }, async (db, story, now) => {
    if (story.state !== 'published') return 'state'
    if (words === '') return 'words'
    if (story.version !== version) return 'stale'
    let tags: string[] = []
    if (story.hasNewVersion) {
      const refusal = await refusalOf(db, story, version, now)
      if (refusal) return refusal
      tags = await putOnSite(db, id, now)
    }
    await setPublication(db, id, { updated_at: now })
    const correction = await insertCorrection(db, { articleId: id, at: now, words })
    return { after: { correction, words }, tags: [...tags, cacheTags.corrections(story.language)], isNews: true }
  })
}

/** A slip of the pen in a note: it keeps its date, since what it tells of was corrected then. */
export function reword(
  kit: Kit,
  staff: Staff,
  id: number,
  { correction, was, words }: { correction: number; was: string; words: string },
): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.reword-correction', right }, async (db, story) => {
    if (story.state !== 'published') return 'state'
    if (words === '') return 'words'
    if (!(await rewordCorrection(db, { articleId: id, id: correction, was, words }))) return 'state'
    const tags = [cacheTags.corrections(story.language)]
    return { before: { correction, words: was }, after: { correction, words }, tags, isNews: true }
  })
}

/** A note that was itself a mistake. The audit keeps it. */
export function removeCorrection(kit: Kit, staff: Staff, id: number, correction: number): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.remove-correction', right }, async (db, story) => {
    const before = await deleteCorrection(db, id, correction)
    return before === undefined ? 'state' : { before, tags: [cacheTags.corrections(story.language)] }
  })
}

/** Takes that back: the note stands again under its own date. */
export function bringCorrectionBack(kit: Kit, staff: Staff, id: number, correction: number): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.return-correction', right }, async (db, story) => {
    const removed = await removedCorrection(db, id, correction)
    if (removed === undefined) return 'state'
    const after = await insertCorrection(db, { articleId: id, ...removed })
    return { after: { correction: after, ...removed }, tags: [cacheTags.corrections(story.language)] }
  })
}
