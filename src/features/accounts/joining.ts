import type { Language } from '../../language/language.js'
import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { addAccount, hasAccounts, setPassword } from './account-store.js'
import {
  addInvitation,
  endPasswordLinks,
  findInvitation,
  findPasswordLink,
  forgetFirstInvitations,
  useInvitation,
} from './invitation-store.js'
import { hashPassword } from './password.js'
import type { Role } from './right.js'
import { endSessions } from './staff-session-lists.js'

const daysOfTheFirst = 7

/** The path of a link that makes the first account, or undefined when there is one already. Older links for it end. */
export function firstInvitation(kit: Kit): Promise<string | undefined> {
  return transaction(kit.db, async (db) => {
    if (await hasAccounts(db)) return undefined
    await forgetFirstInvitations(db)
    const now = kit.clock.now()
    const { token } = await addInvitation(db, { role: 'chief', name: '', by: null, now, days: daysOfTheFirst })
    return invitationAddress(token)
  })
}

/**
 * The path of a link from whoever can reach the operator's terminal, and so owns the site anyway. Only the first account is a chief's
 * without anybody saying so; for every other a right must be meant, and where none is, the answer is undefined.
 */
export async function invitationFromTerminal(kit: Kit, name: string, wanted?: Role): Promise<string | undefined> {
  const role = wanted ?? ((await hasAccounts(kit.db)) ? undefined : 'chief')
  if (role === undefined) return undefined
  const { token } = await addInvitation(kit.db, { role, name, by: null, now: kit.clock.now(), days: daysOfTheFirst })
  return invitationAddress(token)
}

export function invitationAddress(token: string): string {
  return `/newsroom/join/${token}`
}

/** The path of a link that lets an account choose a new password. */
export function passwordLinkAddress(token: string): string {
  return `/newsroom/password/${token}`
}

export interface Joining {
  signIn: string
  name: string
  language: Language
  password: string
}

/** Makes the account that an invitation promises, once. Gives its id, or why there is none. */
export async function join(kit: Kit, token: string, joining: Joining): Promise<number | 'ended' | 'taken'> {
  const passwordHash = await hashPassword(joining.password)
  return transaction(kit.db, async (db) => {
    const now = kit.clock.now()
    const invitation = await findInvitation(db, token, now)
    if (!invitation) return 'ended'
    const { signIn, name, language } = joining
    const id = await addAccount(db, { signIn, name, language, role: invitation.role, passwordHash })
    if (id === undefined) return 'taken'
    if (!(await useInvitation(db, invitation.id, id, now))) throw new Error('an invitation was used twice')
    return id
  })
}

/** Sets the password that a link lets choose, once, and ends every session of the account. Gives its id. */
export async function choosePassword(kit: Kit, token: string, password: string): Promise<number | 'ended'> {
  const passwordHash = await hashPassword(password)
  return transaction(kit.db, async (db) => {
    const now = kit.clock.now()
    const link = await findPasswordLink(db, token, now)
    if (!link || !(await useInvitation(db, link.id, link.accountId, now))) return 'ended'
    await setPassword(db, link.accountId, passwordHash)
    await endPasswordLinks(db, link.accountId, now)
    await endSessions(db, link.accountId, 'all', now)
    return link.accountId
  })
}
