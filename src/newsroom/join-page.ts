import type { Request, Response } from 'express'
import { z } from 'zod'
import { findInvitation } from '../features/accounts/invitation-store.js'
import { join } from '../features/accounts/joining.js'
import { maxPassword, passwordFault } from '../features/accounts/password.js'
import { audit } from '../features/audit/audit-store.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { LinkEnded } from '../web/errors.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { doorLanguage } from './door-language.js'
import { type Frame, frameAtTheDoor } from './frame.js'
import { addressOf, beginSession } from './newsroom-session.js'

export interface JoinPage {
  frame: Frame
  action: string
  role: string
  name: string
  signIn: string
  faults: { name: string | null; signIn: string | null; password: string | null }
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/join': JoinPage
  }
}

const noFaults = { name: null, signIn: null, password: null }

/** What an invitation's link opens: the form that makes an account. */
export async function joinForm(kit: Kit, req: Request, res: Response): Promise<void> {
  const { name } = await invitationOf(kit, req)
  await show(kit, req, res, { name, signIn: '', faults: noFaults })
}

const form = z.object({
  name: z.string().trim().min(1).max(100),
  signIn: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,99}$/u),
  password: z.string().max(maxPassword * 4),
})

export async function joinNow(kit: Kit, req: Request, res: Response): Promise<void> {
  const language = doorLanguage(req)
  const texts = say(language).newsroom.join
  await invitationOf(kit, req)
  const given = { name: '', signIn: '', password: '', ...formFields(req.body) }
  const read = form.safeParse(given)
  const wrong = read.success ? null : z.flattenError(read.error).fieldErrors
  const weak = passwordFault(String(given.password), [String(given.signIn), String(given.name)])
  const faults = {
    name: wrong?.name ? texts.nameFault : null,
    signIn: wrong?.signIn ? texts.signInFault : null,
    password: weak ? texts.passwordFaults[weak] : null,
  }
  const again = { name: String(given.name).slice(0, 200), signIn: String(given.signIn).slice(0, 200) }
  if (!read.success || weak) return show(kit, req, res, { ...again, faults }, 422)
  const made = await join(kit, String(req.params.token), { ...read.data, language })
  if (made === 'ended') throw new LinkEnded(texts.ended)
  if (made === 'taken') return show(kit, req, res, { ...again, faults: { ...noFaults, signIn: texts.taken } }, 422)
  await audit(kit.db, { id: made, name: read.data.name, address: addressOf(req) }, kit.clock.now(), {
    deed: 'account.join',
    subject: `account:${made}`,
  })
  await beginSession(req, made)
  res.redirect(303, '/newsroom')
}

async function invitationOf(kit: Kit, req: Request) {
  const invitation = await findInvitation(kit.db, String(req.params.token), kit.clock.now())
  if (!invitation) throw new LinkEnded(say(doorLanguage(req)).newsroom.join.ended)
  return invitation
}

async function show(
  kit: Kit,
  req: Request,
  res: Response,
  page: Pick<JoinPage, 'name' | 'signIn' | 'faults'>,
  status = 200,
): Promise<void> {
  const language = doorLanguage(req)
  const texts = say(language).newsroom
  const { role } = await invitationOf(kit, req)
  // The link opens one door once; nobody else shall read it from the browser's referrer.
  res.setHeader('Referrer-Policy', 'no-referrer')
  render(
    res,
    language,
    'newsroom/join',
    {
      frame: frameAtTheDoor(req, language, { title: texts.join.title }),
      action: req.originalUrl,
      role: texts.roles[role],
      ...page,
    },
    { status },
  )
}
