import { type Db, row, run } from '../../platform/database.js'
import type { Staff } from '../accounts/staff.js'
import type { Deed } from './deed.js'

export interface AuditEntry {
  deed: Deed
  /** What it was done to: `article:42`, `settings:site`. */
  subject: string
  /** Only what changed, and never a password, a code or a token. */
  before?: unknown
  after?: unknown
}

/** Writes down a deed; call it in the deed's own transaction, so that neither is without the other. Gives the line's id. */
export async function audit(
  db: Db,
  staff: Pick<Staff, 'id' | 'name' | 'address'> | null,
  now: Date,
  { deed, subject, before, after }: AuditEntry,
): Promise<number> {
  const line = await row<{ id: number }>(
    db,
    `insert into audit (at, account_id, account_name, deed, subject, before, after, address)
     values (:now, :id, :name, :deed, :subject, :before::jsonb, :after::jsonb, :address) returning id::float8 as id`,
    {
      now,
      id: staff?.id ?? null,
      name: staff?.name ?? '',
      deed,
      subject,
      before: before === undefined ? null : JSON.stringify(before),
      after: after === undefined ? null : JSON.stringify(after),
      address: staff?.address ?? '',
    },
  )
  return line?.id ?? 0
}

/** What the clock did to many things at once. */
export async function auditMany(db: Db, now: Date, deed: Deed, subjects: readonly string[]): Promise<void> {
  await run(
    db,
    `insert into audit (at, account_name, deed, subject)
     select :now, '', :deed, given.subject from unnest(:subjects::text[]) as given (subject)`,
    { now, deed, subjects },
  )
}
