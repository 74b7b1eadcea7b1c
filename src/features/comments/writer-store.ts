import { type Db, row, run } from '../../platform/database.js'
import { randomToken, tokenHash } from '../../platform/secret.js'
import type { Identity } from './comment-settings.js'

export interface Writer {
  id: number
  name: string
  contactKind: Exclude<Identity, 'name'> | null
  contact: string | null
  confirmedAt: Date | null
  released: number
  refused: number
  bannedUntil: Date | null
}

const columns = `id, name, contact_kind as "contactKind", contact, confirmed_at as "confirmedAt", released, refused, banned_until as "bannedUntil"`

export async function writerOfToken(db: Db, token: string | undefined): Promise<Writer | undefined> {
  if (token === undefined) return undefined
  return row<Writer>(db, `select ${columns} from comment_writers where token_hash = :hash`, { hash: tokenHash(token) })
}

export async function findWriter(db: Db, id: number): Promise<Writer | undefined> {
  return row<Writer>(db, `select ${columns} from comment_writers where id = :id`, { id })
}

/** A writer and the token for their cookie, which is kept nowhere else. */
export async function addWriter(
  db: Db,
  { name, contactKind, contact, now }: Pick<Writer, 'name' | 'contactKind' | 'contact'> & { now: Date },
): Promise<{ writer: Writer; token: string }> {
  const token = randomToken()
  const writer = await row<Writer>(
    db,
    `insert into comment_writers (name, token_hash, contact_kind, contact, first_seen_at, last_seen_at)
     values (:name, :hash, :contactKind, :contact, :now, :now) returning ${columns}`,
    { name, hash: tokenHash(token), contactKind, contact, now },
  )
  if (!writer) throw new Error('an insert without its row')
  return { writer, token }
}

export async function seeWriter(db: Db, id: number, name: string, now: Date): Promise<void> {
  await run(db, 'update comment_writers set name = :name, last_seen_at = :now where id = :id', { id, name, now })
}

export async function confirmWriter(db: Db, id: number, now: Date): Promise<void> {
  await run(db, 'update comment_writers set confirmed_at = :now where id = :id', { id, now })
}

/** True when somebody with this contact is banned, under whatever name or cookie. */
export async function isContactBanned(db: Db, kind: string, contact: string, now: Date): Promise<boolean> {
  return (
    (await row(
      db,
      'select 1 from comment_writers where contact_kind = :kind and contact = :contact and banned_until > :now limit 1',
      { kind, contact, now },
    )) !== undefined
  )
}

/** Adds to what moderators made of a writer's comments. */
export async function addTrust(db: Db, id: number, change: { released: number; refused: number }): Promise<void> {
  await run(
    db,
    `update comment_writers set released = greatest(0, released + :released), refused = greatest(0, refused + :refused) where id = :id`,
    { id, ...change },
  )
}

export async function banWriter(db: Db, id: number, until: Date | null): Promise<number> {
  return run(db, 'update comment_writers set banned_until = :until where id = :id', { id, until })
}
