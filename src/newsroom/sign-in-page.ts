import type { Request, Response } from 'express'
import { z } from 'zod'
import { accountOfSignIn } from '../features/accounts/account-store.js'
import { isPassword, maxPassword } from '../features/accounts/password.js'
import type { Staff } from '../features/accounts/staff.js'
import { audit } from '../features/audit/audit-store.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { localPath } from '../web/local-path.js'
import { render } from '../web/render.js'
import { doorLanguage } from './door-language.js'
import { type Frame, frameAtTheDoor } from './frame.js'
import { addressOf, beginSession, endSession, staffOf } from './newsroom-session.js'

export interface SignInPage {
  frame: Frame
  signIn: string
  back: string
  fault: string | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/sign-in': SignInPage
  }
}

export async function signInPage(kit: Kit, req: Request, res: Response): Promise<void> {
  if (await staffOf(kit, req)) return res.redirect(303, backOf(req.query.back))
  show(req, res, { signIn: '', back: backOf(req.query.back), fault: null })
}

const form = z.object({
  signIn: z.string().max(200),
  password: z.string().max(maxPassword * 4),
  back: z.string().optional(),
})

export async function signIn(kit: Kit, req: Request, res: Response): Promise<void> {
  const read = form.safeParse(req.body)
  const { signIn = '', password = '', back } = read.success ? read.data : {}
  const account = await accountOfSignIn(kit.db, signIn)
  const isRight = await isPassword(account?.passwordHash, password)
  if (!account || !isRight || account.closedAt !== null) {
    const fault = say(doorLanguage(req)).newsroom.signIn.wrong
    return show(req, res, { signIn, back: backOf(back), fault }, 422)
  }
  await beginSession(req, account.id)
  await audit(kit.db, { ...account, address: addressOf(req) }, kit.clock.now(), {
    deed: 'account.sign-in',
    subject: `account:${account.id}`,
  })
  res.redirect(303, backOf(back))
}

export async function signOut(_kit: Kit, _staff: Staff, req: Request, res: Response): Promise<void> {
  await endSession(req)
  res.redirect(303, '/newsroom/sign-in')
}

function show(req: Request, res: Response, page: Omit<SignInPage, 'frame'>, status = 200): void {
  const language = doorLanguage(req)
  const frame = frameAtTheDoor(req, language, { title: say(language).newsroom.signIn.title })
  render(res, language, 'newsroom/sign-in', { frame, ...page }, { status })
}

/** Only to a page of the newsroom: a link that signs in and leads elsewhere is a trap. */
function backOf(wish: unknown): string {
  const path = localPath(wish)
  return path !== undefined && /^\/newsroom(?:[/?]|$)/.test(path) ? path : '/newsroom'
}
