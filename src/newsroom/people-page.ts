import type { Request, Response } from 'express'
import { z } from 'zod'
import { allAccounts } from '../features/accounts/account-store.js'
import { openInvitations } from '../features/accounts/invitation-store.js'
import { type Role, roles } from '../features/accounts/right.js'
import { securitySettings } from '../features/accounts/security-settings.js'
import type { Staff } from '../features/accounts/staff.js'
import { audit } from '../features/audit/audit-store.js'
import { holdSettings, readSettings, settingsTag, writeSettings } from '../features/settings/setting-store.js'
import {
  changeRole,
  closeAccount,
  forgetSecondStep,
  invite,
  LastChief,
  passwordLink,
  reopenAccount,
  takeBack,
} from '../features/staffing/staffing.js'
import { type Moment, moment } from '../language/dates.js'
import { say } from '../language/say.js'
import { transaction } from '../platform/database.js'
import type { Kit } from '../platform/kit.js'
import { BadRequest, NotFound } from '../web/errors.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

export interface PeoplePage {
  frame: Frame
  people: {
    id: number
    name: string
    signIn: string
    role: Role
    hasSecondStep: boolean
    isClosed: boolean
    isSelf: boolean
  }[]
  roles: { value: Role; name: string; words: string; needsSecondStep: boolean }[]
  invitations: { id: number; name: string; role: string; madeBy: string; ends: Moment }[]
  /** A link that was just made, told this once. */
  link: { words: string; address: string } | null
  invited: { name: string; fault: string | null }
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/people': PeoplePage
  }
}

const address = '/newsroom/staff'

export function peoplePage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  return show(kit, staff, req, res)
}

const invitation = z.object({ name: z.string().trim().min(1).max(100), role: z.enum(roles) })

/** The link stands on the page that answers, once: no e-mail is needed, and none can be read by others. */
export async function inviteColleague(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.people
  const read = invitation.safeParse(req.body)
  if (!read.success) return show(kit, staff, req, res, { invited: { name: '', fault: texts.nameFault } }, 422)
  const path = await invite(kit, staff, read.data)
  await show(kit, staff, req, res, {
    link: { words: texts.invitationMade(read.data.name), address: kit.origin + path },
  })
}

export async function takeBackInvitation(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  await takeBack(kit, staff, Number(req.params.id))
  leaveNotice(req, { words: say(staff.language).newsroom.people.takenBack })
  await leadTo(req, res, address)
}

export async function changeColleague(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.people
  const id = Number(req.params.id)
  const { deed, role } = formFields(req.body)
  const account = (await allAccounts(kit.db)).find((each) => each.id === id)
  if (!account) throw new NotFound('no such account')
  try {
    switch (deed) {
      case 'role': {
        const wanted = z.enum(roles).safeParse(role)
        if (!wanted.success) throw new BadRequest('no such role')
        await changeRole(kit, staff, id, wanted.data)
        leaveNotice(req, {
          words: texts.roleChanged(account.name, say(staff.language).newsroom.roles[wanted.data]),
          undo: { action: `${address}/${id}`, fields: { deed: 'role', role: account.role } },
        })
        break
      }
      case 'close':
        await closeAccount(kit, staff, id)
        leaveNotice(req, {
          words: texts.closed(account.name),
          undo: { action: `${address}/${id}`, fields: { deed: 'reopen' } },
        })
        break
      case 'reopen':
        await reopenAccount(kit, staff, id)
        leaveNotice(req, { words: texts.reopened(account.name) })
        break
      case 'forget-second-step':
        await forgetSecondStep(kit, staff, id)
        leaveNotice(req, { words: texts.secondStepForgotten(account.name) })
        break
      case 'password-link': {
        const path = await passwordLink(kit, staff, id)
        const link = { words: texts.passwordLinkMade(account.name), address: kit.origin + path }
        return show(kit, staff, req, res, { link })
      }
      default:
        throw new BadRequest('no such deed')
    }
  } catch (error) {
    if (!(error instanceof LastChief)) throw error
    leaveNotice(req, { words: texts.lastChief })
  }
  await leadTo(req, res, address)
}

export async function changeSecurity(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const given = [(req.body as Record<string, unknown> | undefined)?.roles ?? []].flat()
  const after = { rolesWithSecondStep: roles.filter((role) => given.includes(role)) }
  const now = kit.clock.now()
  await transaction(kit.db, async (db) => {
    const before = await holdSettings(db, securitySettings)
    await writeSettings(db, securitySettings, after, now)
    await audit(db, staff, now, { deed: 'settings.change', subject: 'settings:security', before, after })
  })
  await kit.changes.announce([settingsTag('security')])
  leaveNotice(req, { words: say(staff.language).newsroom.people.securitySaved })
  await leadTo(req, res, address)
}

async function show(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  told: Partial<Pick<PeoplePage, 'link' | 'invited'>> = {},
  status = 200,
): Promise<void> {
  const { language } = staff
  const texts = say(language).newsroom
  const accounts = await allAccounts(kit.db)
  const invitations = await openInvitations(kit.db, kit.clock.now())
  const { rolesWithSecondStep } = await readSettings(kit.db, securitySettings)
  render(
    res,
    language,
    'newsroom/people',
    {
      frame: frame(req, staff, { title: texts.menu.people }),
      people: accounts.map(({ id, name, signIn, role, totpSecret, closedAt }) => ({
        id,
        name,
        signIn,
        role,
        hasSecondStep: totpSecret !== null,
        isClosed: closedAt !== null,
        isSelf: id === staff.id,
      })),
      roles: roles.map((value) => ({
        value,
        name: texts.roles[value],
        words: texts.people.roleWords[value],
        needsSecondStep: rolesWithSecondStep.includes(value),
      })),
      invitations: invitations.map(({ id, name, role, madeBy, endsAt }) => ({
        id,
        name,
        role: texts.roles[role],
        madeBy,
        ends: moment(language, endsAt),
      })),
      link: null,
      invited: { name: '', fault: null },
      ...told,
    },
    { status },
  )
}
