import { type Db, row, rows, run } from '../../platform/database.js'
import { randomToken, tokenHash } from '../../platform/secret.js'
import type { Role } from './right.js'

export interface Invitation {
  id: number
  role: Role
  /** How the inviting colleague called the invited one. */
  name: string
}

export interface NewInvitation {
  role: Role
  name: string
  /** Null for the first account of all, and from the operator's terminal. */
  by: number | null
  now: Date
  days: number
  /** Whose password it lets choose anew; absent, it makes an account. */
  forAccount?: number
}

/** Keeps an invitation and gives the token of its link, which is nowhere else. */
export async function addInvitation(
  db: Db,
  { role, name, by, now, days, forAccount }: NewInvitation,
): Promise<{ id: number; token: string }> {
  const token = randomToken()
  const added = await row<{ id: number }>(
    db,
    `insert into invitations (token_hash, role, name, made_by, made_at, ends_at, for_account)
     values (:hash, :role, :name, :by, :now, :endsAt, :forAccount) returning id`,
    {
      hash: tokenHash(token),
      role,
      name,
      by,
      now,
      endsAt: new Date(now.getTime() + days * 86_400_000),
      forAccount: forAccount ?? null,
    },
  )
  if (!added) throw new Error('an insert without its row')
  return { id: added.id, token }
}

/** A newer link, or a password that was chosen, ends all that were made before. */
export async function endPasswordLinks(db: Db, accountId: number, now: Date): Promise<void> {
  await run(db, `update invitations set ends_at = :now where for_account = :accountId and ${isOpen}`, {
    accountId,
    now,
  })
}

const isOpen = 'used_at is null and ends_at > :now'

/** What the token's link makes an account from, unless it was used or its time is over. */
export function findInvitation(db: Db, token: string, now: Date): Promise<Invitation | undefined> {
  return row<Invitation>(
    db,
    `select id, role, name from invitations where token_hash = :hash and for_account is null and ${isOpen}`,
    { hash: tokenHash(token), now },
  )
}

/** Whose password the token's link lets choose anew. */
export function findPasswordLink(
  db: Db,
  token: string,
  now: Date,
): Promise<{ id: number; accountId: number } | undefined> {
  return row(
    db,
    `select id, for_account as "accountId" from invitations
     where token_hash = :hash and for_account is not null and ${isOpen}`,
    { hash: tokenHash(token), now },
  )
}

export interface OpenInvitation extends Invitation {
  madeBy: string
  endsAt: Date
}

/** Invitations for new colleagues that nobody used yet. */
export function openInvitations(db: Db, now: Date): Promise<OpenInvitation[]> {
  return rows<OpenInvitation>(
    db,
    `select i.id, i.role, i.name, coalesce(a.name, '') as "madeBy", i.ends_at as "endsAt"
     from invitations i left join accounts a on a.id = i.made_by
     where i.for_account is null and i.used_at is null and i.ends_at > :now order by i.ends_at, i.id limit 100`,
    { now },
  )
}

/** Ends an invitation that nobody used. False when there is none. */
export async function takeBackInvitation(db: Db, id: number, now: Date): Promise<boolean> {
  return (await run(db, `update invitations set ends_at = :now where id = :id and ${isOpen}`, { id, now })) === 1
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
