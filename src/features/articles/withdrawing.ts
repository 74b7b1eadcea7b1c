import type { Kit } from '../../platform/kit.js'
import type { Staff } from '../accounts/staff.js'
import { tagsOfEveryPage } from './cache-tags.js'
import { setPublishAt } from './manuscript-store.js'
import { setPublication } from './publication-store.js'
import { isAhead, type Outcome, storyDeed } from './story-deed.js'

const right = 'articles.publish'

/** Takes a story off the site; its address answers 410 with the reason from then on. A new version that had its hour waits for nobody. */
export function withdraw(kit: Kit, staff: Staff, id: number, reason: string): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.withdraw', right }, async (db, story, now) => {
    if (story.state !== 'published') return 'state'
    await setPublication(db, id, {
      state: 'withdrawn',
      withdrawn_at: now,
      withdrawn_reason: reason,
      withdraw_at: null,
      pinned_until: null,
    })
    await setPublishAt(db, id, null)
    return {
      before: { state: story.state, newVersionAt: story.newVersionAt },
      after: { state: 'withdrawn', reason },
      tags: tagsOfEveryPage,
      isNews: true,
    }
  })
}

/** Sets the hour at which it leaves the site by itself. */
export function scheduleWithdrawal(
  kit: Kit,
  staff: Staff,
  id: number,
  { at, reason }: { at: Date; reason: string },
): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.plan-withdrawal', right }, async (db, story, now) => {
    if (story.state !== 'published' && story.state !== 'scheduled') return 'state'
    if (!isAhead(at, now) || (story.publishedAt !== null && at <= story.publishedAt)) return 'time'
    await setPublication(db, id, { withdraw_at: at, withdrawn_reason: reason })
    return { before: { at: story.withdrawAt }, after: { at, reason } }
  })
}

export function cancelWithdrawal(kit: Kit, staff: Staff, id: number): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.keep', right }, async (db, story) => {
    if (story.withdrawAt === null || story.state === 'withdrawn') return 'state'
    await setPublication(db, id, { withdraw_at: null, withdrawn_reason: '' })
    return { before: { at: story.withdrawAt } }
  })
}

/** Back on the site as it was, at the time it first came out. */
export function restore(kit: Kit, staff: Staff, id: number): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.restore', right }, async (db, story) => {
    if (story.state !== 'withdrawn') return 'state'
    const state = story.publishedAt === null ? 'draft' : 'published'
    await setPublication(db, id, { state, withdrawn_at: null, withdrawn_reason: '' })
    // Withdrawn by an earlier program, it may still have a new version with its hour: not «as it was», but a second later.
    await setPublishAt(db, id, null)
    return { before: { state: 'withdrawn', reason: story.withdrawnReason }, after: { state }, isNews: true }
  })
}
