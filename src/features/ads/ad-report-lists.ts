import { zone } from '../../language/dates.js'
import { type Db, row, rows } from '../../platform/database.js'

export interface ReportedCampaign {
  name: string
  advertiser: string
  startsAt: Date
  endsAt: Date
  planned: number | null
}

export function reportedCampaign(db: Db, id: number): Promise<ReportedCampaign | undefined> {
  return row<ReportedCampaign>(
    db,
    `select g.name, a.name as advertiser, g.starts_at as "startsAt", g.ends_at as "endsAt", g.planned
     from campaigns g join advertisers a on a.id = g.advertiser_id where g.id = :id`,
    { id },
  )
}

/** One day in Almaty: clean counts, and raw ones with what was left out. */
export interface ReportDay {
  day: string
  shown: number
  seen: number
  clicks: number
  rawShown: number
  rawClicks: number
}

export function reportDays(db: Db, campaignId: number): Promise<ReportDay[]> {
  const sum = (condition: string) => `coalesce(sum(n) filter (where ${condition}), 0)::float8`
  return rows<ReportDay>(
    db,
    `select to_char(hour at time zone '${zone}', 'YYYY-MM-DD') as day,
       ${sum(`kind = 'shown'`)} as shown, ${sum(`kind = 'seen'`)} as seen, ${sum(`kind = 'click'`)} as clicks,
       ${sum(`kind like 'shown%'`)} as "rawShown", ${sum(`kind like 'click%'`)} as "rawClicks"
     from ad_counts where creative_id in (select id from creatives where campaign_id = :campaignId)
     group by 1 order by 1 limit 1000`,
    { campaignId },
  )
}

/** What was left out of a campaign's counts, by kind: `shown-bot`, `click-repeat`. */
export function leftOut(db: Db, campaignId: number): Promise<{ kind: string; n: number }[]> {
  return rows(
    db,
    `select kind, sum(n)::float8 as n from ad_counts
     where creative_id in (select id from creatives where campaign_id = :campaignId) and kind like '%-%'
     group by kind order by kind`,
    { campaignId },
  )
}
