import { type SessionData, Store } from 'express-session'
import { type Db, row, run } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { tokenHash } from '../../platform/secret.js'

declare module 'express-session' {
  interface SessionData {
    /** Absent while only the first of two steps is done. */
    accountId?: number
    /** Who has shown the password and still owes a one-time code. */
    owingCodeId?: number
    userAgent?: string
    address?: string
    /** Told once, on the next page. */
    notice?: Notice
  }
}

/** What a deed left to say on the page it leads to, and the form that undoes it. */
export interface Notice {
  words: string
  undo?: { action: string; fields: Record<string, string> }
}

/** A week without a visit ends a session; every visit moves the end. */
export const sessionSeconds = 7 * 86_400
const secondsBetweenTouches = 60

/** express-session's store upon our database, which keeps only hashes of what browsers hold. */
export class SessionStore extends Store {
  constructor(private readonly kit: Kit) {
    super()
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    readSession(this.kit.db, id, this.kit.clock.now()).then((session) => done(null, session), done)
  }

  override set(id: string, session: SessionData, done: (error?: unknown) => void = () => {}): void {
    writeSession(this.kit.db, id, session, this.kit.clock.now()).then(() => done(), done)
  }

  override destroy(id: string, done: (error?: unknown) => void = () => {}): void {
    endSession(this.kit.db, id, this.kit.clock.now()).then(() => done(), done)
  }

  /** Most visits follow within a minute, and need no writing. */
  override touch(id: string, _session: SessionData, done: (error?: unknown) => void = () => {}): void {
    touchSession(this.kit.db, id, this.kit.clock.now()).then(() => done(), done)
  }
}

async function readSession(db: Db, id: string, now: Date): Promise<SessionData | null> {
  const found = await row<{ data: string }>(
    db,
    'select data from staff_sessions where id_hash = :hash and ends_at > :now',
    { hash: tokenHash(id), now },
  )
  return found ? (JSON.parse(found.data) as SessionData) : null
}

/** An ended session stays for a day, so that a request that was under way when it ended does not bring it back. */
async function writeSession(db: Db, id: string, session: SessionData, now: Date): Promise<void> {
  await run(
    db,
    `insert into staff_sessions (id_hash, account_id, data, user_agent, address, began_at, seen_at, ends_at)
     values (:hash, :accountId, :data, :userAgent, :address, :now, :now, :endsAt)
     on conflict (id_hash) do update
       set account_id = excluded.account_id, data = excluded.data, seen_at = :now, ends_at = :endsAt
       where staff_sessions.ends_at > :now`,
    {
      hash: tokenHash(id),
      accountId: session.accountId ?? null,
      data: JSON.stringify(session),
      userAgent: session.userAgent ?? '',
      address: session.address ?? '',
      now,
      endsAt: endOf(now),
    },
  )
}

async function touchSession(db: Db, id: string, now: Date): Promise<void> {
  await run(
    db,
    'update staff_sessions set seen_at = :now, ends_at = :endsAt where id_hash = :hash and seen_at < :before and ends_at > :now',
    { hash: tokenHash(id), now, endsAt: endOf(now), before: new Date(now.getTime() - secondsBetweenTouches * 1000) },
  )
}

async function endSession(db: Db, id: string, now: Date): Promise<void> {
  await run(db, 'update staff_sessions set ends_at = :now where id_hash = :hash', { hash: tokenHash(id), now })
}

export async function forgetEndedSessions(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 86_400_000)
  await run(db, 'delete from staff_sessions where ends_at <= :before', { before })
}

function endOf(now: Date): Date {
  return new Date(now.getTime() + sessionSeconds * 1000)
}
