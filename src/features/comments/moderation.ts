import { randomBytes } from 'node:crypto'
import { type Db, transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { demand, type Staff } from '../accounts/staff.js'
import type { TalkMode } from '../articles/article.js'
import { audit } from '../audit/audit-store.js'
import { learn } from '../spam/bayes-store.js'
import { originKeyEnds } from '../spam/origin.js'
import { banNetwork, unbanNetwork } from '../spam/origin-store.js'
import { type CommentState, commentsTag, type HidingReason } from './comment.js'
import {
  type Decided,
  lockBatch,
  lockComments,
  networkOfComment,
  setTalkMode,
  storeDecision,
  takeBackDecision,
} from './moderation-store.js'
import { addTrust, banWriter } from './writer-store.js'

/** What a moderator saw when they chose: a comment at a version. */
export interface Seen {
  id: number
  version: number
}

export type Verdict = { state: 'shown' } | { state: 'hidden'; hiddenAs: HidingReason }

export interface Outcome {
  /** For taking it back; null when nothing was done. */
  batch: string | null
  done: number
  /** Decided or changed by somebody else since they were seen. */
  late: { id: number; by: string | null; state: CommentState }[]
}

/** Shows or hides comments, all in one; whoever of two decided first is right, and the other is told. */
export async function decide(kit: Kit, staff: Staff, seen: readonly Seen[], verdict: Verdict): Promise<Outcome> {
  demand(staff, 'comments.moderate')
  const now = kit.clock.now()
  const batch = randomBytes(9).toString('base64url')
  const to = { state: verdict.state, hiddenAs: verdict.state === 'hidden' ? verdict.hiddenAs : null, reports: 0 }
  const versions = new Map(seen.map(({ id, version }) => [id, version]))
  const { done, late } = await transaction(kit.db, async (db) => {
    const found = await lockComments(db, [...versions.keys()])
    const done = found.filter((comment) => comment.version === versions.get(comment.id))
    for (const comment of done) {
      await storeDecision(db, { batch, comment, to, by: staff, now })
      await trust(db, comment, comment.verdict, to.state)
      await teach(db, comment, to.state, to.hiddenAs, 1)
      await audit(db, staff, now, {
        deed: `comment.${verdict.state === 'shown' ? 'release' : 'hide'}`,
        subject: `comment:${comment.id}`,
        before: { state: comment.state, hiddenAs: comment.hiddenAs },
        after: { state: to.state, hiddenAs: to.hiddenAs },
      })
    }
    return { done, late: found.filter((comment) => !done.includes(comment)) }
  })
  await announce(kit, done)
  return {
    batch: done.length > 0 ? batch : null,
    done: done.length,
    late: late.map(({ id, decidedBy, state }) => ({ id, by: decidedBy, state })),
  }
}

/** Takes a press back, as far as nobody changed the comments since. */
export async function undo(kit: Kit, staff: Staff, batch: string): Promise<{ undone: number; late: number }> {
  demand(staff, 'comments.moderate')
  const now = kit.clock.now()
  const { undone, late } = await transaction(kit.db, async (db) => {
    const decisions = await lockBatch(db, batch)
    const found = new Map(
      (
        await lockComments(
          db,
          decisions.map(({ commentId }) => commentId),
        )
      ).map((each) => [each.id, each]),
    )
    const undone: Decided[] = []
    for (const decision of decisions) {
      const comment = found.get(decision.commentId)
      if (!comment || comment.version !== decision.version) continue
      const to = { state: decision.fromState, hiddenAs: decision.fromHiddenAs, reports: decision.fromReports }
      await takeBackDecision(db, decision.id, now)
      await storeDecision(db, { batch: `${batch}-undo`, comment, to, by: staff, now })
      await trust(db, comment, decision.toState, decision.verdictBefore)
      await teach(
        db,
        { ...comment, state: decision.fromState, hiddenAs: decision.fromHiddenAs },
        decision.toState,
        decision.toHiddenAs,
        -1,
      )
      await audit(db, staff, now, {
        deed: 'comment.undo',
        subject: `comment:${comment.id}`,
        before: { state: comment.state, hiddenAs: comment.hiddenAs },
        after: { state: to.state, hiddenAs: to.hiddenAs },
      })
      undone.push(comment)
    }
    return { undone, late: decisions.length - undone.length }
  })
  await announce(kit, undone)
  return { undone: undone.length, late }
}

/** A comment speaks for or against its writer once, however often it is corrected and decided about: by the last verdict. */
async function trust(db: Db, { writerId }: Decided, from: CommentState | null, to: CommentState | null): Promise<void> {
  if (writerId === null || from === to) return
  const change = (state: CommentState) => Number(to === state) - Number(from === state)
  await addTrust(db, writerId, { released: change('shown'), refused: change('hidden') })
}

/** What a decision teaches about words. `sign` −1 takes the lesson back. */
async function teach(db: Db, comment: Decided, to: CommentState, hiddenAs: string | null, sign: 1 | -1): Promise<void> {
  const isReleased = to === 'shown' && comment.state !== 'shown'
  if (isReleased) await learn(db, comment.text, 'honest', sign)
  if (isReleased && comment.hiddenAs === 'spam') await learn(db, comment.text, 'spam', sign === 1 ? -1 : 1)
  if (to === 'hidden' && hiddenAs === 'spam' && comment.hiddenAs !== 'spam') await learn(db, comment.text, 'spam', sign)
}

export const banDays = [1, 30, 365] as const

/** Keeps a writer from writing; null lets them in again. */
export async function banPerson(kit: Kit, staff: Staff, writerId: number, days: number | null): Promise<boolean> {
  demand(staff, 'comments.moderate')
  const now = kit.clock.now()
  const until = days === null ? null : new Date(now.getTime() + days * 86_400_000)
  return transaction(kit.db, async (db) => {
    const isDone = (await banWriter(db, writerId, until)) === 1
    if (isDone) {
      const deed = until === null ? 'writer.unban' : 'writer.ban'
      await audit(db, staff, now, { deed, subject: `writer:${writerId}`, after: { until } })
    }
    return isDone
  })
}

/** Everything from the network of a comment is looked at first from now on, until the key of its hash is thrown away. */
export async function banNetworkOf(kit: Kit, staff: Staff, commentId: number): Promise<boolean> {
  demand(staff, 'comments.moderate')
  const now = kit.clock.now()
  return transaction(kit.db, async (db) => {
    const hash = await networkOfComment(db, commentId)
    if (hash === null) return false
    const until = originKeyEnds(now)
    await banNetwork(db, { hash, until, now, by: staff.name })
    await audit(db, staff, now, { deed: 'network.ban', subject: `network:${hash}`, after: { until } })
    return true
  })
}

export async function letNetworkIn(kit: Kit, staff: Staff, hash: string): Promise<void> {
  demand(staff, 'comments.moderate')
  await transaction(kit.db, async (db) => {
    if ((await unbanNetwork(db, hash)) === 1) {
      await audit(db, staff, kit.clock.now(), { deed: 'network.unban', subject: `network:${hash}` })
    }
  })
}

/** The rules of one story's conversation. */
export async function ruleTalk(
  kit: Kit,
  staff: Staff,
  articleId: number,
  mode: TalkMode | null,
  isClosed: boolean,
): Promise<void> {
  demand(staff, 'comments.moderate')
  const now = kit.clock.now()
  await transaction(kit.db, async (db) => {
    await setTalkMode(db, articleId, mode, isClosed ? now : null)
    await audit(db, staff, now, { deed: 'talk.rule', subject: `article:${articleId}`, after: { mode, isClosed } })
  })
  await kit.changes.announce([commentsTag(articleId)])
}

async function announce(kit: Kit, comments: readonly Decided[]): Promise<void> {
  const articles = [...new Set(comments.map(({ articleId }) => articleId))]
  if (articles.length > 0) await kit.changes.announce(articles.map(commentsTag))
}
