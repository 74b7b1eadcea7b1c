import type { Request, Response } from 'express'
import { findPasswordLink } from '../features/accounts/invitation-store.js'
import { choosePassword } from '../features/accounts/joining.js'
import { passwordFault } from '../features/accounts/password.js'
import { audit } from '../features/audit/audit-store.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { LinkEnded } from '../web/errors.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { doorLanguage } from './door-language.js'
import { type Frame, frameAtTheDoor } from './frame.js'
import { addressOf } from './newsroom-session.js'

export interface PasswordPage {
  frame: Frame
  action: string
  fault: string | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/password': PasswordPage
  }
}

/** What a link from a colleague opens for whoever forgot the password. */
export async function passwordForm(kit: Kit, req: Request, res: Response): Promise<void> {
  if (!(await findPasswordLink(kit.db, String(req.params.token), kit.clock.now()))) throw ended(req)
  show(req, res, null)
}

/** The new password opens the door as usual: a second step is still asked for. */
export async function setPasswordByLink(kit: Kit, req: Request, res: Response): Promise<void> {
  const password = String(formFields(req.body).password ?? '')
  const weak = passwordFault(password, [])
  if (weak) return show(req, res, say(doorLanguage(req)).newsroom.join.passwordFaults[weak], 422)
  const accountId = await choosePassword(kit, String(req.params.token), password)
  if (accountId === 'ended') throw ended(req)
  await audit(kit.db, { id: accountId, name: '', address: addressOf(req) }, kit.clock.now(), {
    deed: 'account.password',
    subject: `account:${accountId}`,
  })
  res.redirect(303, '/newsroom/sign-in')
}

const ended = (req: Request) => new LinkEnded(say(doorLanguage(req)).newsroom.join.ended)

function show(req: Request, res: Response, fault: string | null, status = 200): void {
  const language = doorLanguage(req)
  const frame = frameAtTheDoor(req, language, { title: say(language).newsroom.password.title })
  res.setHeader('Referrer-Policy', 'no-referrer')
  render(res, language, 'newsroom/password', { frame, action: req.originalUrl, fault }, { status })
}
