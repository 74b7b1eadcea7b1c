import type { Request, Response } from 'express'
import { type BoardSettings, boardSettingsOf } from '../features/board/board-settings.js'
import {
  dayInMilliseconds,
  daysKept,
  isEditable,
  isExtendable,
  isOnBoard,
  managingAddress,
  type Notice,
  noticeAddress,
  type OrderKind,
  orderKinds,
} from '../features/board/notice.js'
import { addOrder, openOrders } from '../features/board/order-store.js'
import { closeNotice, extendNotice, noticeOfToken } from '../features/board/placing.js'
import type { FloodGate } from '../features/spam/flood-gate.js'
import { dayWords, wall } from '../language/dates.js'
import { inLanguage, type Language } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { priceWords } from './notice-card.js'
import { noticeFormShell } from './notice-place-page.js'
import type { Shell } from './shell.js'

export interface NoticeMinePage {
  shell: Shell
  title: string
  language: Language
  isBusiness: boolean
  told: string | null
  /** The whole secret address, shown once: right after placing. */
  link: { address: string; mail: string } | null
  state: string
  /** What its state means for its owner: a refusal, an end that is near. */
  words: string[]
  boardHref: string | null
  editHref: string | null
  /** The words of the button, or null where there is nothing to extend. */
  extend: string | null
  canClose: boolean
  action: string
  orders: { kind: OrderKind; words: string; isOpen: boolean }[]
  pay: string
}

declare module '../web/views.js' {
  interface Views {
    'site/notice-mine': NoticeMinePage
  }
}

/** The notice that this secret link manages. A link that nobody was given, and one whose notice was deleted, are the same. */
export async function ownNotice(kit: Kit, language: Language, req: Request): Promise<Notice> {
  const notice = await noticeOfToken(kit.db, String(req.params.token))
  if (!notice) throw new NotFound('no such managing link', say(language).board.mine.notFound)
  return notice
}

/** `/ad/mine/{token}` */
export async function myNoticePage(
  kit: Kit,
  _gate: FloodGate,
  language: Language,
  req: Request,
  res: Response,
): Promise<void> {
  const notice = await ownNotice(kit, language, req)
  const settings = await boardSettingsOf(kit)
  const texts = say(language).board.mine
  const now = kit.clock.now()
  const home = managingAddress(language, String(req.params.token))
  const { told } = req.query
  const open = await openOrders(kit.db, notice.id)
  render(res, language, 'site/notice-mine', {
    shell: await noticeFormShell(kit, req, language, texts.heading, `/ad/mine/${req.params.token}`),
    title: notice.title,
    language: notice.language,
    isBusiness: notice.isBusiness,
    told: told === 'placed' ? texts.placed : toldWords(language, told),
    link: told === 'placed' ? linkOf(language, notice, kit.origin + home) : null,
    state: texts.states[notice.state],
    words: stateWords(language, notice, now),
    boardHref: isOnBoard(notice, now) ? noticeAddress(notice) : null,
    editHref: isEditable(notice) ? `${home}/edit` : null,
    extend: isExtendable(notice, now) ? (notice.state === 'shown' ? texts.extend : texts.back)(settings.days) : null,
    canClose: notice.state === 'shown' || notice.state === 'waiting',
    action: home,
    orders: isOnBoard(notice, now)
      ? orderKinds.map((kind) => {
          const asked = open.find((order) => order.kind === kind)
          const price = priceWords(language, asked?.price ?? priceOf(settings, kind))
          const words = (asked ? texts.ordered : texts.order)(texts.orders[kind], price)
          return { kind, words, isOpen: asked !== undefined }
        })
      : [],
    pay: inLanguage(language, settings.payRu, settings.payKk),
  })
}

/** A button of the managing page. Whatever somebody else did meanwhile stands: then nothing is done, and the page says so. */
export async function actOnNotice(
  kit: Kit,
  _gate: FloodGate,
  language: Language,
  req: Request,
  res: Response,
): Promise<void> {
  const notice = await ownNotice(kit, language, req)
  const settings = await boardSettingsOf(kit)
  const told = await act(kit, settings, notice, String(req.params.deed))
  res.redirect(303, `${managingAddress(language, String(req.params.token))}?told=${told}`)
}

async function act(kit: Kit, settings: BoardSettings, notice: Notice, deed: string): Promise<string> {
  if (deed === 'extend') return (await extendNotice(kit, settings, notice)) ? 'extended' : 'not'
  if (deed === 'close') return (await closeNotice(kit, notice)) ? 'closed' : 'not'
  const kind = orderKinds.find((each) => each === deed)
  const now = kit.clock.now()
  if (!kind || !isOnBoard(notice, now)) return 'not'
  await addOrder(kit.db, { noticeId: notice.id, kind, price: priceOf(settings, kind), now })
  return 'ordered'
}

function priceOf(settings: BoardSettings, kind: OrderKind): number {
  return kind === 'raise' ? settings.raisePrice : settings.highlightPrice
}

function toldWords(language: Language, told: unknown): string | null {
  const { told: texts } = say(language).board.mine
  return typeof told === 'string' && Object.hasOwn(texts, told) ? texts[told as keyof typeof texts] : null
}

function linkOf(language: Language, { title }: Notice, address: string): NoticeMinePage['link'] {
  const subject = encodeURIComponent(say(language).board.mine.mailSubject(title))
  return { address, mail: `mailto:?subject=${subject}&body=${encodeURIComponent(address)}` }
}

function stateWords(language: Language, notice: Notice, now: Date): string[] {
  const texts = say(language).board.mine
  const day = (date: Date) => dayWords(language, wall(date))
  if (notice.state === 'refused') return notice.refusedAs === null ? [] : [texts.refusals[notice.refusedAs]]
  if (notice.state === 'closed') return [texts.closed(daysKept)]
  if (notice.state === 'ended' || (notice.state === 'shown' && notice.endsAt <= now)) return [texts.ended(daysKept)]
  if (notice.state === 'waiting') return [say(language).board.form.looksFirst]
  const daysLeft = Math.floor((notice.endsAt.getTime() - now.getTime()) / dayInMilliseconds)
  return [
    texts.until(day(notice.endsAt)),
    ...(isExtendable(notice, now) ? [texts.endsSoon(daysLeft)] : []),
    ...(notice.highlightedUntil !== null && notice.highlightedUntil > now
      ? [texts.highlightedUntil(day(notice.highlightedUntil))]
      : []),
  ]
}
