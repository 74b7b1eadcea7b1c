import { type Db, row, run } from '../../platform/database.js'
import { randomToken, tokenHash } from '../../platform/secret.js'
import type { Role } from './right.js'

export interface Invitation {
  id: number
  role: Role
  /** How the inviting colleague called the invited one. */
  name: string
}

/** Keeps an invitation and gives the token of its link, which is nowhere else. `by` is null for the first account of all. */
export async function addInvitation(
  db: Db,
  invitation: { role: Role; name: string; by: number | null; now: Date; days: number },
): Promise<string> {
  const token = randomToken()
  await run(
    db,
    `insert into invitations (token_hash, role, name, made_by, made_at, ends_at)
     values (:hash, :role, :name, :by, :now, :endsAt)`,
    {
      hash: tokenHash(token),
      role: invitation.role,
      name: invitation.name,
      by: invitation.by,
      now: invitation.now,
      endsAt: new Date(invitation.now.getTime() + invitation.days * 86_400_000),
    },
  )
  return token
}

/** The invitation of a token, unless it was used or its time is over. */
export function findInvitation(db: Db, token: string, now: Date): Promise<Invitation | undefined> {
  return row<Invitation>(
    db,
    'select id, role, name from invitations where token_hash = :hash and used_at is null and ends_at > :now',
    { hash: tokenHash(token), now },
  )
}

/** True for exactly one of all who try at once; call it in the transaction that makes the account. */
export async function useInvitation(db: Db, id: number, accountId: number, now: Date): Promise<boolean> {
  return (
    (await run(
      db,
      'update invitations set used_by = :accountId, used_at = :now where id = :id and used_at is null and ends_at > :now',
      { id, accountId, now },
    )) === 1
  )
}

/** Links for the first account that nobody used: each start of an empty newsroom makes a new one. */
export async function forgetFirstInvitations(db: Db): Promise<void> {
  await run(db, 'delete from invitations where made_by is null and used_at is null')
}
