import { type Db, row, rows, run } from '../../platform/database.js'
import type { Conditions } from '../../platform/outside.js'

/** How a fetcher has done so far. */
export interface FetchState {
  fetcher: string
  lastAttemptAt: Date
  lastSuccessAt: Date | null
  lastFailureAt: Date | null
  lastFailureReason: string | null
  notBefore: Date | null
  etag: string | null
  lastModified: string | null
  circuit: string | null
}

const columns = `
  fetcher, last_attempt_at as "lastAttemptAt", last_success_at as "lastSuccessAt", last_failure_at as "lastFailureAt",
  last_failure_reason as "lastFailureReason", not_before as "notBefore", etag, last_modified as "lastModified", circuit`

export function findFetch(db: Db, fetcher: string): Promise<FetchState | undefined> {
  return row<FetchState>(db, `select ${columns} from fetches where fetcher = :fetcher`, { fetcher })
}

export function allFetches(db: Db): Promise<FetchState[]> {
  return rows<FetchState>(db, `select ${columns} from fetches order by fetcher`)
}

interface Success extends Conditions {
  at: Date
  notBefore: Date | null
  circuit: string
  /** Nothing has changed: what the last whole answer said of itself still holds. */
  isUnchanged: boolean
}

export async function recordSuccess(db: Db, fetcher: string, success: Success): Promise<void> {
  const { at, notBefore, circuit, isUnchanged, etag = null, lastModified = null } = success
  await run(
    db,
    `insert into fetches (fetcher, last_attempt_at, last_success_at, not_before, etag, last_modified, circuit)
     values (:fetcher, :at, :at, :notBefore, :etag, :lastModified, :circuit)
     on conflict (fetcher) do update set
       last_attempt_at = excluded.last_attempt_at, last_success_at = excluded.last_success_at,
       not_before = excluded.not_before, circuit = excluded.circuit,
       etag = case when :isUnchanged then fetches.etag else excluded.etag end,
       last_modified = case when :isUnchanged then fetches.last_modified else excluded.last_modified end`,
    { fetcher, at, notBefore, circuit, isUnchanged, etag, lastModified },
  )
}

interface Failure {
  at: Date
  reason: string
  notBefore: Date | null
  circuit: string
}

export async function recordFailure(db: Db, fetcher: string, failure: Failure): Promise<void> {
  await run(
    db,
    `insert into fetches (fetcher, last_attempt_at, last_failure_at, last_failure_reason, not_before, circuit)
     values (:fetcher, :at, :at, :reason, :notBefore, :circuit)
     on conflict (fetcher) do update set
       last_attempt_at = excluded.last_attempt_at, last_failure_at = excluded.last_failure_at,
       last_failure_reason = excluded.last_failure_reason, not_before = excluded.not_before, circuit = excluded.circuit`,
    { fetcher, ...failure },
  )
}
