import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refreshRates } from '../../src/features/rates/rates-refresh.js'
import { refreshWeather } from '../../src/features/weather/weather-refresh.js'
import { usualWeather } from '../../src/features/weather/weather-settings.js'
import type { Kit } from '../../src/platform/kit.js'
import { feedBody } from '../features/rates/bodies.js'
import { feedPath, openRatesTry, type RatesTry, xmlAnswer } from '../features/rates/rates-try.js'
import { openReplay, type Replay, type ReplayAnswer } from '../support/replay-server.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'

const metPath = '/weatherapi/locationforecast/2.0/compact'

let site: TestSite
let rates: RatesTry
let provider: Replay
beforeAll(async () => {
  site = await openTestSite()
  rates = await openRatesTry(site.kit)
})
beforeEach(async () => {
  await rates.beginWithYesterday()
  provider = await openReplay()
})
afterAll(async () => {
  await rates.provider.close()
  await site.close()
})

/** So patient that only the end of the provider ends the waiting. */
const patience = { deadlineInSeconds: 600 }

const refreshers: Record<string, { path: string; refresh(kit: Kit, provider: Replay): Promise<unknown> }> = {
  'the bank': {
    path: feedPath,
    refresh: (kit, { origin }) =>
      refreshRates(kit, { ...rates.settings, ...patience, nbk: origin, frankfurter: origin, cbr: origin }),
  },
  'the weather service': {
    path: metPath,
    refresh: (kit, { origin }) =>
      refreshWeather({
        ...kit,
        weather: {
          ...usualWeather,
          ...patience,
          pauseInMilliseconds: 0,
          provider: 'met',
          metAddress: origin,
          userAgent: 'locman.test/1.0 desk@locman.test',
        },
      }),
  },
}
const body = feedBody('2026-11-24')

describe('a reader waits for nobody: pages are made anew and sent', () => {
  test.each<[string, string, ReplayAnswer]>([
    ['the bank', 'hangs', { behaviour: 'hang' }],
    ['the bank', 'drips a byte a second', { ...xmlAnswer(body), behaviour: 'drip' }],
    ['the weather service', 'hangs', { behaviour: 'hang' }],
    ['the weather service', 'drips a byte a second', { body, behaviour: 'drip' }],
  ])('while %s %s', { timeout: 60_000 }, async (name, _, answer) => {
    const { path, refresh } = refreshers[name] ?? { path: '', refresh: async () => {} }
    provider.answer(path, answer)
    let hasEnded = false
    const refreshing = refresh(site.kit, provider).finally(() => {
      hasEnded = true
    })
    await expect.poll(() => provider.requests.length, { timeout: 30_000 }).toBeGreaterThan(0)
    for (const address of ['/', '/kk', '/rates', '/kk/weather']) {
      await site.kit.changes.announce(['rates', 'weather', 'front:ru', 'front:kk'])
      expect((await site.ask(address)).status, address).toBe(200)
    }
    expect(wordsOf((await site.ask('/')).page.querySelector('.rates'))).toContain('480,10')
    expect(hasEnded).toBe(false)
    await provider.close()
    await refreshing
  })
})

test.each(Object.entries(refreshers))(
  'of an answer of %s that never ends only the beginning is taken',
  async (_, { path, refresh }) => {
    provider.answer(path, { behaviour: 'endless' })
    await refresh(site.kit, provider)
    expect(provider.requests.length).toBeLessThan(5)
    // The limit is a megabyte at most; the rest is what the system holds between two ends of a connection.
    expect(provider.sent() / provider.requests.length).toBeLessThan(20_000_000)
    await provider.close()
  },
)
