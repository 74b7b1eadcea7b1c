import { type Db, rows, run } from '../../platform/database.js'
import { tokenHash } from '../../platform/secret.js'

export interface OpenSession {
  /** Names the session to its owner; it opens nothing. */
  key: string
  userAgent: string
  address: string
  beganAt: Date
  seenAt: Date
  isThis: boolean
}

/** Where somebody is signed in now, the last seen first. `sessionId` is the one that asks. */
export async function openSessions(db: Db, accountId: number, sessionId: string, now: Date): Promise<OpenSession[]> {
  const found = await rows<Omit<OpenSession, 'isThis'>>(
    db,
    `select id_hash as key, user_agent as "userAgent", address, began_at as "beganAt", seen_at as "seenAt"
     from staff_sessions where account_id = :accountId and ends_at > :now order by seen_at desc, id_hash limit 50`,
    { accountId, now },
  )
  const own = tokenHash(sessionId)
  return found.map((session) => ({ ...session, isThis: session.key === own }))
}

/** Ends one session of an account, or with `besides` all but that one, or all. */
export async function endSessions(
  db: Db,
  accountId: number,
  which: { key: string } | { besides: string } | 'all',
  now: Date,
): Promise<number> {
  const [where, key] =
    which === 'all'
      ? ['true', '']
      : 'key' in which
        ? ['id_hash = :key', which.key]
        : ['id_hash <> :key', tokenHash(which.besides)]
  return run(
    db,
    `update staff_sessions set ends_at = :now where account_id = :accountId and ends_at > :now and ${where}`,
    { accountId, now, ...(which !== 'all' && { key }) },
  )
}
