import { zone } from '../../language/dates.js'
import { type Db, plannedRows, row, rows, run } from '../../platform/database.js'
import type { Candidate } from './campaign.js'
import type { Placement } from './placement.js'

/** All that may be shown within the next day; dates, hours and readers decide about each at the moment. */
export function runningCandidates(db: Db, now: Date): Promise<Candidate[]> {
  return plannedRows<Candidate>(
    db,
    `select c.id as "creativeId", g.id as "campaignId", c.placement, g.is_house as "isHouse", g.starts_at as "startsAt",
       g.ends_at as "endsAt", g.hours, g.language, g.section_ids as "sectionIds", g.regions, g.device,
       g.weight, g.planned, g.cap_per_reader as "capPerReader", g.shown::float8 as shown
     from campaigns g join creatives c on c.campaign_id = g.id and c.removed_at is null
     where g.state = 'live' and g.ends_at > :now and g.starts_at < :now::timestamptz + interval '1 day'
     order by c.id limit 5000`,
    { now },
  )
}

/** A creative as its frame prints it. */
export interface ShownCreative {
  id: number
  campaignId: number
  placement: Placement
  /** Null for a document. */
  hash: string | null
  pictureWidth: number
  html: string | null
  altRu: string
  altKk: string
  target: string
  advertiser: string
  bin: string
}

/** Also one that was removed: a click on what was shown a minute ago still leads where it promised. */
export function findCreative(db: Db, id: number): Promise<ShownCreative | undefined> {
  return row<ShownCreative>(
    db,
    `select c.id, c.campaign_id as "campaignId", c.placement, p.hash, coalesce(p.width, 0) as "pictureWidth", c.html,
       c.alt_ru as "altRu", c.alt_kk as "altKk", c.target, a.name as advertiser, a.bin
     from creatives c join campaigns g on g.id = c.campaign_id join advertisers a on a.id = g.advertiser_id
     left join pictures p on p.id = c.picture_id where c.id = :id`,
    { id },
  )
}

export type AdDeed = 'shown' | 'seen' | 'click'
/** What was done, and what was left out of them by its reason: `shown-bot`, `click-repeat`. */
export type AdKind = `${AdDeed}${'' | '-bot' | '-staff' | '-prefetch' | '-repeat' | '-late' | '-crowd'}`

export interface AdCount {
  creativeId: number
  kind: AdKind
  n: number
}

/** Adds what was counted to the hour and to the campaigns, and how many frames were asked for, all in one statement. */
export async function addAdCounts(db: Db, counts: readonly AdCount[], asked: number, now: Date): Promise<void> {
  const inOrder = [...counts].sort((a, b) => a.creativeId - b.creativeId || (a.kind < b.kind ? -1 : 1))
  await rows(
    db,
    `with given as materialized (
       select c.id, c.campaign_id, g.kind, g.n
       from unnest(:ids::int[], :kinds::text[], :ns::int[]) as g(id, kind, n) join creatives c on c.id = g.id
     ),
     of_campaigns as (
       update campaigns set shown = shown + added.n
       from (select campaign_id, sum(n) as n from given where kind = 'shown' group by campaign_id) added
       where campaigns.id = added.campaign_id
     ),
     of_audience as (
       insert into ad_audience as kept (hour, n) select date_trunc('hour', :now::timestamptz), :asked::int where :asked::int > 0
       on conflict (hour) do update set n = kept.n + excluded.n
     )
     insert into ad_counts as kept (creative_id, hour, kind, n)
     select id, date_trunc('hour', :now::timestamptz), kind, n from given order by id, kind
     on conflict (creative_id, hour, kind) do update set n = kept.n + excluded.n`,
    {
      now,
      asked,
      ids: inOrder.map(({ creativeId }) => creativeId),
      kinds: inOrder.map(({ kind }) => kind),
      ns: inOrder.map(({ n }) => n),
    },
  )
}

const daysOfAudience = 14

/** How many frames readers asked for in each hour of the day, lately; every hour a little, so that a new night owl counts. */
export async function recentAudience(db: Db, now: Date): Promise<number[]> {
  const found = await rows<{ hour: number; n: number }>(
    db,
    `select extract(hour from hour at time zone '${zone}')::int as hour, sum(n)::float8 as n from ad_audience
     where hour > :now::timestamptz - interval '${daysOfAudience} days' group by 1`,
    { now },
  )
  const mean = found.reduce((sum, { n }) => sum + n, 0) / 24
  const counted = new Map(found.map(({ hour, n }) => [hour, n]))
  return Array.from({ length: 24 }, (_, hour) => (counted.get(hour) ?? 0) + mean / 20 + 1)
}

export async function forgetOldAudience(db: Db, now: Date): Promise<void> {
  await run(db, `delete from ad_audience where hour < :now::timestamptz - interval '60 days'`, { now })
}
