import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refreshHalyk } from '../../../src/features/rates/halyk-refresh.js'
import { openTestKit, type TestKit } from '../../support/test-kit.js'
import { feedBody, halykBody } from './bodies.js'
import { openRatesTry, type RatesTry, today, xmlAnswer, yesterday } from './rates-try.js'

let kit: TestKit
let rates: RatesTry
beforeAll(async () => {
  kit = await openTestKit()
  rates = await openRatesTry(kit)
})
afterAll(async () => {
  await rates.provider.close()
  await kit.close()
})
beforeEach(async () => {
  await rates.begin()
  rates.feed(xmlAnswer(feedBody(today)))
  await rates.refresh()
})

const board = {
  date: today,
  privatePersons: {
    'USD/KZT': { buy: 477.5, sell: 483.5 },
    'RUB/KZT': { buy: 5.6, sell: 6.5 },
    'XAU/USD': { buy: 3100, sell: 3500 },
  },
}

async function cashAfter(body: string): Promise<Record<string, string>> {
  rates.provider.answer('/common/currency-history', { headers: { 'content-type': 'application/json' }, body })
  await refreshHalyk(kit, rates.settings)
  const widget = await rates.widget()
  return Object.fromEntries(
    widget?.rows.flatMap(({ code, cash }) => (cash ? [[code, `${cash.buy} ${cash.sell}`]] : [])) ?? [],
  )
}

describe("beside Halyk's buying and selling rates, where the bank allowed them, a reader sees", () => {
  const both = { USD: '477,50 483,50', RUB: '5,60 6,50' }

  test('the same from a list and from an object that begins at "1"', async () => {
    const old = { date: yesterday, privatePersons: { 'USD/KZT': { buy: 1, sell: 2 } } }
    expect(await cashAfter(halykBody([board, old]))).toEqual(both)
    expect(await cashAfter(halykBody({ 1: old, 2: board, 3: { date: '2026-11-22' } }))).toEqual(both)
  })

  test('the bank and the time, and the official rate where it has none', async () => {
    await cashAfter(halykBody([board]))
    const widget = await rates.widget()
    expect(widget?.cashWords).toBe('Покупка и продажа: Народный банк, Казахстан, 24 ноября 2026, 12:00')
    expect(widget?.rows.find(({ code }) => code === 'KGS')).toMatchObject({ cash: null, official: '5,51' })
  })

  test.each([
    ['zeros', { buy: 0, sell: 0 }],
    ['swapped columns', { buy: 483.5, sell: 477.5 }],
    ['a slipped digit in one', { buy: 477.5, sell: 583.5 }],
    ['a slipped digit in both', { buy: 377.5, sell: 383.5 }],
  ])('the official dollar in place of %s', async (_, pair) => {
    const shown = await cashAfter(
      halykBody([{ ...board, privatePersons: { ...board.privatePersons, 'USD/KZT': pair } }]),
    )
    expect(shown).toEqual({ RUB: '5,60 6,50' })
  })

  test.each([
    ['is of last week', halykBody([{ ...board, date: '2026-11-17' }])],
    ['is a board of zeros', halykBody([{ date: today, privatePersons: { 'USD/KZT': { buy: 0, sell: 0 } } }])],
    ['has no history', '{"result":false}'],
    ['has text after its end', `${halykBody([board])}Unexpected error`],
    ['is a web page', '<html><body>Подождите</body></html>'],
  ])('official rates alone when the answer %s', async (_, body) => {
    expect(await cashAfter(body)).toEqual({})
    expect((await rates.shown()).USD).toBe('480,10')
  })

  test('nothing of it two days later', async () => {
    await cashAfter(halykBody([board]))
    kit.clock.set('2026-11-26T00:01:00+05:00')
    expect((await rates.widget())?.rows.every(({ cash }) => cash === null)).toBe(true)
  })

  test('and nobody asks the bank while it is switched off', async () => {
    rates.provider.requests.length = 0
    expect(await refreshHalyk(kit, { ...rates.settings, halyk: { ...rates.settings.halyk, isOn: false } })).toBe(0)
    expect(rates.provider.requests).toEqual([])
  })
})
