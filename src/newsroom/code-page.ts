import type { Request, Response } from 'express'
import { type Account, findAccount } from '../features/accounts/account-store.js'
import { stepOfCode } from '../features/accounts/one-time-code.js'
import { useRecoveryCode, useStep } from '../features/accounts/second-step-store.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { type Frame, frameAtTheDoor } from './frame.js'
import { backOf, letIn, limitsOf, tryOf } from './sign-in-page.js'

export interface CodePage {
  frame: Frame
  back: string
  fault: string | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/code': CodePage
  }
}

/** The second step: six digits from the phone, or a recovery code. */
export async function codePage(kit: Kit, req: Request, res: Response): Promise<void> {
  const account = await owing(kit, req)
  if (!account) return res.redirect(303, '/newsroom/sign-in')
  show(req, res, account, { back: backOf(req.query.back), fault: null })
}

export async function showCode(kit: Kit, req: Request, res: Response): Promise<void> {
  const account = await owing(kit, req)
  if (!account) return res.redirect(303, '/newsroom/sign-in')
  const { code, back } = formFields(req.body)
  const tried = await tryOf(kit, req, account.signIn, account.id)
  const isRight = () => isCode(kit, account, String(code ?? '').slice(0, 40))
  if (!(await limitsOf(kit).attempt(tried, isRight))) {
    const fault = say(account.language).newsroom.code.wrong
    return show(req, res, account, { back: backOf(back), fault }, 422)
  }
  await letIn(kit, req, res, account)
  res.redirect(303, backOf(back))
}

/** Who has shown the password in this session. */
async function owing(kit: Kit, req: Request): Promise<Account | undefined> {
  const { owingCodeId } = req.session
  const account = owingCodeId === undefined ? undefined : await findAccount(kit.db, owingCodeId)
  return account?.closedAt === null && account.totpSecret !== null ? account : undefined
}

async function isCode(kit: Kit, account: Account, code: string): Promise<boolean> {
  const now = kit.clock.now()
  const step = stepOfCode(account.totpSecret ?? '', code, now)
  return step === null ? useRecoveryCode(kit.db, account.id, code, now) : useStep(kit.db, account.id, step)
}

function show(req: Request, res: Response, { language }: Account, page: Omit<CodePage, 'frame'>, status = 200): void {
  const frame = frameAtTheDoor(req, language, { title: say(language).newsroom.code.title })
  render(res, language, 'newsroom/code', { frame, ...page }, { status })
}
