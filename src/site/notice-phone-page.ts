import type { Request, Response } from 'express'
import { noticeAddress } from '../features/board/notice.js'
import type { FloodGate } from '../features/spam/flood-gate.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { phoneWords } from '../text/phone.js'
import { render } from '../web/render.js'
import { noticeShell, visibleNotice } from './notice-page.js'
import type { Shell } from './shell.js'

export interface NoticePhonePage {
  shell: Shell
  back: string
  title: string
  firm: string
  phone: { href: string; words: string }
}

declare module '../web/views.js' {
  interface Views {
    'site/notice-phone': NoticePhonePage
  }
}

/** `/ad/12/phone`: the number, for whoever asked for this one. As JSON for the script that puts it in the button's place. */
export async function noticePhone(
  kit: Kit,
  _gate: FloodGate,
  language: Language,
  req: Request,
  res: Response,
): Promise<void> {
  const notice = await visibleNotice(kit, language, Number(req.params.id))
  const phone = { href: `tel:${notice.phone}`, words: phoneWords(notice.phone) }
  res.vary('Accept')
  if (req.accepts(['html', 'json']) === 'json') {
    res.json(phone)
    return
  }
  render(res, notice.language, 'site/notice-phone', {
    shell: await noticeShell(kit, req, notice, say(notice.language).board.phoneHeading, { isApart: true }),
    back: noticeAddress(notice),
    title: notice.title,
    firm: notice.firm,
    phone,
  })
}
