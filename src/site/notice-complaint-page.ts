import type { Request, Response } from 'express'
import { complain } from '../features/board/complaint-store.js'
import { complaintReasons, noticeAddress } from '../features/board/notice.js'
import type { FloodGate } from '../features/spam/flood-gate.js'
import { voterOf } from '../features/spam/origin.js'
import { type Language, localAddress } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { oneLine } from '../text/safe-html.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { noticeShell, visibleNotice } from './notice-page.js'
import type { Shell } from './shell.js'

export interface NoticeComplaintPage {
  shell: Shell
  action: string
  back: string
  title: string
  reasons: { value: string; words: string }[]
  words: string
  fault: string | null
  isDone: boolean
}

declare module '../web/views.js' {
  interface Views {
    'site/notice-complaint': NoticeComplaintPage
  }
}

/** `/ad/12/complaint`: why a reader thinks that a notice should not stand there. */
export async function complaintPage(
  kit: Kit,
  _gate: FloodGate,
  pageLanguage: Language,
  req: Request,
  res: Response,
): Promise<void> {
  await show(kit, pageLanguage, req, res, { words: '', fault: null, isDone: false })
}

export async function sendComplaint(
  kit: Kit,
  _gate: FloodGate,
  pageLanguage: Language,
  req: Request,
  res: Response,
): Promise<void> {
  const { reason, words = '' } = formFields(req.body)
  const said = oneLine(words, 500)
  const chosen = complaintReasons.find((each) => each === reason)
  if (!chosen) return show(kit, pageLanguage, req, res, { words: said, fault: 'fault', isDone: false })
  const { voter } = await voterOf(kit, req.ip ?? '', req.get('user-agent') ?? '')
  // Whether they complained before is nobody's business: the answer is the same.
  await complain(kit.db, {
    noticeId: Number(req.params.id),
    complainer: voter,
    reason: chosen,
    words: said,
    now: kit.clock.now(),
  })
  await show(kit, pageLanguage, req, res, { words: '', fault: null, isDone: true })
}

async function show(
  kit: Kit,
  pageLanguage: Language,
  req: Request,
  res: Response,
  { words, fault, isDone }: { words: string; fault: 'fault' | null; isDone: boolean },
): Promise<void> {
  const notice = await visibleNotice(kit, pageLanguage, Number(req.params.id))
  const { language, id } = notice
  const texts = say(language).board.complaint
  render(
    res,
    language,
    'site/notice-complaint',
    {
      shell: await noticeShell(kit, req, notice, texts.heading, { isApart: true }),
      action: localAddress(language, `/ad/${id}/complaint`),
      back: noticeAddress(notice),
      title: notice.title,
      reasons: complaintReasons.map((value) => ({ value, words: texts.reasons[value] })),
      words,
      fault: fault && texts[fault],
      isDone,
    },
    { status: fault === null ? 200 : 422 },
  )
}
