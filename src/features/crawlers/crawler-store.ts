import { type Db, rows, run } from '../../platform/database.js'

export const crawlerPurposes = ['search', 'user', 'training'] as const
export type CrawlerPurpose = (typeof crawlerPurposes)[number]

/** A program that reads the portal, and what is decided for it. */
export interface Crawler {
  agent: string
  purpose: CrawlerPurpose
  /** Null: as its purpose. */
  own: boolean | null
  isAllowed: boolean
}

export const crawlerAgentPattern = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}$/

export async function crawlers(db: Db): Promise<Crawler[]> {
  return rows<Crawler>(
    db,
    `select c.agent, c.purpose, c.is_allowed as own, coalesce(c.is_allowed, p.is_allowed) as "isAllowed"
     from crawlers c join crawler_purposes p using (purpose) order by purpose, lower(agent)`,
  )
}

export async function crawlerPurposeRules(db: Db): Promise<Record<CrawlerPurpose, boolean>> {
  const found = await rows<{ purpose: CrawlerPurpose; isAllowed: boolean }>(
    db,
    'select purpose, is_allowed as "isAllowed" from crawler_purposes',
  )
  const rules = { search: true, user: true, training: false }
  for (const { purpose, isAllowed } of found) rules[purpose] = isAllowed
  return rules
}

export async function allowPurpose(db: Db, purpose: CrawlerPurpose, isAllowed: boolean): Promise<void> {
  await run(db, 'update crawler_purposes set is_allowed = :isAllowed where purpose = :purpose', { purpose, isAllowed })
}

/** Adds a program or changes what is decided for it. */
export async function putCrawler(
  db: Db,
  { agent, purpose, own }: Pick<Crawler, 'agent' | 'purpose' | 'own'>,
): Promise<void> {
  await run(
    db,
    `insert into crawlers (agent, purpose, is_allowed) values (:agent, :purpose, :own)
     on conflict (agent) do update set purpose = excluded.purpose, is_allowed = excluded.is_allowed`,
    { agent, purpose, own },
  )
}
