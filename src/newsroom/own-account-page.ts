import type { Request, Response } from 'express'
import { z } from 'zod'
import { type Account, findAccount, setOwnWords, setPassword } from '../features/accounts/account-store.js'
import { endPasswordLinks } from '../features/accounts/invitation-store.js'
import { newTotpSecret, stepOfCode, totpInvitation } from '../features/accounts/one-time-code.js'
import { hashPassword, isPassword, passwordFault } from '../features/accounts/password.js'
import { recoveryCodesLeft, renewRecoveryCodes, setTotpSecret } from '../features/accounts/second-step-store.js'
import type { Staff } from '../features/accounts/staff.js'
import { endSessions, openSessions } from '../features/accounts/staff-session-lists.js'
import { audit } from '../features/audit/audit-store.js'
import { allAuthors } from '../features/filing/filing-store.js'
import { type Moment, moment } from '../language/dates.js'
import { say } from '../language/say.js'
import { transaction } from '../platform/database.js'
import type { Kit } from '../platform/kit.js'
import type { SafeHtml } from '../text/safe-html.js'
import { NotFound } from '../web/errors.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { browserWords } from './browser-words.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'
import { limitsOf, tryOf } from './sign-in-page.js'
import { siteNameOf } from './site-name.js'

export interface OwnAccountPage {
  frame: Frame
  signIn: string
  name: string
  authors: { id: number; name: string; isChosen: boolean }[]
  secondStep: { isOn: boolean; codesLeft: string; mustBeOn: boolean }
  sessions: { key: string; browser: string; address: string; began: Moment; seen: Moment; isThis: boolean }[]
  faults: { name: string | null; password: string | null; current: string | null }
}

export interface SecondStepPage {
  frame: Frame
  /** Null once it is on. */
  invitation: { secret: string; svg: SafeHtml } | null
  /** Of the code that turns it on, or of the password for new recovery codes. */
  fault: string | null
  /** Shown once, right after they were made. */
  recoveryCodes: string[]
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/own-account': OwnAccountPage
    'newsroom/second-step': SecondStepPage
  }
}

declare module 'express-session' {
  interface SessionData {
    /** Offered as a drawing, not in force before its first code was shown. */
    offeredTotpSecret?: string
  }
}

const noFaults = { name: null, password: null, current: null }
const address = '/newsroom/me'

export function ownAccountPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  return show(kit, staff, req, res, noFaults)
}

const ownWords = z.object({
  name: z.string().trim().min(1).max(100),
  author: z.coerce.number().int().nonnegative().max(2_147_483_647),
})

export async function changeOwnWords(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom
  const read = ownWords.safeParse(req.body)
  if (!read.success) return show(kit, staff, req, res, { ...noFaults, name: texts.join.nameFault }, 422)
  const { name, author } = read.data
  const isKnown = (await allAuthors(kit.db, staff.language)).some(({ id }) => id === author)
  await setOwnWords(kit.db, staff.id, { name, authorId: isKnown ? author : null })
  leaveNotice(req, { words: texts.me.saved })
  await leadTo(req, res, address)
}

/** A new password ends every other session: whoever changes it may be putting somebody out. */
export async function changeOwnPassword(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom
  const { current, password } = formFields(req.body)
  const account = await own(kit, staff)
  const weak = passwordFault(String(password ?? ''), [account.signIn, account.name])
  const isOwner = await knowsPassword(kit, req, account, current)
  if (weak || !isOwner) {
    const faults = {
      ...noFaults,
      current: isOwner ? null : texts.me.currentFault,
      password: weak ? texts.join.passwordFaults[weak] : null,
    }
    return show(kit, staff, req, res, faults, 422)
  }
  const passwordHash = await hashPassword(String(password))
  const now = kit.clock.now()
  await transaction(kit.db, async (db) => {
    await setPassword(db, staff.id, passwordHash)
    await endPasswordLinks(db, staff.id, now)
    await endSessions(db, staff.id, { besides: req.sessionID }, now)
    await audit(db, staff, now, { deed: 'account.password', subject: `account:${staff.id}` })
  })
  leaveNotice(req, { words: texts.me.passwordSaved })
  await leadTo(req, res, address)
}

export async function endOwnSession(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { key } = formFields(req.body)
  const which = key === 'others' ? { besides: req.sessionID } : { key: String(key) }
  await endSessions(kit.db, staff.id, which, kit.clock.now())
  leaveNotice(req, { words: say(staff.language).newsroom.me.ended })
  await leadTo(req, res, address)
}

export async function secondStepPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  await showSecondStep(kit, staff, req, res, { fault: null, recoveryCodes: [] })
}

/** In force only when its first code was shown, so that nobody locks themselves out with a drawing that was not taken. */
export async function turnOnSecondStep(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { offeredTotpSecret: secret } = req.session
  const code = String(formFields(req.body).code ?? '')
  const now = kit.clock.now()
  const step = secret === undefined ? null : stepOfCode(secret, code, now)
  if (secret === undefined || step === null) {
    const fault = say(staff.language).newsroom.code.wrong
    return showSecondStep(kit, staff, req, res, { fault, recoveryCodes: [] }, 422)
  }
  const recoveryCodes = await transaction(kit.db, async (db) => {
    await setTotpSecret(db, staff.id, secret, step)
    await audit(db, staff, now, { deed: 'account.second-step-on', subject: `account:${staff.id}` })
    return renewRecoveryCodes(db, staff.id)
  })
  delete req.session.offeredTotpSecret
  await showSecondStep(kit, staff, req, res, { fault: null, recoveryCodes })
}

/** For the password once more: ten codes are ten ways in for whoever finds a session open on a desk. */
export async function renewCodes(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const account = await own(kit, staff)
  if (account.totpSecret === null) throw new NotFound('no second step')
  if (!(await knowsPassword(kit, req, account, formFields(req.body).current))) {
    const fault = say(staff.language).newsroom.me.currentFault
    return showSecondStep(kit, staff, req, res, { fault, recoveryCodes: [] }, 422)
  }
  const now = kit.clock.now()
  const recoveryCodes = await transaction(kit.db, async (db) => {
    await audit(db, staff, now, { deed: 'account.recovery-codes', subject: `account:${staff.id}` })
    return renewRecoveryCodes(db, staff.id)
  })
  await showSecondStep(kit, staff, req, res, { fault: null, recoveryCodes })
}

/** Asks for the password once more: a session left open on a desk must not take the lock off the door. */
export async function turnOffSecondStep(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { current } = formFields(req.body)
  const texts = say(staff.language).newsroom.me
  const account = await own(kit, staff)
  if (!(await knowsPassword(kit, req, account, current)))
    return show(kit, staff, req, res, { ...noFaults, current: texts.currentFault }, 422)
  const now = kit.clock.now()
  await transaction(kit.db, async (db) => {
    await setTotpSecret(db, staff.id, null, null)
    await audit(db, staff, now, { deed: 'account.second-step-off', subject: `account:${staff.id}` })
  })
  leaveNotice(req, { words: texts.secondStepIsOff })
  await leadTo(req, res, address)
}

/** Counted with the tries at the door, or an open session would be the place to guess at. */
async function knowsPassword(kit: Kit, req: Request, account: Account, typed: string | undefined): Promise<boolean> {
  const tried = await tryOf(kit, req, account.signIn, account.id)
  return limitsOf(kit).attempt(tried, () => isPassword(account.passwordHash, typed ?? ''))
}

async function own(kit: Kit, staff: Staff): Promise<Account> {
  const account = await findAccount(kit.db, staff.id)
  if (!account) throw new NotFound('no such account')
  return account
}

async function show(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  faults: OwnAccountPage['faults'],
  status = 200,
): Promise<void> {
  const { language } = staff
  const texts = say(language).newsroom.me
  const account = await own(kit, staff)
  const authors = await allAuthors(kit.db, language)
  const sessions = await openSessions(kit.db, staff.id, req.sessionID, kit.clock.now())
  render(
    res,
    language,
    'newsroom/own-account',
    {
      frame: frame(req, staff, { title: texts.title }),
      signIn: account.signIn,
      name: account.name,
      authors: authors.map((author) => ({ ...author, isChosen: author.id === account.authorId })),
      secondStep: {
        isOn: account.totpSecret !== null,
        codesLeft: texts.codesLeft(await recoveryCodesLeft(kit.db, staff.id)),
        mustBeOn: staff.owesSecondStep,
      },
      sessions: sessions.map((session) => ({
        key: session.key,
        browser: browserWords(session.userAgent) ?? texts.unknownBrowser,
        address: session.address,
        began: moment(language, session.beganAt),
        seen: moment(language, session.seenAt),
        isThis: session.isThis,
      })),
      faults,
    },
    { status },
  )
}

async function showSecondStep(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  page: Pick<SecondStepPage, 'fault' | 'recoveryCodes'>,
  status = 200,
): Promise<void> {
  const { totpSecret, signIn } = await own(kit, staff)
  let invitation: SecondStepPage['invitation'] = null
  if (totpSecret === null) {
    req.session.offeredTotpSecret ??= newTotpSecret()
    const secret = req.session.offeredTotpSecret
    const { svg } = totpInvitation(secret, siteNameOf(req, staff.language), signIn)
    // Drawn by us out of black and white squares.
    invitation = { secret: secret.replace(/(.{4})(?=.)/g, '$1 '), svg: svg as SafeHtml }
  }
  const title = say(staff.language).newsroom.me.secondStep
  render(
    res,
    staff.language,
    'newsroom/second-step',
    { frame: frame(req, staff, { title }), invitation, ...page },
    { status },
  )
}
