import type { Language } from '../../language/language.js'
import { type Db, row, rows, run } from '../../platform/database.js'
import type { Role } from './right.js'

export interface Account {
  id: number
  signIn: string
  name: string
  role: Role
  language: Language
  authorId: number | null
  passwordHash: string
  totpSecret: string | null
  /** Shortcuts of bare letters work for them. */
  singleKeys: boolean
  closedAt: Date | null
}

const columns = `a.id, a.sign_in as "signIn", a.name, a.role, a.language, a.author_id as "authorId",
  a.password_hash as "passwordHash", a.totp_secret as "totpSecret", a.single_keys as "singleKeys", a.closed_at as "closedAt"`

export function findAccount(db: Db, id: number): Promise<Account | undefined> {
  return row<Account>(db, `select ${columns} from accounts a where a.id = :id`, { id })
}

/** `signIn` as it was typed; its case does not count. */
export function accountOfSignIn(db: Db, signIn: string): Promise<Account | undefined> {
  return row<Account>(db, `select ${columns} from accounts a where a.sign_in = :signIn`, {
    signIn: plainSignIn(signIn),
  })
}

/** Everybody, also those whose account is closed. */
export function allAccounts(db: Db): Promise<Account[]> {
  return rows<Account>(db, `select ${columns} from accounts a order by a.closed_at is not null, a.name, a.id`)
}

export async function hasAccounts(db: Db): Promise<boolean> {
  return (await row(db, 'select 1 from accounts limit 1')) !== undefined
}

export interface NewAccount {
  signIn: string
  name: string
  role: Role
  language: Language
  passwordHash: string
}

/** The new account's id, or undefined when the sign-in name is taken. */
export async function addAccount(db: Db, account: NewAccount): Promise<number | undefined> {
  const added = await row<{ id: number }>(
    db,
    `insert into accounts (sign_in, name, role, language, password_hash)
     values (:signIn, :name, :role, :language, :passwordHash) on conflict (sign_in) do nothing returning id`,
    { ...account, signIn: plainSignIn(account.signIn) },
  )
  return added?.id
}

export async function setAccountLanguage(db: Db, id: number, language: Language): Promise<void> {
  await run(db, 'update accounts set language = :language where id = :id', { id, language })
}

export async function setSingleKeys(db: Db, id: number, singleKeys: boolean): Promise<void> {
  await run(db, 'update accounts set single_keys = :singleKeys where id = :id', { id, singleKeys })
}

export async function setPassword(db: Db, id: number, passwordHash: string): Promise<void> {
  await run(db, 'update accounts set password_hash = :passwordHash where id = :id', { id, passwordHash })
}

export async function setRole(db: Db, id: number, role: Role): Promise<void> {
  await run(db, 'update accounts set role = :role where id = :id', { id, role })
}

/** Closes an account, or with null opens it again: what it did keeps its name. */
export async function setClosed(db: Db, id: number, closedAt: Date | null): Promise<void> {
  await run(db, 'update accounts set closed_at = :closedAt where id = :id', { id, closedAt })
}

export async function setOwnWords(db: Db, id: number, words: { name: string; authorId: number | null }): Promise<void> {
  await run(db, 'update accounts set name = :name, author_id = :authorId where id = :id', { id, ...words })
}

/** How many open accounts have a role, locked so that two closings at once cannot leave none. */
export async function openAccountsOf(db: Db, role: Role): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    'select id from accounts where role = :role and closed_at is null order by id for update',
    { role },
  )
  return found.map(({ id }) => id)
}

export function plainSignIn(signIn: string): string {
  return signIn.normalize('NFKC').trim().toLowerCase()
}
