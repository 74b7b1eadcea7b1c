import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { adSettings } from '../features/ads/ad-settings.js'
import { faultsOfAdsTxt } from '../features/ads/ads-txt.js'
import { runsAt } from '../features/ads/campaign.js'
import { changeAdSettings } from '../features/ads/campaign-keeping.js'
import { type Campaign, listCampaigns } from '../features/ads/campaign-store.js'
import { readSettings } from '../features/settings/setting-store.js'
import { moment } from '../language/dates.js'
import { numberWords } from '../language/numbers.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

export interface CampaignsPage {
  frame: Frame
  campaigns: {
    href: string
    name: string
    advertiser: string
    state: string
    dates: string
    shown: string
    done: number | null
  }[]
  settings: { adsTxt: string; articles: string; sections: string; tags: string; fault: string | null }
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/campaigns': CampaignsPage
  }
}

export async function campaignsPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { adsTxt, without } = await readSettings(kit.db, adSettings)
  const { articles, sections, tags } = without
  await show(kit, staff, req, res, {
    adsTxt,
    articles: articles.join(', '),
    sections: sections.join(', '),
    tags: tags.join(', '),
    fault: null,
  })
}

export async function saveAdSettings(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.campaigns
  const { adsTxt = '', articles = '', sections = '', tags = '' } = formFields(req.body)
  const [bad] = faultsOfAdsTxt(adsTxt)
  const lists = [articles, sections, tags].map(idsIn)
  const fault = bad
    ? texts.adsTxtFault(bad.line, texts.adsTxtFaults[bad.fault])
    : lists.some((list) => list === undefined)
      ? texts.idsFault
      : adsTxt.length > 100_000
        ? texts.adsTxtLong
        : null
  if (fault !== null) return show(kit, staff, req, res, { adsTxt, articles, sections, tags, fault }, 422)
  const [withoutArticles = [], withoutSections = [], withoutTags = []] = lists
  await changeAdSettings(kit, staff, {
    adsTxt: adsTxt.replace(/\r\n/g, '\n'),
    without: { articles: withoutArticles, sections: withoutSections, tags: withoutTags },
  })
  leaveNotice(req, { words: texts.settingsSaved })
  await leadTo(req, res, '/newsroom/campaigns')
}

/** Numbers between commas; undefined when something else stands there. */
function idsIn(text: string): number[] | undefined {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '')
  return words.length <= 1000 && words.every((word) => /^[1-9]\d{0,8}$/.test(word)) ? words.map(Number) : undefined
}

async function show(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  settings: CampaignsPage['settings'],
  status = 200,
): Promise<void> {
  const { language } = staff
  const texts = say(language).newsroom
  const now = kit.clock.now()
  const campaigns = await listCampaigns(kit.db, now)
  render(
    res,
    language,
    'newsroom/campaigns',
    {
      frame: frame(req, staff, { title: texts.menu.campaigns }),
      campaigns: campaigns.map((campaign) => ({
        href: `/newsroom/campaigns/${campaign.id}`,
        name: campaign.name,
        advertiser: campaign.advertiser,
        state: texts.campaigns.states[stateOf(campaign, now)],
        dates: `${moment(language, campaign.startsAt).words} — ${moment(language, campaign.endsAt).words}`,
        shown:
          campaign.planned === null
            ? numberWords(language, campaign.shown)
            : texts.campaigns.ofPlan(numberWords(language, campaign.shown), numberWords(language, campaign.planned)),
        done: campaign.planned === null ? null : Math.min(100, Math.round((campaign.shown / campaign.planned) * 100)),
      })),
      settings,
    },
    { status },
  )
}

export function stateOf(campaign: Campaign, now: Date): 'paused' | 'waiting' | 'running' | 'resting' | 'ended' {
  if (campaign.endsAt <= now) return 'ended'
  if (campaign.state === 'paused') return 'paused'
  if (campaign.startsAt > now) return 'waiting'
  return runsAt(campaign, now) ? 'running' : 'resting'
}
