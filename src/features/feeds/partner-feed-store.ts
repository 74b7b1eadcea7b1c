import type { Language } from '../../language/language.js'
import { type Db, row, rows, run } from '../../platform/database.js'
import type { FeedKind } from '../filing/feed-address.js'
import type { FilingKind } from '../filing/filed-under.js'
import type { FeedRights } from './feed-story.js'

export interface PartnerFeed {
  id: number
  name: string
  language: Language
  kind: FeedKind
  filingKind: FilingKind | null
  filingId: number | null
  /** Of the list's slug; null for the whole portal, or when the list is gone. */
  filingSlug: string | null
  rights: FeedRights
  onlyWhole: boolean
  withPictures: boolean
  stories: number
  hours: number | null
  isClosed: boolean
  askedAt: Date | null
  askedTimes: number
}

const columns = `f.id, f.name, f.language, f.kind, f.filing_kind as "filingKind", f.filing_id as "filingId",
  case f.filing_kind
    when 'section' then (select slug from sections where id = f.filing_id)
    when 'region' then (select slug from regions where id = f.filing_id)
    when 'tag' then (select slug from tags where id = f.filing_id)
    when 'author' then (select slug from authors where id = f.filing_id)
    when 'source' then (select slug from sources where id = f.filing_id)
  end as "filingSlug",
  f.rights, f.only_whole as "onlyWhole", f.with_pictures as "withPictures", f.stories::int as stories, f.hours,
  f.closed_at is not null as "isClosed", f.asked_at as "askedAt", f.asked_times::float8 as "askedTimes"`

export async function partnerFeeds(db: Db): Promise<PartnerFeed[]> {
  return rows<PartnerFeed>(db, `select ${columns} from partner_feeds f order by f.closed_at is not null, f.name, f.id`)
}

/** The feed that a token opens, and notes that it was asked for. */
export async function openPartnerFeed(db: Db, tokenHash: string, now: Date): Promise<PartnerFeed | undefined> {
  return row<PartnerFeed>(
    db,
    `update partner_feeds f set asked_at = :now, asked_times = f.asked_times + 1
     where f.token_hash = :tokenHash and f.closed_at is null returning ${columns}`,
    { tokenHash, now },
  )
}

export interface ArrivingPartnerFeed
  extends Pick<
    PartnerFeed,
    | 'name'
    | 'language'
    | 'kind'
    | 'filingKind'
    | 'filingId'
    | 'rights'
    | 'onlyWhole'
    | 'withPictures'
    | 'stories'
    | 'hours'
  > {
  tokenHash: string
  now: Date
}

export async function insertPartnerFeed(db: Db, feed: ArrivingPartnerFeed): Promise<number> {
  const {
    name,
    language,
    kind,
    filingKind,
    filingId,
    rights,
    onlyWhole,
    withPictures,
    stories,
    hours,
    tokenHash,
    now,
  } = feed
  const stored = await row<{ id: number }>(
    db,
    `insert into partner_feeds (name, token_hash, language, kind, filing_kind, filing_id, rights, only_whole, with_pictures, stories, hours, made_at)
     values (:name, :tokenHash, :language, :kind, :filingKind, :filingId, :rights, :onlyWhole, :withPictures, :stories, :hours, :now)
     returning id`,
    { name, tokenHash, language, kind, filingKind, filingId, rights, onlyWhole, withPictures, stories, hours, now },
  )
  if (!stored) throw new Error('an insert without its row')
  return stored.id
}

export async function renewToken(db: Db, id: number, tokenHash: string): Promise<boolean> {
  return (await run(db, 'update partner_feeds set token_hash = :tokenHash where id = :id', { id, tokenHash })) === 1
}

/** A closed feed answers nobody and can be opened again. False when there is no such feed. */
export async function closePartnerFeed(db: Db, id: number, closedAt: Date | null): Promise<boolean> {
  return (await run(db, 'update partner_feeds set closed_at = :closedAt where id = :id', { id, closedAt })) === 1
}
