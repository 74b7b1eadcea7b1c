import type { Kit } from '../../platform/kit.js'
import { Forbidden } from '../../web/errors.js'
import type { Staff } from '../accounts/staff.js'
import { setPublication } from './publication-store.js'
import { mayWrite } from './saving.js'
import { type Outcome, storyDeed } from './story-deed.js'

/** Hands a story in for review: one's own, or as an editor anybody's. */
export function handIn(kit: Kit, staff: Staff, id: number): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.hand-in', right: 'articles.write' }, async (db, story) => {
    if (!mayWrite(staff, story, story.newVersionAt)) throw new Forbidden('not this person’s story')
    if (story.state !== 'draft') return 'state'
    await setPublication(db, id, { state: 'review', review_note: '' })
    return { before: { state: 'draft' }, after: { state: 'review' } }
  })
}

/** Takes it back before anybody has looked at it. */
export function takeBack(kit: Kit, staff: Staff, id: number): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.take-back', right: 'articles.write' }, async (db, story) => {
    if (!mayWrite(staff, story, story.newVersionAt)) throw new Forbidden('not this person’s story')
    if (story.state !== 'review') return 'state'
    await setPublication(db, id, { state: 'draft' })
    return { before: { state: 'review' }, after: { state: 'draft' } }
  })
}

/** Gives it back to whoever wrote it, with what is to be done. */
export function sendBack(kit: Kit, staff: Staff, id: number, note: string): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.send-back', right: 'articles.publish' }, async (db, story) => {
    if (story.state !== 'review') return 'state'
    if (note === '') return 'words'
    await setPublication(db, id, { state: 'draft', review_note: note })
    return { before: { state: 'review' }, after: { state: 'draft', note } }
  })
}
