import { type Db, transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { Forbidden, NotFound } from '../../web/errors.js'
import { type Account, findAccount, openAccountsOf, setClosed, setRole } from '../accounts/account-store.js'
import { addInvitation, endPasswordLinks, takeBackInvitation } from '../accounts/invitation-store.js'
import { invitationAddress, passwordLinkAddress } from '../accounts/joining.js'
import type { Role } from '../accounts/right.js'
import { setTotpSecret } from '../accounts/second-step-store.js'
import { demand, type Staff } from '../accounts/staff.js'
import { endSessions } from '../accounts/staff-session-lists.js'
import { audit } from '../audit/audit-store.js'

const daysOfAnInvitation = 7
const daysOfAPasswordLink = 1

/** The newsroom must always have one who may let others in. */
export class LastChief extends Forbidden {
  override name = 'LastChief'
}

/** The path of a link that makes one account; it is told once and kept nowhere. */
export function invite(kit: Kit, staff: Staff, { role, name }: { role: Role; name: string }): Promise<string> {
  return deed(kit, staff, async (db, now) => {
    const { id, token } = await addInvitation(db, { role, name, by: staff.id, now, days: daysOfAnInvitation })
    await audit(db, staff, now, { deed: 'staff.invite', subject: `invitation:${id}`, after: { role, name } })
    return invitationAddress(token)
  })
}

/** False when it was used or ended before. */
export function takeBack(kit: Kit, staff: Staff, invitationId: number): Promise<boolean> {
  return deed(kit, staff, async (db, now) => {
    if (!(await takeBackInvitation(db, invitationId, now))) return false
    await audit(db, staff, now, { deed: 'staff.take-back', subject: `invitation:${invitationId}` })
    return true
  })
}

/** Throws LastChief when nobody else could let people in afterwards. */
export function changeRole(kit: Kit, staff: Staff, accountId: number, role: Role): Promise<void> {
  return deed(kit, staff, async (db, now) => {
    const account = await known(db, accountId)
    if (account.role === role) return
    if (account.role === 'chief') await leaveAChief(db, account)
    await setRole(db, accountId, role)
    await audit(db, staff, now, {
      deed: 'staff.role',
      subject: `account:${accountId}`,
      before: { role: account.role },
      after: { role },
    })
  })
}

/** A closed account is signed out everywhere and cannot come in; its name stays on what it did. */
export function closeAccount(kit: Kit, staff: Staff, accountId: number): Promise<void> {
  return deed(kit, staff, async (db, now) => {
    const account = await known(db, accountId)
    if (account.closedAt !== null) return
    if (account.role === 'chief') await leaveAChief(db, account)
    await setClosed(db, accountId, now)
    await endSessions(db, accountId, 'all', now)
    await audit(db, staff, now, { deed: 'staff.close', subject: `account:${accountId}` })
  })
}

export function reopenAccount(kit: Kit, staff: Staff, accountId: number): Promise<void> {
  return deed(kit, staff, async (db, now) => {
    await known(db, accountId)
    await setClosed(db, accountId, null)
    await audit(db, staff, now, { deed: 'staff.reopen', subject: `account:${accountId}` })
  })
}

/** For whoever forgot the password: the path of a link that lets them choose another, within a day. */
export function passwordLink(kit: Kit, staff: Staff, accountId: number): Promise<string> {
  return deed(kit, staff, async (db, now) => {
    const { role, name } = await known(db, accountId)
    await endPasswordLinks(db, accountId, now)
    const { token } = await addInvitation(db, {
      role,
      name,
      by: staff.id,
      now,
      days: daysOfAPasswordLink,
      forAccount: accountId,
    })
    await audit(db, staff, now, { deed: 'staff.password-link', subject: `account:${accountId}` })
    return passwordLinkAddress(token)
  })
}

/** For whoever lost the phone and the recovery codes. */
export function forgetSecondStep(kit: Kit, staff: Staff, accountId: number): Promise<void> {
  return deed(kit, staff, async (db, now) => {
    await known(db, accountId)
    await setTotpSecret(db, accountId, null, null)
    await audit(db, staff, now, { deed: 'staff.second-step-off', subject: `account:${accountId}` })
  })
}

function deed<T>(kit: Kit, staff: Staff, work: (db: Db, now: Date) => Promise<T>): Promise<T> {
  demand(staff, 'staff.manage')
  return transaction(kit.db, (db) => work(db, kit.clock.now()))
}

async function known(db: Db, id: number): Promise<Account> {
  const account = await findAccount(db, id)
  if (!account) throw new NotFound('no such account')
  return account
}

async function leaveAChief(db: Db, account: Account): Promise<void> {
  const chiefs = await openAccountsOf(db, 'chief')
  if (chiefs.every((id) => id === account.id)) throw new LastChief('the last chief editor')
}
