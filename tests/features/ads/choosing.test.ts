import { describe, expect, test } from 'vitest'
import {
  type AdContext,
  type Candidate,
  dueBy,
  hourOfWeek,
  openAudience,
  openPacing,
} from '../../../src/features/ads/campaign.js'
import { chooseCreative } from '../../../src/features/ads/choosing.js'
import { ReaderCaps } from '../../../src/features/ads/reader-caps.js'

/** Monday, 23 November 2026, midnight in Almaty. */
const monday = new Date('2026-11-23T00:00:00+05:00')
const hoursIn = (hours: number) => new Date(monday.getTime() + hours * 3_600_000)

const side: AdContext = { placement: 'side', language: 'ru', sectionId: 3, region: 'abai', device: 'phone' }

let nextId = 0
const candidate = (wish: Partial<Candidate> = {}): Candidate => {
  nextId += 1
  return {
    creativeId: nextId,
    campaignId: nextId,
    placement: 'side',
    isHouse: false,
    startsAt: monday,
    endsAt: hoursIn(24 * 30),
    hours: null,
    language: null,
    sectionIds: [],
    regions: [],
    device: null,
    weight: 10,
    planned: null,
    capPerReader: null,
    shown: 0,
    ...wish,
  }
}

const standing = {
  shown: ({ shown }: Candidate) => shown,
  due: (each: Candidate, now: Date) => dueBy(each, now),
  isSated: () => false,
}

/** Numbers like those of chance, the same in every run. */
function chance(seed = 1): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** A minute's readers: few at night, many by day. */
const readersAt = (minute: number) => 160 * (1 - 0.8 * Math.cos((minute / 1440) * 2 * Math.PI))

const officeHours = [0, 1, 2, 3, 4]
  .map(() => `${'0'.repeat(9)}${'1'.repeat(9)}${'0'.repeat(6)}`)
  .join('')
  .padEnd(168, '0')

describe('the hours of a week', () => {
  test('begin on Monday at midnight in Almaty', () => {
    expect(hourOfWeek(monday)).toBe(0)
    expect(hourOfWeek(new Date(monday.getTime() - 1))).toBe(167)
    expect(hourOfWeek(hoursIn(33.5))).toBe(33)
  })
  test('are counted over any stretch of time, to the minute', () => {
    expect(openAudience(officeHours, monday, hoursIn(168 * 3)) / 3_600_000).toBe(3 * 45)
    expect(openAudience(officeHours, hoursIn(8.5), hoursIn(10.25)) / 3_600_000).toBe(1.25)
    expect(openAudience(officeHours, hoursIn(24 * 5), hoursIn(24 * 7))).toBe(0)
    expect(openAudience(null, hoursIn(5), hoursIn(3))).toBe(0)
  })
})

test('a plan remembered within the hour is the plan reckoned anew, at every minute of it', () => {
  const audience = Array.from({ length: 24 }, (_, hour) => readersAt(hour * 60 + 30))
  const due = openPacing(audience)
  const plans = [
    candidate({ planned: 5000, startsAt: hoursIn(2.4), endsAt: hoursIn(52.7) }),
    candidate({ planned: 700, hours: officeHours }),
  ]
  for (let minute = 0; minute < 3 * 24 * 60; minute += 7)
    for (const plan of plans) {
      const now = hoursIn(minute / 60)
      expect(due(plan, now)).toBeCloseTo(dueBy(plan, now, audience), 6)
    }
})

describe('a place', () => {
  test('shows only what is meant for its language, section, region and device', () => {
    const strangers = [
      candidate({ language: 'kk' }),
      candidate({ sectionIds: [4] }),
      candidate({ regions: ['almaty'] }),
      candidate({ device: 'desk' }),
      candidate({ placement: 'wide' }),
      candidate({ startsAt: hoursIn(48) }),
      candidate({ endsAt: hoursIn(1) }),
      candidate({ hours: officeHours }),
    ]
    expect(chooseCreative(strangers, side, hoursIn(3), standing)).toBeUndefined()
    const meant = candidate({
      language: 'ru',
      sectionIds: [3, 4],
      regions: ['abai'],
      device: 'phone',
      hours: officeHours,
    })
    expect(chooseCreative([...strangers.slice(0, -1), meant], side, hoursIn(10), standing)?.creativeId).toBe(
      meant.creativeId,
    )
  })

  test('begins and ends a campaign by the minute', () => {
    const short = candidate({ startsAt: hoursIn(10), endsAt: hoursIn(11) })
    expect(chooseCreative([short], side, new Date(hoursIn(10).getTime() - 1), standing)).toBeUndefined()
    expect(chooseCreative([short], side, hoursIn(10), standing)).toBeDefined()
    expect(chooseCreative([short], side, hoursIn(11), standing)).toBeUndefined()
  })

  test('prefers what is behind its plan, then what has no plan, and house ads last', () => {
    const house = candidate({ isHouse: true, weight: 100 })
    const open = candidate({ weight: 1 })
    const behind = candidate({ planned: 1000, weight: 1 })
    const ahead = candidate({ planned: 1000, shown: 1000 })
    expect(chooseCreative([house, open, ahead, behind], side, hoursIn(24), standing)?.creativeId).toBe(
      behind.creativeId,
    )
    expect(chooseCreative([house, open, ahead], side, hoursIn(24), standing)?.creativeId).toBe(open.creativeId)
    expect(chooseCreative([house, ahead], side, hoursIn(24), standing)?.creativeId).toBe(house.creativeId)
  })

  test('gives campaigns without a plan their share by weight', () => {
    const [light, heavy] = [candidate({ weight: 10 }), candidate({ weight: 30 })]
    const random = chance()
    let heavies = 0
    for (let at = 0; at < 20_000; at += 1)
      if (chooseCreative([light, heavy], side, hoursIn(1), standing, random) === heavy) heavies += 1
    expect(heavies / 20_000).toBeCloseTo(0.75, 1)
  })
})

describe('a day of readers', () => {
  test('delivers a plan of 100 000 within two percent, spread over the readers as they come', () => {
    const plan = candidate({ planned: 100_000, startsAt: monday, endsAt: hoursIn(24) })
    const other = candidate({ planned: 40_000, startsAt: monday, endsAt: hoursIn(24), weight: 40 })
    const shown = new Map<number, number>()
    const random = chance(7)
    // As many as yesterday in each hour.
    const audience = Array.from({ length: 24 }, (_, hour) => readersAt(hour * 60 + 30))
    const running = {
      ...standing,
      due: openPacing(audience),
      shown: ({ campaignId }: Candidate) => shown.get(campaignId) ?? 0,
    }
    let middle = 0
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      const readers = Math.round(readersAt(minute))
      for (let at = 0; at < readers; at += 1) {
        const now = new Date(monday.getTime() + (minute + at / readers) * 60_000)
        const chosen = chooseCreative([plan, other], side, now, running, random)
        if (chosen) shown.set(chosen.campaignId, (shown.get(chosen.campaignId) ?? 0) + 1)
      }
      if (minute === 720) middle = shown.get(plan.campaignId) ?? 0
    }
    const delivered = shown.get(plan.campaignId) ?? 0
    expect(Math.abs(delivered / 100_000 - 1)).toBeLessThan(0.02)
    expect(Math.abs(middle / dueBy(plan, hoursIn(12), audience) - 1)).toBeLessThan(0.02)
    expect(Math.abs((shown.get(other.campaignId) ?? 0) / 40_000 - 1)).toBeLessThan(0.02)
  })

  test('shows no reader a capped campaign more often than its cap', () => {
    const capped = candidate({ capPerReader: 3 })
    const house = candidate({ isHouse: true })
    const caps = new ReaderCaps()
    const seen = new Map<string, number>()
    const random = chance(11)
    for (let at = 0; at < 5000; at += 1) {
      const reader = { address: `10.0.0.${Math.floor(random() * 200)}`, userAgent: 'a browser' }
      const now = new Date(monday.getTime() + at * 10_000)
      const chosen = chooseCreative([capped, house], side, now, {
        ...standing,
        isSated: ({ campaignId, capPerReader }) =>
          capPerReader !== null && caps.count(reader, campaignId, now) >= capPerReader,
      })
      if (!chosen) throw new Error('nothing was chosen')
      caps.add(reader, chosen.campaignId, now)
      if (chosen === capped) seen.set(reader.address, (seen.get(reader.address) ?? 0) + 1)
    }
    expect(Math.max(...seen.values())).toBe(3)
  })
})
