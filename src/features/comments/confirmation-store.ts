import { type Db, row, rows, run } from '../../platform/database.js'

export interface Confirmation {
  id: number
  writerId: number
  secretHash: string
  tries: number
  sentAt: Date
  endsAt: Date
}

const columns = `id, writer_id as "writerId", secret_hash as "secretHash", tries, sent_at as "sentAt", ends_at as "endsAt"`

export async function addConfirmation(
  db: Db,
  confirmation: { writerId: number; secretHash: string; now: Date; endsAt: Date },
): Promise<void> {
  await run(
    db,
    `insert into comment_confirmations (writer_id, secret_hash, sent_at, ends_at) values (:writerId, :secretHash, :now, :endsAt)`,
    confirmation,
  )
}

/** How many messages went to a contact since, under whatever name, and to everybody. */
export async function countSent(
  db: Db,
  { kind, contact, since }: { kind: string; contact: string; since: Date },
): Promise<{ count: number; last: Date | null }> {
  const found = await row<{ count: number; last: Date | null }>(
    db,
    `select count(*)::int as count, max(c.sent_at) as last from comment_confirmations c join comment_writers w on w.id = c.writer_id
     where w.contact_kind = :kind and w.contact = :contact and c.sent_at > :since`,
    { kind, contact, since },
  )
  return found ?? { count: 0, last: null }
}

/** By the hash of a link's secret; a used or ended one is not found. */
export async function openConfirmation(db: Db, secretHash: string, now: Date): Promise<Confirmation | undefined> {
  return row<Confirmation>(
    db,
    `select ${columns} from comment_confirmations where secret_hash = :secretHash and used_at is null and ends_at > :now`,
    { secretHash, now },
  )
}

/** Counts a try at a writer's newest code and gives it; undefined when there is none that still can be tried. */
export async function tryConfirmation(
  db: Db,
  writerId: number,
  most: number,
  now: Date,
): Promise<Confirmation | undefined> {
  return row<Confirmation>(
    db,
    `update comment_confirmations set tries = tries + 1
     where id = (select id from comment_confirmations where writer_id = :writerId order by id desc limit 1)
       and used_at is null and ends_at > :now and tries < :most returning ${columns}`,
    { writerId, most, now },
  )
}

/** False when somebody used it a moment before. */
export async function takeConfirmation(db: Db, id: number, now: Date): Promise<boolean> {
  return (
    (await run(db, 'update comment_confirmations set used_at = :now where id = :id and used_at is null', {
      id,
      now,
    })) === 1
  )
}

/** What a writer's confirmation sets free. */
export async function unconfirmedOf(
  db: Db,
  writerId: number,
): Promise<{ id: number; articleId: number; risk: number; mode: string | null }[]> {
  return rows(
    db,
    `select c.id, c.article_id as "articleId", c.risk, t.mode from comments c left join article_talk t on t.article_id = c.article_id
     where c.writer_id = :writerId and c.state = 'unconfirmed' order by c.id for update of c`,
    { writerId },
  )
}

export async function settleComment(db: Db, id: number, state: 'waiting' | 'shown'): Promise<void> {
  await run(db, 'update comments set state = :state, version = version + 1 where id = :id', { id, state })
}
