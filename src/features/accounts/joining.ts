import type { Language } from '../../language/language.js'
import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { addAccount, hasAccounts } from './account-store.js'
import { addInvitation, findInvitation, forgetFirstInvitations, useInvitation } from './invitation-store.js'
import { hashPassword } from './password.js'

const daysOfTheFirst = 7

/** The path of a link that makes the first account, or undefined when there is one already. Older links for it end. */
export function firstInvitation(kit: Kit): Promise<string | undefined> {
  return transaction(kit.db, async (db) => {
    if (await hasAccounts(db)) return undefined
    await forgetFirstInvitations(db)
    const now = kit.clock.now()
    return invitationAddress(await addInvitation(db, { role: 'chief', name: '', by: null, now, days: daysOfTheFirst }))
  })
}

export function invitationAddress(token: string): string {
  return `/newsroom/join/${token}`
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
