import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { reportAddress } from '../features/ads/ad-report.js'
import { keepCampaign, setRunning } from '../features/ads/campaign-keeping.js'
import { type Campaign, creativesOf, findCampaign, type KeptCreative } from '../features/ads/campaign-store.js'
import { placements } from '../features/ads/placement.js'
import { listKept } from '../features/filing/filing-keeping-store.js'
import { allRegions } from '../features/filing/filing-store.js'
import { pictureAddress } from '../features/media/picture.js'
import { weekdays } from '../language/dates.js'
import { inLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { type CampaignFields, fieldsOf, readCampaign } from './campaign-form.js'
import { stateOf } from './campaigns-page.js'
import { type CreativeForm, creativeForm, emptyCreative, type TypedCreative } from './creative-form.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

export interface CampaignPage {
  frame: Frame
  heading: string
  action: string
  fields: CampaignFields
  faults: Record<string, string>
  sections: { id: number; name: string; isChosen: boolean }[]
  regions: { slug: string; name: string; isChosen: boolean }[]
  /** Null before it is stored. */
  kept: {
    id: number
    isLive: boolean
    state: string
    report: string
    creatives: { id: number; size: string; picture: string | null; target: string; alt: string }[]
    creative: CreativeForm
  } | null
  /** Monday first. */
  days: string[]
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/campaign': CampaignPage
  }
}

const home = '/newsroom/campaigns'

export async function campaignPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const campaign = await campaignAsked(kit, req)
  await showCampaign(kit, staff, req, res, { campaign, fields: fieldsOf(campaign, kit.clock.now()) })
}

export async function saveCampaign(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.campaigns
  const campaign = await campaignAsked(kit, req)
  const read = readCampaign(req.body)
  if ('faults' in read) {
    const faults = Object.fromEntries(Object.entries(read.faults).map(([name, fault]) => [name, texts.faults[fault]]))
    return showCampaign(kit, staff, req, res, { campaign, fields: read.fields, faults }, 422)
  }
  const id = await keepCampaign(kit, staff, campaign?.id ?? null, read.campaign)
  leaveNotice(req, { words: campaign ? texts.saved : texts.added })
  await leadTo(req, res, `${home}/${id}`)
}

export async function runCampaign(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.campaigns
  const id = Number(req.params.id)
  const isLive = formFields(req.body).state === 'live'
  if (isLive && (await creativesOf(kit.db, id)).length === 0) leaveNotice(req, { words: texts.noCreatives })
  else {
    await setRunning(kit, staff, id, isLive ? 'live' : 'paused')
    leaveNotice(req, {
      words: isLive ? texts.started : texts.paused,
      undo: { action: `${home}/${id}/running`, fields: { state: isLive ? 'paused' : 'live' } },
    })
  }
  await leadTo(req, res, `${home}/${id}`)
}

export async function campaignAsked(kit: Kit, req: Request): Promise<Campaign | undefined> {
  if (req.params.id === undefined) return undefined
  const campaign = await findCampaign(kit.db, Number(req.params.id))
  if (!campaign) throw new NotFound('no such campaign')
  return campaign
}

export async function showCampaign(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  shown: {
    campaign: Campaign | undefined
    fields: CampaignFields
    faults?: Record<string, string>
    creative?: TypedCreative
  },
  status = 200,
): Promise<void> {
  const { language } = staff
  const { campaign, fields, faults = {}, creative = emptyCreative } = shown
  const texts = say(language).newsroom.campaigns
  const sections = await listKept(kit.db, 'section', { words: '', after: null, limit: 1000 })
  const regions = await allRegions(kit.db, language)
  const heading = campaign?.name ?? texts.add
  render(
    res,
    language,
    'newsroom/campaign',
    {
      frame: frame(req, staff, { title: heading, styles: ['library.css'] }),
      heading,
      action: campaign ? `${home}/${campaign.id}` : `${home}/new`,
      fields,
      faults,
      sections: sections.map(({ id, nameRu, nameKk }) => ({
        id,
        name: inLanguage(language, nameRu, nameKk),
        isChosen: fields.sections.includes(String(id)),
      })),
      regions: regions.map(({ slug, name }) => ({ slug, name, isChosen: fields.regions.includes(slug) })),
      kept: campaign
        ? {
            id: campaign.id,
            isLive: campaign.state === 'live',
            state: texts.states[stateOf(campaign, kit.clock.now())],
            report: kit.origin + (await reportAddress(kit, campaign.id)),
            creatives: (await creativesOf(kit.db, campaign.id)).map((each) => creativeView(each, texts.places)),
            creative: await creativeForm(kit, language, campaign.id, creative),
          }
        : null,
      days: weekdays(language).map(({ short }) => short),
    },
    { status },
  )
}

function creativeView({ id, placement, hash, altRu, altKk, target }: KeptCreative, names: Record<string, string>) {
  const { width, height } = placements[placement]
  return {
    id,
    size: `${names[placement] ?? placement}, ${width} × ${height}`,
    picture: hash === null ? null : pictureAddress(hash, 320, 'jpg'),
    target,
    alt: [altRu, altKk].filter((alt) => alt !== '').join(' / '),
  }
}
