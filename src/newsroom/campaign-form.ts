import type { Campaign, CampaignValues } from '../features/ads/campaign-store.js'
import { dayAfter, isoDay, momentField, readMoment, wall } from '../language/dates.js'
import { businessNumber } from '../text/bin.js'
import { oneLine } from '../text/safe-html.js'
import { formFields } from '../web/form-fields.js'

/** What the form shows, as it was typed. */
export interface CampaignFields {
  advertiser: string
  bin: string
  name: string
  isHouse: boolean
  starts: string
  ends: string
  /** 0 for Monday. */
  weekdays: string[]
  fromHour: string
  untilHour: string
  language: string
  device: string
  sections: string[]
  regions: string[]
  weight: string
  planned: string
  cap: string
}

export type CampaignFault = 'required' | 'bin' | 'date' | 'order' | 'hours' | 'number'

export function fieldsOf(campaign: Campaign | undefined, now: Date): CampaignFields {
  const today = wall(now)
  if (!campaign)
    return {
      ...{
        advertiser: '',
        bin: '',
        name: '',
        isHouse: false,
        language: '',
        device: '',
        weight: '10',
        planned: '',
        cap: '',
      },
      ...{ weekdays: everyDay, fromHour: '0', untilHour: '24', sections: [], regions: [] },
      starts: `${isoDay(today)}T00:00`,
      ends: `${isoDay(dayAfter(today, 30))}T00:00`,
    }
  const { weekdays, fromHour, untilHour } = hoursWords(campaign.hours)
  return {
    advertiser: campaign.advertiser,
    bin: campaign.bin,
    name: campaign.name,
    isHouse: campaign.isHouse,
    starts: momentField(campaign.startsAt),
    ends: momentField(campaign.endsAt),
    weekdays,
    fromHour,
    untilHour,
    language: campaign.language ?? '',
    device: campaign.device ?? '',
    sections: campaign.sectionIds.map(String),
    regions: campaign.regions,
    weight: String(campaign.weight),
    planned: campaign.planned === null ? '' : String(campaign.planned),
    cap: campaign.capPerReader === null ? '' : String(campaign.capPerReader),
  }
}

export function readCampaign(
  body: unknown,
): { campaign: CampaignValues } | { faults: Record<string, CampaignFault>; fields: CampaignFields } {
  const given = formFields(body)
  const fields: CampaignFields = {
    ...{
      advertiser: '',
      bin: '',
      name: '',
      starts: '',
      ends: '',
      fromHour: '0',
      untilHour: '24',
      language: '',
      device: '',
    },
    ...{ weight: '10', planned: '', cap: '' },
    ...given,
    isHouse: given.isHouse !== undefined,
    weekdays: listOf(body, 'weekdays'),
    sections: listOf(body, 'sections'),
    regions: listOf(body, 'regions'),
  }
  const faults: Record<string, CampaignFault> = {}
  const advertiser = oneLine(fields.advertiser, 200)
  const name = oneLine(fields.name, 200)
  if (advertiser === '') faults.advertiser = 'required'
  if (name === '') faults.name = 'required'
  const bin = fields.bin.trim() === '' ? '' : businessNumber(fields.bin)?.number
  if (bin === undefined) faults.bin = 'bin'
  const [startsAt, endsAt] = [readMoment(fields.starts), readMoment(fields.ends)]
  if (!startsAt) faults.starts = 'date'
  if (!endsAt) faults.ends = 'date'
  if (startsAt && endsAt && startsAt >= endsAt) faults.ends = 'order'
  const hours = hoursOf(fields)
  if (hours === undefined) faults.untilHour = 'hours'
  const weight = numberIn(fields.weight, 1, 100)
  if (weight === undefined || weight === null) faults.weight = 'number'
  const planned = numberIn(fields.planned, 1, 1_000_000_000)
  if (planned === undefined) faults.planned = 'number'
  const capPerReader = numberIn(fields.cap, 1, 1000)
  if (capPerReader === undefined) faults.cap = 'number'
  if (Object.keys(faults).length > 0 || !startsAt || !endsAt || hours === undefined) return { faults, fields }
  return {
    campaign: {
      advertiser,
      bin: bin ?? '',
      name,
      isHouse: fields.isHouse,
      startsAt,
      endsAt,
      hours,
      language: fields.language === 'ru' || fields.language === 'kk' ? fields.language : null,
      sectionIds: fields.sections.filter((id) => /^[1-9]\d{0,8}$/.test(id)).map(Number),
      regions: fields.regions.filter((slug) => /^[a-z0-9-]{1,60}$/.test(slug)),
      device: fields.device === 'phone' || fields.device === 'desk' ? fields.device : null,
      weight: weight ?? 10,
      planned: planned ?? null,
      capPerReader: capPerReader ?? null,
    },
  }
}

const everyDay = ['0', '1', '2', '3', '4', '5', '6']

/** The hours of the week as the board reads them; null for all of them, undefined for none. */
function hoursOf({ weekdays, fromHour, untilHour }: CampaignFields): string | null | undefined {
  const [from, until] = [Number(fromHour), Number(untilHour)]
  const isRange = /^\d{1,2}$/.test(fromHour) && /^\d{1,2}$/.test(untilHour) && from < until && until <= 24
  const days = everyDay.filter((day) => weekdays.includes(day))
  if (!isRange || days.length === 0) return undefined
  if (days.length === 7 && from === 0 && until === 24) return null
  return everyDay
    .map((day) =>
      Array.from({ length: 24 }, (_, hour) => (days.includes(day) && hour >= from && hour < until ? '1' : '0')).join(
        '',
      ),
    )
    .join('')
}

function hoursWords(hours: string | null): Pick<CampaignFields, 'weekdays' | 'fromHour' | 'untilHour'> {
  if (hours === null) return { weekdays: everyDay, fromHour: '0', untilHour: '24' }
  const days = everyDay.map((_, at) => hours.slice(at * 24, at * 24 + 24))
  const day = days.find((each) => each.includes('1')) ?? ''
  return {
    weekdays: everyDay.filter((_, at) => days[at]?.includes('1')),
    fromHour: String(day.indexOf('1')),
    untilHour: String(day.lastIndexOf('1') + 1),
  }
}

/** Null for nothing typed, undefined for what is no number within the bounds. */
function numberIn(text: string, least: number, most: number): number | null | undefined {
  const plain = text.replace(/\s/g, '')
  if (plain === '') return null
  const number = /^\d{1,10}$/.test(plain) ? Number(plain) : Number.NaN
  return number >= least && number <= most ? number : undefined
}

function listOf(body: unknown, name: string): string[] {
  const value = (body as Record<string, unknown> | undefined)?.[name] ?? []
  return [value].flat().filter((each) => typeof each === 'string')
}
