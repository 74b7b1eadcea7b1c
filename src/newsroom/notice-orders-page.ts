import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { settle } from '../features/board/board-moderation.js'
import { latestOrders } from '../features/board/order-store.js'
import { momentWords } from '../language/dates.js'
import { numberWords } from '../language/numbers.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { phoneWords } from '../text/phone.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

export interface NoticeOrdersPage {
  frame: Frame
  orders: {
    title: string
    phone: string
    kind: string
    price: string
    ordered: string
    /** What became of it, or null while it waits for the money. */
    settled: string | null
    action: string
  }[]
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/notice-orders': NoticeOrdersPage
  }
}

const home = '/newsroom/notices/orders'

export async function noticeOrdersPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { language } = staff
  const { newsroom, board } = say(language)
  const texts = newsroom.notices
  const orders = await latestOrders(kit.db)
  render(res, language, 'newsroom/notice-orders', {
    frame: frame(req, staff, { title: texts.orders }),
    orders: orders.map(({ id, title, phone, kind, price, orderedAt, paidAt, calledOffAt, settledBy }) => ({
      title,
      phone: phoneWords(phone),
      kind: board.mine.orders[kind],
      price: board.tenge(numberWords(language, price)),
      ordered: momentWords(language, orderedAt),
      settled:
        paidAt !== null
          ? texts.paidBy(settledBy ?? '', momentWords(language, paidAt))
          : calledOffAt !== null
            ? texts.calledOffBy(settledBy ?? '')
            : null,
      action: `${home}/${id}`,
    })),
  })
}

export async function settleNow(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.notices
  const outcome = await settle(kit, staff, Number(req.params.id), formFields(req.body).deed === 'paid')
  leaveNotice(req, { words: outcome === 'done' ? texts.settled : texts.settledBefore })
  await leadTo(req, res, home)
}
