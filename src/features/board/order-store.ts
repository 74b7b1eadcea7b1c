import { type Db, row, rows, run } from '../../platform/database.js'
import type { OrderKind } from './notice.js'

/** A raise or a highlight that a notice's owner asked for. */
export interface Order {
  id: number
  noticeId: number
  kind: OrderKind
  /** Tenge, as its owner was told. */
  price: number
  orderedAt: Date
  paidAt: Date | null
}

const columns = 'id, notice_id as "noticeId", kind, price, ordered_at as "orderedAt", paid_at as "paidAt"'

/** What a notice's owner still has to pay for. */
export function openOrders(db: Db, noticeId: number): Promise<Order[]> {
  return rows(
    db,
    `select ${columns} from notice_orders where notice_id = :noticeId and paid_at is null and called_off_at is null order by id`,
    { noticeId },
  )
}

/** One open order of a kind at a time: asked for twice it is one. */
export async function addOrder(
  db: Db,
  order: { noticeId: number; kind: OrderKind; price: number; now: Date },
): Promise<void> {
  await run(
    db,
    `insert into notice_orders (notice_id, kind, price, ordered_at) values (:noticeId, :kind, :price, :now) on conflict do nothing`,
    order,
  )
}

export function findOrder(db: Db, id: number): Promise<Order | undefined> {
  return row(db, `select ${columns} from notice_orders where id = :id`, { id })
}

/** False when it was settled before. */
export async function settleOrder(
  db: Db,
  { id, isPaid, now, by }: { id: number; isPaid: boolean; now: Date; by: string },
): Promise<boolean> {
  const changed = await run(
    db,
    `update notice_orders set ${isPaid ? 'paid_at' : 'called_off_at'} = :now, settled_by = :by
     where id = :id and paid_at is null and called_off_at is null`,
    { id, now, by },
  )
  return changed === 1
}

/** What was paid for: to the top of the board, or another colour for some days more. */
export async function raiseNotice(db: Db, id: number, now: Date): Promise<void> {
  await run(db, 'update notices set raised_at = :now, version = version + 1 where id = :id', { id, now })
}

export async function highlightNotice(db: Db, id: number, days: number, now: Date): Promise<void> {
  await run(
    db,
    `update notices set highlighted_until = greatest(coalesce(highlighted_until, :now), :now) + :days * interval '1 day',
       version = version + 1 where id = :id`,
    { id, days, now },
  )
}

export interface OrderLine extends Order {
  title: string
  phone: string
  calledOffAt: Date | null
  settledBy: string | null
}

/** Open ones first, then those settled lately. */
export function latestOrders(db: Db): Promise<OrderLine[]> {
  return rows(
    db,
    `select o.id, o.notice_id as "noticeId", o.kind, o.price, o.ordered_at as "orderedAt", o.paid_at as "paidAt",
       o.called_off_at as "calledOffAt", o.settled_by as "settledBy", n.title, n.phone
     from notice_orders o join notices n on n.id = o.notice_id
     order by (o.paid_at is null and o.called_off_at is null) desc, o.id desc limit 100`,
  )
}
