import type { Language } from '../../language/language.js'
import { type Db, row, rows, run } from '../../platform/database.js'
import type { Device } from './campaign.js'
import type { Placement } from './placement.js'

/** A campaign as the newsroom keeps it. */
export interface Campaign {
  id: number
  advertiser: string
  bin: string
  name: string
  isHouse: boolean
  state: 'live' | 'paused'
  startsAt: Date
  endsAt: Date
  hours: string | null
  language: Language | null
  sectionIds: number[]
  regions: string[]
  device: Device | null
  weight: number
  planned: number | null
  capPerReader: number | null
  shown: number
}

const columns = `g.id, a.name as advertiser, a.bin, g.name, g.is_house as "isHouse", g.state, g.starts_at as "startsAt",
  g.ends_at as "endsAt", g.hours, g.language, g.section_ids as "sectionIds", g.regions, g.device, g.weight, g.planned,
  g.cap_per_reader as "capPerReader", g.shown::float8 as shown`
const joined = 'campaigns g join advertisers a on a.id = g.advertiser_id'

/** Those that run or will run first, then the ended ones, the latest first. */
export function listCampaigns(db: Db, now: Date): Promise<Campaign[]> {
  return rows<Campaign>(
    db,
    `select ${columns} from ${joined} order by g.ends_at <= :now, g.ends_at desc, g.id desc limit 500`,
    { now },
  )
}

export function findCampaign(db: Db, id: number): Promise<Campaign | undefined> {
  return row<Campaign>(db, `select ${columns} from ${joined} where g.id = :id`, { id })
}

export type CampaignValues = Omit<Campaign, 'id' | 'shown' | 'state'>

const values = ({ sectionIds, regions, ...campaign }: CampaignValues) => ({
  ...campaign,
  sectionIds: `{${sectionIds.join()}}`,
  regions: [...regions],
})

const fields = {
  name: ':name',
  is_house: ':isHouse',
  starts_at: ':startsAt',
  ends_at: ':endsAt',
  hours: ':hours',
  language: ':language',
  section_ids: ':sectionIds::int[]',
  regions: ':regions::text[]',
  device: ':device',
  weight: ':weight',
  planned: ':planned',
  cap_per_reader: ':capPerReader',
}

export async function addCampaign(db: Db, campaign: CampaignValues): Promise<number> {
  const advertiserId = await putAdvertiser(db, campaign)
  const added = await row<{ id: number }>(
    db,
    `insert into campaigns (advertiser_id, ${Object.keys(fields).join(', ')})
     values (:advertiserId, ${Object.values(fields).join(', ')}) returning id`,
    { ...values(campaign), advertiserId },
  )
  if (!added) throw new Error('an insert without its row')
  return added.id
}

export async function changeCampaign(db: Db, id: number, campaign: CampaignValues): Promise<void> {
  const advertiserId = await putAdvertiser(db, campaign)
  const set = Object.entries(fields).map(([column, value]) => `${column} = ${value}`)
  await run(db, `update campaigns set advertiser_id = :advertiserId, ${set.join(', ')} where id = :id`, {
    ...values(campaign),
    advertiserId,
    id,
  })
}

async function putAdvertiser(db: Db, { advertiser, bin }: CampaignValues): Promise<number> {
  const found = await row<{ id: number }>(
    db,
    `insert into advertisers (name, bin) values (:advertiser, :bin)
     on conflict (name) do update set bin = excluded.bin returning id`,
    { advertiser, bin },
  )
  return found?.id ?? 0
}

export async function setCampaignState(db: Db, id: number, state: Campaign['state']): Promise<void> {
  await run(db, 'update campaigns set state = :state where id = :id', { id, state })
}

export interface KeptCreative {
  id: number
  placement: Placement
  hash: string | null
  hasDocument: boolean
  altRu: string
  altKk: string
  target: string
}

export function creativesOf(db: Db, campaignId: number): Promise<KeptCreative[]> {
  return rows<KeptCreative>(
    db,
    `select c.id, c.placement, p.hash, c.html is not null as "hasDocument", c.alt_ru as "altRu", c.alt_kk as "altKk", c.target
     from creatives c left join pictures p on p.id = c.picture_id
     where c.campaign_id = :campaignId and c.removed_at is null order by c.id`,
    { campaignId },
  )
}

export interface CreativeValues {
  placement: Placement
  pictureId: number | null
  html: string | null
  altRu: string
  altKk: string
  target: string
}

export async function addCreative(db: Db, campaignId: number, creative: CreativeValues): Promise<number> {
  const added = await row<{ id: number }>(
    db,
    `insert into creatives (campaign_id, placement, picture_id, html, alt_ru, alt_kk, target)
     values (:campaignId, :placement, :pictureId, :html, :altRu, :altKk, :target) returning id`,
    { ...creative, campaignId },
  )
  if (!added) throw new Error('an insert without its row')
  return added.id
}

/** It stays in the tables of what was shown, and so do its counts. Null puts it back. */
export async function setCreativeRemoved(
  db: Db,
  campaignId: number,
  id: number,
  removedAt: Date | null,
): Promise<boolean> {
  const changed = await run(
    db,
    'update creatives set removed_at = :removedAt where id = :id and campaign_id = :campaignId',
    { id, campaignId, removedAt },
  )
  return changed === 1
}
