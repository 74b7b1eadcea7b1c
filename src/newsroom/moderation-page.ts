import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { groupAlike } from '../features/comments/alike.js'
import { type HidingReason, hidingReasons } from '../features/comments/comment.js'
import { decide, type Outcome, type Seen, undo, type Verdict } from '../features/comments/moderation.js'
import {
  type Queue,
  type QueuedComment,
  queuedComment,
  queueLengths,
  queuePage,
  queues,
} from '../features/comments/moderation-store.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { BadRequest, NotFound } from '../web/errors.js'
import { localPath } from '../web/local-path.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'
import { type QueuedView, queuedView } from './queued-view.js'

export interface ModerationPage {
  frame: Frame
  tabs: { href: string; name: string; count: number | null; isCurrent: boolean }[]
  /** Null where one comment stands alone, which no queue holds. */
  queue: Queue | null
  /** Those that say nearly the same stand together. */
  groups: QueuedView[][]
  back: string
  older: string | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/moderation': ModerationPage
  }
}

const home = '/newsroom/comments'
const aPage = 40

export async function moderationPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const queue = queues.find((each) => each === req.query.of) ?? 'waiting'
  const edge =
    typeof req.query.after === 'string' && /^[1-9]\d{0,14}$/.test(req.query.after) ? Number(req.query.after) : null
  const [found, lengths] = await Promise.all([queuePage(kit.db, queue, edge, aPage + 1), queueLengths(kit.db)])
  const shown = found.slice(0, aPage)
  const older = found.length > aPage ? `${home}?of=${queue}&after=${shown.at(-1)?.id}` : null
  renderComments(staff, req, res, { queue, shown, older, lengths })
}

/** One comment with the same buttons: where the audit leads to. */
export async function oneCommentPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const [comment, lengths] = await Promise.all([queuedComment(kit.db, Number(req.params.id)), queueLengths(kit.db)])
  if (!comment) throw new NotFound('no such comment')
  renderComments(staff, req, res, { queue: null, shown: [comment], older: null, lengths })
}

interface ShownComments {
  queue: Queue | null
  shown: QueuedComment[]
  older: string | null
  lengths: Partial<Record<Queue, number>>
}

function renderComments(
  staff: Staff,
  req: Request,
  res: Response,
  { queue, shown, older, lengths }: ShownComments,
): void {
  const texts = say(staff.language).newsroom.moderation
  render(res, staff.language, 'newsroom/moderation', {
    frame: frame(req, staff, { title: texts.title, scripts: ['moderation.js'] }),
    tabs: queues.map((each) => ({
      href: each === 'waiting' ? home : `${home}?of=${each}`,
      name: texts.queues[each],
      count: lengths[each] ?? null,
      isCurrent: each === queue,
    })),
    queue,
    groups: groupAlike(shown).map((group) => group.map((comment) => queuedView(staff.language, comment))),
    back: req.originalUrl,
    older,
  })
}

/** One comment by its own button, or all that are marked. */
export async function decideNow(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { one, all, deed, chosen, back } = (req.body ?? {}) as Record<string, unknown>
  const texts = say(staff.language).newsroom.moderation
  const [wish, single] = typeof one === 'string' ? one.split(' ') : []
  const verdict = verdictOf(all === undefined ? wish : deed)
  const seen = seenIn(all === undefined ? single : chosen)
  if (seen.length === 0) leaveNotice(req, { words: texts.nothing })
  else {
    const outcome = await decide(kit, staff, seen, verdict)
    const words = wordsOf(staff, verdict, outcome)
    leaveNotice(req, {
      words,
      ...(outcome.batch && { undo: { action: `${home}/undo`, fields: { batch: outcome.batch, back: backOf(back) } } }),
    })
  }
  await leadTo(req, res, backOf(back))
}

export async function undoNow(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { batch, back } = (req.body ?? {}) as Record<string, unknown>
  if (typeof batch !== 'string' || !/^[\w-]{12}$/.test(batch)) throw new BadRequest('no such batch')
  const { undone, late } = await undo(kit, staff, batch)
  const texts = say(staff.language).newsroom.moderation
  leaveNotice(req, { words: [texts.undone(undone), late > 0 ? texts.undoneLate(late) : ''].join(' ').trim() })
  await leadTo(req, res, backOf(back))
}

function verdictOf(wish: unknown): Verdict {
  if (wish === 'release') return { state: 'shown' }
  const hiddenAs: HidingReason | undefined = hidingReasons.find((reason) => reason === wish)
  if (!hiddenAs) throw new BadRequest('no such decision')
  return { state: 'hidden', hiddenAs }
}

function seenIn(given: unknown): Seen[] {
  const list = Array.isArray(given) ? given.slice(0, 200) : [given]
  return list.flatMap((each) => {
    const found = /^([1-9]\d{0,14})\.([1-9]\d{0,8})$/.exec(String(each))
    return found ? [{ id: Number(found[1]), version: Number(found[2]) }] : []
  })
}

function wordsOf({ language }: Staff, verdict: Verdict, { done, late }: Outcome): string {
  const texts = say(language).newsroom.moderation
  const deed = texts.deeds[verdict.state === 'shown' ? 'release' : verdict.hiddenAs]
  const [first] = late
  return [
    done > 0 ? texts.done(deed, done) : '',
    late.length > 0 ? texts.late(late.length) : '',
    late.length === 1 && first?.by ? texts.lateBy(first.by, texts.states[first.state]) : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function backOf(wish: unknown): string {
  const path = localPath(wish)
  return path?.startsWith(home) ? path : home
}
