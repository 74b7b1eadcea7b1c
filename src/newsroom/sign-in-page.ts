import type { Request, Response } from 'express'
import { z } from 'zod'
import { type Account, accountOfSignIn, plainSignIn } from '../features/accounts/account-store.js'
import { isPassword, maxPassword } from '../features/accounts/password.js'
import { type SignInLimits, signInLimits, type Try } from '../features/accounts/sign-in-limits.js'
import type { Staff } from '../features/accounts/staff.js'
import { audit } from '../features/audit/audit-store.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { localPath } from '../web/local-path.js'
import { render } from '../web/render.js'
import { doorLanguage } from './door-language.js'
import { type Frame, frameAtTheDoor } from './frame.js'
import { deviceOf, rememberDevice } from './known-device.js'
import { addressOf, beginSession, endSession, oweCode, staffOf } from './newsroom-session.js'

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

/** The first step: a name and a password. Whoever has a second step owes a code then, and is not in yet. */
export async function signIn(kit: Kit, req: Request, res: Response): Promise<void> {
  const read = form.safeParse(req.body)
  const { signIn = '', password = '', back } = read.success ? read.data : {}
  const account = await accountOfSignIn(kit.db, signIn)
  const tried = await tryOf(kit, req, signIn, account?.id)
  const isRight = await limitsOf(kit).attempt(tried, async () => {
    const isKnown = await isPassword(account?.passwordHash, password)
    return isKnown && account?.closedAt === null
  })
  if (!account || !isRight) {
    const fault = say(doorLanguage(req)).newsroom.signIn.wrong
    return show(req, res, { signIn, back: backOf(back), fault }, 422)
  }
  if (account.totpSecret !== null) {
    await oweCode(req, account.id)
    return res.redirect(303, `/newsroom/code?back=${encodeURIComponent(backOf(back))}`)
  }
  await letIn(kit, req, res, account)
  res.redirect(303, backOf(back))
}

export async function signOut(_kit: Kit, _staff: Staff, req: Request, res: Response): Promise<void> {
  await endSession(req)
  res.redirect(303, '/newsroom/sign-in')
}

/** All that was asked has been shown. */
export async function letIn(kit: Kit, req: Request, res: Response, account: Account): Promise<void> {
  await beginSession(req, account.id)
  await rememberDevice(kit, res, account.id)
  await audit(kit.db, { ...account, address: addressOf(req) }, kit.clock.now(), {
    deed: 'account.sign-in',
    subject: `account:${account.id}`,
  })
}

const limits = new WeakMap<Kit, SignInLimits>()

export function limitsOf(kit: Kit): SignInLimits {
  const known = limits.get(kit) ?? signInLimits()
  limits.set(kit, known)
  return known
}

export async function tryOf(kit: Kit, req: Request, signIn: string, accountId: number | undefined): Promise<Try> {
  return {
    // By its name in one form, whether there is such an account or not: neither tells the other by how often it may be tried.
    account: accountId === undefined ? `name ${plainSignIn(signIn)}` : `id ${accountId}`,
    address: addressOf(req),
    device: await deviceOf(kit, req, accountId),
  }
}

/** Only to a page of the newsroom: a link that signs in and leads elsewhere is a trap. */
export function backOf(wish: unknown): string {
  const path = localPath(wish)
  return path !== undefined && /^\/newsroom(?:[/?]|$)/.test(path) ? path : '/newsroom'
}

function show(req: Request, res: Response, page: Omit<SignInPage, 'frame'>, status = 200): void {
  const language = doorLanguage(req)
  const frame = frameAtTheDoor(req, language, { title: say(language).newsroom.signIn.title })
  render(res, language, 'newsroom/sign-in', { frame, ...page }, { status })
}
