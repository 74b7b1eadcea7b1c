import type { Request, Response } from 'express'
import { campaignOfReport } from '../features/ads/ad-report.js'
import {
  leftOut,
  type ReportDay,
  type ReportedCampaign,
  reportDays,
  reportedCampaign,
} from '../features/ads/ad-report-lists.js'
import { siteWords } from '../features/identity/site-words.js'
import { dayWords, type Moment, moment } from '../language/dates.js'
import type { Language } from '../language/language.js'
import { numberWords, shareWords } from '../language/numbers.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { csvLine } from '../web/csv.js'
import { NotFound } from '../web/errors.js'
import { render } from '../web/render.js'

export interface AdReportPage {
  language: Language
  siteName: string
  css: string
  campaign: string
  advertiser: string
  from: Moment
  until: Moment
  planned: string | null
  totals: { shown: string; seen: string; clicks: string; rate: string; rawShown: string; rawClicks: string }
  days: {
    iso: string
    words: string
    shown: string
    seen: string
    clicks: string
    rawShown: string
    rawClicks: string
  }[]
  leftOut: { words: string; n: string }[]
  csv: string
  other: { href: string; name: string; tag: Language }
}

declare module '../web/views.js' {
  interface Views {
    'ads/report': AdReportPage
  }
}

export async function adReport(kit: Kit, req: Request, res: Response): Promise<void> {
  const { id, campaign } = await asked(kit, req)
  const language: Language = req.query.l === 'kk' ? 'kk' : 'ru'
  const texts = say(language).ads.report
  const days = await reportDays(kit.db, id)
  const { name: siteName } = await siteWords(kit, language)
  const n = (value: number) => numberWords(language, value)
  const total = (of: keyof Omit<ReportDay, 'day'>) => days.reduce((sum, day) => sum + day[of], 0)
  const [shown, clicks] = [total('shown'), total('clicks')]
  const path = req.path
  const other: Language = language === 'ru' ? 'kk' : 'ru'
  closed(res)
  render(res, language, 'ads/report', {
    language,
    siteName,
    css: req.app.assets.address('ad-report.css'),
    campaign: campaign.name,
    advertiser: campaign.advertiser,
    from: moment(language, campaign.startsAt),
    until: moment(language, campaign.endsAt),
    planned: campaign.planned === null ? null : n(campaign.planned),
    totals: {
      shown: n(shown),
      seen: n(total('seen')),
      clicks: n(clicks),
      rate: shown === 0 ? '—' : shareWords(language, clicks, shown),
      rawShown: n(total('rawShown')),
      rawClicks: n(total('rawClicks')),
    },
    days: days.map((day) => ({
      iso: day.day,
      words: dayWords(language, dayOf(day.day)),
      shown: n(day.shown),
      seen: n(day.seen),
      clicks: n(day.clicks),
      rawShown: n(day.rawShown),
      rawClicks: n(day.rawClicks),
    })),
    leftOut: (await leftOut(kit.db, id)).map(({ kind, n: count }) => {
      const [of = '', reason = ''] = kind.split('-')
      const ofs: Record<string, string> = texts.of
      const reasons: Record<string, string> = texts.reasons
      return { words: `${ofs[of] ?? of}: ${reasons[reason] ?? reason}`, n: n(count) }
    }),
    csv: `${path}/table.csv`,
    other: { href: `${path}?l=${other}`, name: say(other).site.languageName, tag: other },
  })
}

export async function adReportCsv(kit: Kit, req: Request, res: Response): Promise<void> {
  const { id } = await asked(kit, req)
  const days = await reportDays(kit.db, id)
  closed(res)
  res.setHeader('Content-Disposition', 'attachment; filename="report.csv"')
  const head = csvLine(['day', 'shown', 'viewable', 'clicks', 'raw_shown', 'raw_clicks'])
  const lines = days.map((day) => csvLine([day.day, day.shown, day.seen, day.clicks, day.rawShown, day.rawClicks]))
  res.type('text/csv; charset=utf-8').send(`\ufeff${head}${lines.join('')}`)
}

async function asked(kit: Kit, req: Request): Promise<{ id: number; campaign: ReportedCampaign }> {
  const id = await campaignOfReport(kit, String(req.params.key))
  const campaign = id === undefined ? undefined : await reportedCampaign(kit.db, id)
  if (id === undefined || !campaign) throw new NotFound('no such report')
  return { id, campaign }
}

/** Between the advertiser and us: not kept on the way, not found by search, not told to the page one goes on to. */
function closed(res: Response): void {
  res.setHeader('Cache-Control', 'private, no-store')
  res.setHeader('X-Robots-Tag', 'noindex, nofollow')
  res.setHeader('Referrer-Policy', 'no-referrer')
}

function dayOf(iso: string): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number)
  return { year, month, day }
}
