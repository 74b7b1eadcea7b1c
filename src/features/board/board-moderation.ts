import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import type { Deed } from '../audit/deed.js'
import { boardSettingsOf } from './board-settings.js'
import { decideNotice } from './moderation-lists.js'
import { boardTags, dayInMilliseconds, type Refusal } from './notice.js'
import { findOrder, highlightNotice, raiseNotice, settleOrder } from './order-store.js'

export type Decision = { deed: 'release' } | { deed: 'refuse'; as: Refusal } | { deed: 'look again' }

/**
 * The newsroom's word about a notice as it was when it was looked at: `stale` when its owner or a colleague changed it since.
 * A release gives a notice that never stood on the board, or is past its time, all its days.
 */
export async function decide(
  kit: Kit,
  staff: Staff,
  { id, version }: { id: number; version: number },
  decision: Decision,
): Promise<'done' | 'stale'> {
  demand(staff, 'board.moderate')
  const now = kit.clock.now()
  const { days } = await boardSettingsOf(kit)
  const isDone = await transaction(kit.db, async (db) => {
    const title = await decideNotice(db, {
      id,
      version,
      state: decision.deed === 'release' ? 'shown' : decision.deed === 'refuse' ? 'refused' : 'waiting',
      refusedAs: decision.deed === 'refuse' ? decision.as : null,
      endsAt: new Date(now.getTime() + days * dayInMilliseconds),
      now,
      by: staff.name,
    })
    if (title === undefined) return false
    const after = { title, ...(decision.deed === 'refuse' && { as: decision.as }) }
    const deed: Deed = decision.deed === 'look again' ? 'notice.reconsider' : `notice.${decision.deed}`
    await audit(db, staff, now, { deed, subject: `notice:${id}`, after })
    return true
  })
  if (!isDone) return 'stale'
  await kit.changes.announce([boardTags.board, boardTags.notice(id)])
  return 'done'
}

/** Paid: what was ordered happens at once. Called off: nothing does. `stale` when a colleague settled it before. */
export async function settle(kit: Kit, staff: Staff, id: number, isPaid: boolean): Promise<'done' | 'stale'> {
  demand(staff, 'board.moderate')
  const now = kit.clock.now()
  const { highlightDays } = await boardSettingsOf(kit)
  const order = await findOrder(kit.db, id)
  if (!order) return 'stale'
  const { noticeId, kind, price } = order
  const isDone = await transaction(kit.db, async (db) => {
    if (!(await settleOrder(db, { id, isPaid, now, by: staff.name }))) return false
    if (isPaid && kind === 'raise') await raiseNotice(db, noticeId, now)
    if (isPaid && kind === 'highlight') await highlightNotice(db, noticeId, highlightDays, now)
    await audit(db, staff, now, {
      deed: isPaid ? 'notice.paid' : 'notice.called-off',
      subject: `notice:${noticeId}`,
      after: { kind, price },
    })
    return true
  })
  if (isDone) await kit.changes.announce([boardTags.board, boardTags.notice(noticeId)])
  return isDone ? 'done' : 'stale'
}
