import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { banDays, banNetworkOf, banPerson, letNetworkIn } from '../features/comments/moderation.js'
import { historyOfWriter } from '../features/comments/moderation-store.js'
import { findWriter } from '../features/comments/writer-store.js'
import { moment } from '../language/dates.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { BadRequest, NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'
import { type QueuedView, queuedView } from './queued-view.js'

export interface WriterPage {
  frame: Frame
  heading: string
  action: string
  history: string
  contact: { words: string; isConfirmed: boolean } | null
  bannedUntil: string | null
  days: { value: number; words: string }[]
  /** The comment whose network can be watched. */
  networkOf: number | null
  comments: QueuedView[]
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/writer': WriterPage
  }
}

/** Everything one writer said, and the door. */
export async function writerPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const id = Number(req.params.id)
  const [writer, comments] = await Promise.all([findWriter(kit.db, id), historyOfWriter(kit.db, id)])
  if (!writer) throw new NotFound('no such writer')
  const texts = say(staff.language).newsroom.moderation
  const isBanned = writer.bannedUntil !== null && writer.bannedUntil > kit.clock.now()
  render(res, staff.language, 'newsroom/writer', {
    frame: frame(req, staff, { title: texts.writerTitle(writer.name) }),
    heading: texts.writerTitle(writer.name),
    action: `/newsroom/comments/writers/${id}`,
    history: texts.history(writer.released, writer.refused),
    contact: writer.contact === null ? null : { words: writer.contact, isConfirmed: writer.confirmedAt !== null },
    bannedUntil: isBanned && writer.bannedUntil ? texts.banned(moment(staff.language, writer.bannedUntil).words) : null,
    days: banDays.map((days) => ({ value: days, words: texts.banDays[days] })),
    networkOf: comments.find(({ hasNetwork }) => hasNetwork)?.id ?? null,
    comments: comments.map((comment) => queuedView(staff.language, comment)),
  })
}

export async function changeWriter(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const id = Number(req.params.id)
  const { deed, days, comment } = (req.body ?? {}) as Record<string, unknown>
  const texts = say(staff.language).newsroom.moderation
  if (deed === 'network') {
    const isDone = await banNetworkOf(kit, staff, Number(comment) || 0)
    leaveNotice(req, { words: isDone ? texts.networkBanned : texts.noNetwork })
  } else if (deed === 'ban' || deed === 'unban') {
    const chosen = banDays.find((each) => String(each) === days)
    if (deed === 'ban' && chosen === undefined) throw new BadRequest('no such time')
    if (!(await banPerson(kit, staff, id, deed === 'ban' ? (chosen ?? 1) : null))) throw new NotFound('no such writer')
    leaveNotice(req, { words: deed === 'ban' ? texts.personBanned : texts.personFree })
  } else throw new BadRequest('no such deed')
  await leadTo(req, res, `/newsroom/comments/writers/${id}`)
}

/** Lets a network in again. */
export async function changeNetwork(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { network } = (req.body ?? {}) as Record<string, unknown>
  if (typeof network !== 'string' || !/^[\w-]{22}$/.test(network)) throw new BadRequest('no such network')
  await letNetworkIn(kit, staff, network)
  leaveNotice(req, { words: say(staff.language).newsroom.moderation.networkFreed })
  await leadTo(req, res, '/newsroom/comments/settings')
}
