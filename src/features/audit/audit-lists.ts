import { type Db, row, rows } from '../../platform/database.js'
import type { Deed } from './deed.js'

export interface AuditLine {
  id: number
  at: Date
  accountId: number | null
  accountName: string
  deed: string
  subject: string
  before: unknown
  after: unknown
  address: string
}

export interface AuditWish {
  accountId?: number
  /** A whole deed, `article.publish`, or its first part, `article`. */
  deed?: string
  subject?: string
  from?: Date
  until?: Date
}

const columns =
  'id::float8 as id, at, account_id as "accountId", account_name as "accountName", deed, subject, before, after, address'

/** One line of that deed: what was done can be undone by what stands there. */
export function auditLine(db: Db, id: number, deed: Deed): Promise<AuditLine | undefined> {
  return row<AuditLine>(db, `select ${columns} from audit where id = :id and deed = :deed`, { id, deed })
}

/** Newest first, from the line before `beforeId`; walked along the key, however long the log has grown. */
export function auditLines(
  db: Db,
  { accountId, deed, subject, from, until }: AuditWish,
  { beforeId, limit }: { beforeId?: number; limit: number },
): Promise<AuditLine[]> {
  const conditions = [
    beforeId !== undefined && 'id < :beforeId',
    accountId !== undefined && 'account_id = :accountId',
    deed && `(deed = :deed or deed like :deed || '.%')`,
    subject && 'subject = :subject',
    from && 'at >= :from',
    until && 'at < :until',
  ].filter((each) => typeof each === 'string' && each !== '')
  return rows<AuditLine>(
    db,
    `select ${columns}
     from audit ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''} order by id desc limit :limit`,
    {
      limit,
      ...(beforeId !== undefined && { beforeId }),
      ...(accountId !== undefined && { accountId }),
      ...(deed && { deed }),
      ...(subject && { subject }),
      ...(from && { from }),
      ...(until && { until }),
    },
  )
}
