import { type Db, run } from '../../platform/database.js'

/** Takes contacts from writers who were last seen before, and origins from comments written before. */
export async function dropContacts(db: Db, before: Date): Promise<void> {
  await run(
    db,
    `update comment_writers set contact = null, contact_kind = null, confirmed_at = null where contact is not null and last_seen_at < :before`,
    { before },
  )
  await run(
    db,
    'update comments set address_hash = null, network_hash = null where network_hash is not null and written_at < :before',
    { before },
  )
  await run(
    db,
    `delete from comment_writers w where last_seen_at < :before and (banned_until is null or banned_until < :before)
       and not exists (select 1 from comments c where c.writer_id = w.id)`,
    { before },
  )
}

/** What served its time: votes whose voters nobody could tell apart any more, and links and codes that are over. */
export async function dropSpent(db: Db, before: Date): Promise<void> {
  await run(db, 'delete from comment_votes where voted_at < :before', { before })
  await run(db, 'delete from comment_confirmations where ends_at < :before', { before })
  await run(db, `delete from comments where state = 'unconfirmed' and written_at < :before`, { before })
}
