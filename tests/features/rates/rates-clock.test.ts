import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rows } from '../../../src/platform/database.js'
import { type Schedule, type ScheduleSettings, startSchedule } from '../../../src/schedule.js'
import { openTestKit, type TestKit } from '../../support/test-kit.js'
import { feedBody } from './bodies.js'
import { openRatesTry, type RatesTry, today, xmlAnswer } from './rates-try.js'

let kit: TestKit
let rates: RatesTry
let settings: ScheduleSettings
beforeAll(async () => {
  kit = await openTestKit()
  rates = await openRatesTry(kit)
  settings = { rates: rates.settings, isRatesOn: true, ratesCron: '7 8 1 1 *', weatherCron: '6 8 1 1 *' }
})
afterAll(async () => {
  await rates.provider.close()
  await kit.close()
})
beforeEach(async () => {
  await rates.begin()
  await rows(kit.db, 'delete from claims')
})

/** What the clock would do and when, after the work of the start is done. */
async function clockOf(settings: ScheduleSettings): Promise<ReturnType<Schedule['nextRuns']>> {
  const schedule = startSchedule(kit, settings)
  const runs = schedule.nextRuns()
  await schedule.stop()
  return runs
}

describe('the clock', () => {
  // Before the others: a stopped clock does not wait for other sites, so what they began may still be asked for.
  test('leaves rates alone where the operator has switched them off', async () => {
    rates.feed(xmlAnswer(feedBody(today)))
    const runs = await clockOf({ ...settings, isRatesOn: false })
    expect(runs.map(({ job }) => job).filter((job) => job.includes('rates'))).toEqual([])
    expect(rates.provider.requests).toEqual([])
  })

  test('asks for rates at the start and then at the hours of the operator, in the time of Almaty', async () => {
    rates.feed(xmlAnswer(feedBody(today)))
    const runs = await clockOf(settings)
    // Other jobs of the start run before it.
    await expect.poll(async () => (await rates.shown()).USD, { timeout: 10_000 }).toBe('480,10')
    const next = (name: string) => runs.find(({ job }) => job === name)?.at?.toISOString()
    expect(next('rates')).toMatch(/-01-01T03:07:00/)
    expect(next('weather')).toMatch(/-01-01T03:06:00/)
  })

  test('fills the chart twice an hour', async () => {
    const runs = await clockOf(settings)
    expect(runs.find(({ job }) => job === 'history of rates')?.at?.getUTCMinutes()).toSatisfy(
      (minute) => minute === 12 || minute === 42,
    )
  })
})
