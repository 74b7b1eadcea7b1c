import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { type Decision, decide } from '../features/board/board-moderation.js'
import {
  complaintsAbout,
  type GivenComplaint,
  noticeQueue,
  type Queue,
  queueLengths,
  queues,
} from '../features/board/moderation-lists.js'
import { type ComplaintReason, isOnBoard, noticeAddress, refusals } from '../features/board/notice.js'
import type { ListedNotice } from '../features/board/notice-store.js'
import { pictureAddress } from '../features/media/picture.js'
import { moment, momentWords } from '../language/dates.js'
import type { Language } from '../language/language.js'
import { numberWords } from '../language/numbers.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { phoneWords } from '../text/phone.js'
import type { SafeHtml } from '../text/safe-html.js'
import { BadRequest } from '../web/errors.js'
import { formFields, hiddenNumber } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

export interface NoticesPage {
  frame: Frame
  tabs: { href: string; name: string; count: number | null; isCurrent: boolean }[]
  queue: Queue
  notices: QueuedNotice[]
  older: string | null
}

export interface QueuedNotice {
  id: number
  version: number
  language: Language
  title: string
  body: SafeHtml
  /** Category, town, price, phone, firm. */
  facts: string[]
  state: string
  placed: { iso: string; words: string }
  decided: string | null
  isBusiness: boolean
  risk: { words: string; isHigh: boolean } | null
  reasons: string[]
  complaints: string[]
  pictures: string[]
  boardHref: string | null
  canRelease: boolean
  canRefuse: boolean
  canReconsider: boolean
  action: string
  queue: Queue
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/notices': NoticesPage
    'newsroom/queued-notice': QueuedNotice
  }
}

const home = '/newsroom/notices'
const aPage = 20

export async function noticesPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const queue = queues.find((each) => each === req.query.of) ?? 'waiting'
  const after =
    typeof req.query.after === 'string' && /^[1-9]\d{0,14}$/.test(req.query.after) ? Number(req.query.after) : null
  const [{ notices, next }, counts] = await Promise.all([
    noticeQueue(kit.db, queue, after, aPage),
    queueLengths(kit.db),
  ])
  const complaints = await complaintsAbout(
    kit.db,
    notices.map(({ id }) => id),
  )
  const texts = say(staff.language).newsroom.notices
  const lengths: Partial<Record<Queue, number>> = counts
  const now = kit.clock.now()
  render(res, staff.language, 'newsroom/notices', {
    frame: frame(req, staff, { title: texts.title }),
    tabs: queues.map((each) => ({
      href: addressOf(each),
      name: texts.queues[each],
      count: lengths[each] ?? null,
      isCurrent: each === queue,
    })),
    queue,
    notices: notices.map((notice) =>
      queued(
        staff.language,
        queue,
        notice,
        complaints.filter(({ noticeId }) => noticeId === notice.id),
        now,
      ),
    ),
    older: next === null ? null : `${home}?of=${queue}&after=${next}`,
  })
}

export async function decideNotice(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { decision = '', version, queue, title = '' } = formFields(req.body)
  const texts = say(staff.language).newsroom.notices
  const seen = { id: Number(req.params.id), version: hiddenNumber(version) }
  const outcome = await decide(kit, staff, seen, decisionOf(decision))
  leaveNotice(req, { words: outcome === 'done' ? texts.done(title.slice(0, 80)) : texts.stale })
  await leadTo(req, res, addressOf(queues.find((each) => each === queue) ?? 'waiting'))
}

function decisionOf(wish: string): Decision {
  if (wish === 'release') return { deed: 'release' }
  if (wish === 'again') return { deed: 'look again' }
  const as = refusals.find((each) => each === wish)
  if (!as) throw new BadRequest('no such decision')
  return { deed: 'refuse', as }
}

const addressOf = (queue: Queue) => (queue === 'waiting' ? home : `${home}?of=${queue}`)

function queued(
  language: Language,
  queue: Queue,
  notice: ListedNotice,
  complaints: readonly GivenComplaint[],
  now: Date,
): QueuedNotice {
  const { board, newsroom } = say(language)
  const texts = newsroom.notices
  const { price, state, risk } = notice
  const reasonWords: Record<string, string> = { ...newsroom.moderation.reasons, phone: texts.many }
  return {
    id: notice.id,
    version: notice.version,
    language: notice.language,
    title: notice.title,
    body: notice.body,
    facts: [
      notice.category.name,
      notice.town.name,
      price === null ? board.byAgreement : price === 0 ? board.free : board.tenge(numberWords(language, price)),
      phoneWords(notice.phone),
      ...[notice.firm, notice.bin].filter((each) => each !== ''),
    ],
    state: board.mine.states[state],
    placed: moment(language, notice.placedAt),
    decided:
      notice.decidedBy === null || notice.decidedAt === null
        ? null
        : texts.by(notice.decidedBy, momentWords(language, notice.decidedAt)),
    isBusiness: notice.isBusiness,
    risk: risk === 0 ? null : { words: texts.risk(risk), isHigh: risk >= 50 },
    reasons: notice.reasons.map((reason) => reasonWords[reason] ?? reason),
    complaints: [
      ...(complaints.length > 1 ? [texts.complaints(complaints.length)] : []),
      ...complaints.map(({ reason, words }) =>
        [board.complaint.reasons[reason as ComplaintReason], words].filter(Boolean).join(': '),
      ),
    ],
    pictures: notice.pictures.map(({ hash }) => pictureAddress(hash, 320, 'jpg')),
    boardHref: isOnBoard(notice, now) ? noticeAddress(notice) : null,
    canRelease: state === 'waiting' || state === 'refused' || (state === 'shown' && notice.complaints > 0),
    canRefuse: state === 'waiting' || state === 'shown',
    canReconsider: state === 'refused',
    action: `${home}/${notice.id}/decision`,
    queue,
  }
}
