import { type Db, transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { NotFound } from '../../web/errors.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import { filingTag } from '../filing/filing-keeping.js'
import { holdSettings, settingsTag, writeSettings } from '../settings/setting-store.js'
import { adsTag } from './ad-board.js'
import { type AdSettings, adSettings } from './ad-settings.js'
import {
  addCampaign,
  addCreative,
  type Campaign,
  type CampaignValues,
  type CreativeValues,
  changeCampaign,
  findCampaign,
  setCampaignState,
  setCreativeRemoved,
} from './campaign-store.js'

/** Adds a campaign, paused, or changes the one with that id. */
export function keepCampaign(kit: Kit, staff: Staff, id: number | null, campaign: CampaignValues): Promise<number> {
  return deed(kit, staff, async (db, now) => {
    const before = id === null ? undefined : await known(db, id)
    const keptId = id ?? (await addCampaign(db, campaign))
    if (id !== null) await changeCampaign(db, id, campaign)
    const verb = id === null ? 'add' : 'change'
    await audit(db, staff, now, { deed: `campaign.${verb}`, subject: `campaign:${keptId}`, before, after: campaign })
    return keptId
  })
}

export function setRunning(kit: Kit, staff: Staff, id: number, state: Campaign['state']): Promise<void> {
  return deed(kit, staff, async (db, now) => {
    const { state: before } = await known(db, id)
    await setCampaignState(db, id, state)
    await audit(db, staff, now, {
      deed: state === 'live' ? 'campaign.start' : 'campaign.pause',
      subject: `campaign:${id}`,
      before: { state: before },
      after: { state },
    })
  })
}

export function putCreative(kit: Kit, staff: Staff, campaignId: number, creative: CreativeValues): Promise<number> {
  return deed(kit, staff, async (db, now) => {
    await known(db, campaignId)
    const id = await addCreative(db, campaignId, creative)
    const { html, ...told } = creative
    await audit(db, staff, now, {
      deed: 'creative.add',
      subject: `campaign:${campaignId}`,
      after: { id, ...told, hasDocument: html !== null },
    })
    return id
  })
}

/** `isBack` puts a removed one back. */
export function removeCreative(kit: Kit, staff: Staff, campaignId: number, id: number, isBack = false): Promise<void> {
  return deed(kit, staff, async (db, now) => {
    if (!(await setCreativeRemoved(db, campaignId, id, isBack ? null : now))) throw new NotFound('no such creative')
    await audit(db, staff, now, {
      deed: isBack ? 'creative.restore' : 'creative.remove',
      subject: `campaign:${campaignId}`,
      before: { id },
    })
  })
}

export async function changeAdSettings(kit: Kit, staff: Staff, after: AdSettings): Promise<void> {
  await deed(kit, staff, async (db, now) => {
    const before = await holdSettings(db, adSettings)
    await writeSettings(db, adSettings, after, now)
    await audit(db, staff, now, { deed: 'settings.change', subject: 'settings:ads', before, after })
  })
  await kit.changes.announce([settingsTag(adSettings.name), filingTag])
}

async function deed<T>(kit: Kit, staff: Staff, work: (db: Db, now: Date) => Promise<T>): Promise<T> {
  demand(staff, 'ads.manage')
  const result = await transaction(kit.db, (db) => work(db, kit.clock.now()))
  await kit.changes.announce([adsTag])
  return result
}

async function known(db: Db, id: number): Promise<Campaign> {
  const campaign = await findCampaign(db, id)
  if (!campaign) throw new NotFound('no such campaign')
  return campaign
}
