import { type Db, run, transaction } from '../../platform/database.js'
import type { ComplaintReason } from './notice.js'

export interface Complaint {
  noticeId: number
  complainer: string
  reason: ComplaintReason
  words: string
  now: Date
}

/** A reader's complaint, once a reader and notice. False when it is not on the board, or they complained before. */
export async function complain(db: Db, given: Complaint): Promise<boolean> {
  return transaction(db, async (db) => {
    const added = await run(
      db,
      `insert into notice_complaints (notice_id, complainer, reason, words, complained_at)
       select id, :complainer, :reason, :words, :now from notices where id = :noticeId and state = 'shown'
       on conflict do nothing`,
      { ...given },
    )
    if (added === 1)
      await run(db, 'update notices set complaints = complaints + 1 where id = :noticeId', { noticeId: given.noticeId })
    return added === 1
  })
}
