import { type Db, transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { NotFound } from '../../web/errors.js'
import type { Right } from '../accounts/right.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import type { Deed } from '../audit/deed.js'
import { queueArticlePing } from './article-pings.js'
import { findArticle } from './article-store.js'
import { touchedBy } from './cache-tags.js'
import { holdPublication, type Publication } from './publication-store.js'

/** Why a deed was not done. Nothing was changed. */
export type Refusal =
  /** A colleague was quicker: the story's state does not allow it any more. */
  | 'state'
  /** The time is not after now, or more than a year away. */
  | 'time'
  | 'embargo'
  /** By then it is to have left the site. */
  | 'withdrawal'
  /** Something that must be there is missing. */
  | 'faults'
  /** The text is not the one that was checked. */
  | 'stale'
  | 'words'

export type Outcome = 'done' | Refusal

/** What a deed changed, for the audit, and further tags to announce. */
export interface Done {
  before?: unknown
  after?: unknown
  tags?: readonly string[]
  /** Readers see something else now: search engines and the hub are told. */
  isNews?: boolean
}

export interface StoryDeed {
  name: Deed
  right: Right
}

/**
 * A deed on a story: asked for its right, done on the held row, written down in the same transaction, and announced once it is
 * committed.
 */
export async function storyDeed(
  kit: Kit,
  staff: Staff,
  id: number,
  { name, right }: StoryDeed,
  change: (db: Db, story: Publication, now: Date) => Promise<Refusal | Done>,
): Promise<Outcome> {
  demand(staff, right)
  const now = kit.clock.now()
  const told = await transaction(kit.db, async (db): Promise<Refusal | readonly string[]> => {
    const story = await holdPublication(db, id)
    if (!story) throw new NotFound('no such story')
    const changed = await change(db, story, now)
    if (typeof changed === 'string') return changed
    const { before, after, tags = [], isNews = false } = changed
    await audit(db, staff, now, { deed: name, subject: `article:${id}`, before, after })
    if (isNews) await queueArticlePing(db, id, now)
    const article = await findArticle(db, id, now)
    return [...new Set([...tags, ...(article ? touchedBy(article) : [])])]
  })
  if (typeof told === 'string') return told
  await kit.changes.announce(told)
  return 'done'
}

const mostDaysAhead = 366

/** A time that something may be set to. */
export function isAhead(at: Date, now: Date): boolean {
  const ahead = at.getTime() - now.getTime()
  return ahead > 0 && ahead < mostDaysAhead * 86_400_000
}
