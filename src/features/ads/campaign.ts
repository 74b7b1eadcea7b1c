import { wall } from '../../language/dates.js'
import type { Language } from '../../language/language.js'
import type { Placement } from './placement.js'

export type Device = 'phone' | 'desk'

/** One picture or document of a campaign that may be shown now or soon, with all that decides about it. */
export interface Candidate {
  creativeId: number
  campaignId: number
  placement: Placement
  isHouse: boolean
  startsAt: Date
  endsAt: Date
  /** 168 signs from Monday 0:00 in Almaty, or null for always. */
  hours: string | null
  language: Language | null
  sectionIds: readonly number[]
  /** Slugs. */
  regions: readonly string[]
  device: Device | null
  weight: number
  planned: number | null
  capPerReader: number | null
  /** Clean impressions of the whole campaign that the database knows of. */
  shown: number
}

/** What is known about the place that asks. Nothing of it tells who reads. */
export interface AdContext {
  placement: Placement
  language: Language
  sectionId: number | null
  region: string | null
  device: Device
}

/** Within its dates, on a day and hour it may run. Whoever asks for many campaigns hands in the hour of the week. */
export function runsAt(
  { startsAt, endsAt, hours }: Pick<Candidate, 'startsAt' | 'endsAt' | 'hours'>,
  now: Date,
  hour?: number,
): boolean {
  // As numbers: comparing dates themselves asks each of them what it is worth, hundreds of times a banner.
  const at = now.getTime()
  return startsAt.getTime() <= at && at < endsAt.getTime() && (hours === null || hours[hour ?? hourOfWeek(now)] === '1')
}

export function suits(candidate: Candidate, context: AdContext): boolean {
  return (
    candidate.placement === context.placement &&
    (candidate.language === null || candidate.language === context.language) &&
    (candidate.device === null || candidate.device === context.device) &&
    isAmong(candidate.sectionIds, context.sectionId) &&
    isAmong(candidate.regions, context.region)
  )
}

/** An empty list asks for nothing. */
function isAmong<Name>(wanted: readonly Name[], name: Name | null): boolean {
  return wanted.length === 0 || (name !== null && wanted.includes(name))
}

const hourLength = 3_600_000
const weekLength = 168 * hourLength

/** 0 for Monday's first hour in Almaty, 167 for Sunday's last. */
export function hourOfWeek(time: Date): number {
  return Math.floor(sinceMonday(time) / hourLength)
}

function sinceMonday(time: Date): number {
  // 5 January 1970 was a Monday.
  const local = time.getTime() + wall(time).offsetInMinutes * 60_000 - 4 * 24 * hourLength
  return ((local % weekLength) + weekLength) % weekLength
}

/** How many readers there are in each hour of the day, in any unit; alike when nothing is known. */
export type Audience = readonly number[]
export const evenAudience: Audience = Array.from({ length: 24 }, () => 1)

/**
 * How much of the audience comes by between two moments in which a campaign may run: milliseconds where the audience is even,
 * otherwise weighed by the hour of the day.
 */
export function openAudience(hours: string | null, from: Date, until: Date, audience = evenAudience): number {
  const length = Math.max(0, until.getTime() - from.getTime())
  const weightOf = (hour: number) => (hours === null || hours[hour] === '1' ? (audience[hour % 24] ?? 0) : 0)
  const weeks = Math.floor(length / weekLength)
  let week = 0
  for (let hour = 0; weeks > 0 && hour < 168; hour += 1) week += weightOf(hour) * hourLength
  let open = weeks * week
  let left = length - weeks * weekLength
  let at = sinceMonday(from)
  while (left > 0) {
    const hour = Math.floor(at / hourLength)
    const step = Math.min(left, (hour + 1) * hourLength - at)
    open += step * weightOf(hour)
    left -= step
    at = (at + step) % weekLength
  }
  return open
}

/**
 * How many impressions a campaign should have had by now. Even over its readers, not over the clock: what were kept for the small
 * hours would be left over at the end.
 */
export function dueBy({ planned, hours, startsAt, endsAt }: Candidate, now: Date, audience?: Audience): number {
  if (planned === null) return Number.POSITIVE_INFINITY
  const whole = openAudience(hours, startsAt, endsAt, audience)
  if (whole === 0 || now >= endsAt) return planned
  return (planned * openAudience(hours, startsAt, now < startsAt ? startsAt : now, audience)) / whole
}

/**
 * `dueBy`, remembered from one full hour to the next: within it a plan grows evenly. It is asked for every campaign at every banner,
 * and a month has seven hundred hours to add up.
 */
export function openPacing(audience: Audience): (candidate: Candidate, now: Date) => number {
  const known = new Map<number, { from: number; until: number; due: number; growth: number }>()
  return (candidate, now) => {
    const at = now.getTime()
    let stretch = known.get(candidate.campaignId)
    if (!stretch || at < stretch.from || at >= stretch.until) {
      if (candidate.planned === null || now < candidate.startsAt || now >= candidate.endsAt)
        return dueBy(candidate, now, audience)
      const hour = at - (sinceMonday(now) % hourLength)
      const from = Math.max(hour, candidate.startsAt.getTime())
      const until = Math.min(hour + hourLength, candidate.endsAt.getTime())
      const due = dueBy(candidate, new Date(from), audience)
      const growth = (dueBy(candidate, new Date(until), audience) - due) / (until - from)
      stretch = { from, until, due, growth }
      known.set(candidate.campaignId, stretch)
    }
    return stretch.due + stretch.growth * (at - stretch.from)
  }
}
