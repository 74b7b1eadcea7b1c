import type { Db } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import type { Staff } from '../accounts/staff.js'
import { hasFault } from './check-list.js'
import { setPublishAt } from './manuscript-store.js'
import { type Publication, setPublication } from './publication-store.js'
import { putOnSite } from './putting-on-site.js'
import { openManuscript } from './saving.js'
import { isAhead, type Outcome, type Refusal, storyDeed } from './story-deed.js'

/** The text that the editor saw checked: another one is not published in its place. */
interface Checked {
  version: number
}

/**
 * Puts the story on the site now; of one that is out already, its new version. `isSilent`: readers are not told that it was
 * updated, as for a letter put right.
 */
export function publish(
  kit: Kit,
  staff: Staff,
  id: number,
  { version, isSilent = false }: Checked & { isSilent?: boolean },
): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.publish', right: 'articles.publish' }, async (db, story, now) => {
    if (story.state === 'withdrawn' || (story.state === 'published' && !story.hasNewVersion)) return 'state'
    const refusal = (await refusalOf(db, story, version, now)) ?? (isUnderEmbargo(story, now) ? 'embargo' : undefined)
    if (refusal) return refusal
    const tags = await putOnSite(db, id, now)
    if (story.state === 'published') {
      if (!isSilent) await setPublication(db, id, { updated_at: now })
    } else {
      await setPublication(db, id, {
        state: 'published',
        published_at: now,
        review_note: '',
        ...(plannedWithdrawal(story, now) === null && noWithdrawal),
      })
    }
    return {
      before: { state: story.state, publishedAt: story.publishedAt },
      after: { state: 'published', version, ...(story.state === 'published' && { isSilent }) },
      tags,
      isNews: true,
    }
  })
}

/** Sets the hour at which the story appears, or at which its new version takes the place of the one that is out. */
export function schedule(
  kit: Kit,
  staff: Staff,
  id: number,
  { version, at }: Checked & { at: Date },
): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.schedule', right: 'articles.publish' }, async (db, story, now) => {
    if (story.state === 'withdrawn' || (story.state === 'published' && !story.hasNewVersion)) return 'state'
    if (!isAhead(at, now)) return 'time'
    const refusal = (await refusalOf(db, story, version, now)) ?? (isUnderEmbargo(story, at) ? 'embargo' : undefined)
    if (refusal) return refusal
    const leavesAt = plannedWithdrawal(story, now)
    if (leavesAt !== null && leavesAt <= at) return 'withdrawal'
    await setPublishAt(db, id, story.state === 'published' ? at : null)
    if (story.state !== 'published')
      await setPublication(db, id, {
        state: 'scheduled',
        published_at: at,
        review_note: '',
        ...(leavesAt === null && noWithdrawal),
      })
    return { before: { state: story.state, at: scheduledFor(story) }, after: { at } }
  })
}

/** Back to the drafts, and with the hour goes the one at which it would have left; or the new version waits for nobody. */
export function cancelSchedule(kit: Kit, staff: Staff, id: number): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.unschedule', right: 'articles.publish' }, async (db, story) => {
    const isScheduled = story.state === 'scheduled'
    if (!isScheduled && story.newVersionAt === null) return 'state'
    await setPublishAt(db, id, null)
    if (isScheduled) await setPublication(db, id, { state: 'draft', published_at: null, ...noWithdrawal })
    return { before: { at: scheduledFor(story), ...(isScheduled && { withdrawAt: story.withdrawAt }) } }
  })
}

/** Until then nobody publishes it, however hasty. Null lifts it. */
export function setEmbargo(kit: Kit, staff: Staff, id: number, until: Date | null): Promise<Outcome> {
  return storyDeed(kit, staff, id, { name: 'article.embargo', right: 'articles.publish' }, async (db, story, now) => {
    if (story.state === 'published' || story.state === 'withdrawn') return 'state'
    if (until !== null && !isAhead(until, now)) return 'time'
    if (until !== null && story.state === 'scheduled' && story.publishedAt !== null && story.publishedAt < until)
      return 'embargo'
    await setPublication(db, id, { embargo_until: until })
    return { before: { until: story.embargoUntil }, after: { until } }
  })
}

const scheduledFor = (story: Publication) => (story.state === 'scheduled' ? story.publishedAt : story.newVersionAt)

const noWithdrawal = { withdraw_at: null, withdrawn_reason: '' }

/**
 * When a story that is out, or has its hour, leaves by itself. A plan that is past, or that stayed with a draft whose schedule was
 * given up, is none: it would take off the site what was only just put there.
 */
function plannedWithdrawal({ state, withdrawAt }: Publication, now: Date): Date | null {
  const isMeant = state === 'scheduled' || state === 'published'
  return isMeant && withdrawAt !== null && withdrawAt > now ? withdrawAt : null
}

const isUnderEmbargo = ({ embargoUntil }: Publication, at: Date) => embargoUntil !== null && at < embargoUntil

/** Why this text does not go out: it is not the one that was seen checked, or the check list finds a fault in it. */
export async function refusalOf(db: Db, { id }: Publication, version: number, now: Date): Promise<Refusal | undefined> {
  const manuscript = await openManuscript(db, id, now)
  if (manuscript.version !== version) return 'stale'
  return hasFault(manuscript.content) ? 'faults' : undefined
}
