import { type Db, run, transaction } from '../../platform/database.js'
import type { ReportReason } from './comment.js'

export interface Report {
  commentId: number
  reporter: string
  reason: ReportReason
  words: string
  now: Date
}

/** A reader's complaint, once a reader and comment. False when it is not shown, or was reported by them before. */
export async function report(db: Db, given: Report): Promise<boolean> {
  return transaction(db, async (db) => {
    const added = await run(
      db,
      `insert into comment_reports (comment_id, reporter, reason, words, reported_at)
       select id, :reporter, :reason, :words, :now from comments where id = :commentId and state = 'shown'
       on conflict do nothing`,
      { ...given },
    )
    if (added === 1)
      await run(db, 'update comments set reports = reports + 1 where id = :commentId', { commentId: given.commentId })
    return added === 1
  })
}
