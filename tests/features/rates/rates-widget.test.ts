import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { removeExchangeOffice, setCashRate } from '../../../src/features/rates/cash-rates.js'
import { fillRateHistory } from '../../../src/features/rates/rate-history.js'
import { ratesWidget } from '../../../src/features/rates/rates-widget.js'
import { putInSampleRates, removeSampleRates } from '../../../src/features/rates/sample-rates.js'
import { rows } from '../../../src/platform/database.js'
import { openTestKit, type TestKit } from '../../support/test-kit.js'
import { feedBody } from './bodies.js'
import { openRatesTry, type RatesTry, today, xmlAnswer } from './rates-try.js'

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

async function beginWithToday(): Promise<void> {
  await rates.begin()
  rates.feed(xmlAnswer(feedBody(today)))
  await rates.refresh()
}

describe('as official rates grow old, the widget', () => {
  beforeEach(beginWithToday)

  test.each([
    ['2026-11-28', 'Официальный курс Национального Банка на\u00a024 ноября', false],
    ['2026-11-29', 'Последний официальный курс\u00a0— на\u00a024 ноября', false],
    ['2026-12-05', 'Курс давно не обновлялся, последний\u00a0— на\u00a024 ноября', true],
  ])('on %s says «%s»', async (day, words, isStale) => {
    kit.clock.set(`${day}T12:00:00+05:00`)
    expect(await rates.widget()).toMatchObject({ officialWords: words, isStale })
  })

  test('is gone after two weeks', async () => {
    kit.clock.set('2026-12-08T12:00:00+05:00')
    expect(await rates.widget()).not.toBeNull()
    kit.clock.set('2026-12-09T00:00:00+05:00')
    expect(await rates.widget()).toBeNull()
  })
})

describe('the widget', () => {
  beforeEach(beginWithToday)
  const office = { nameRu: 'Обмен на Абая', nameKk: 'Абайдағы айырбас', townRu: 'Семей', townKk: 'Семей' }
  const dollar = { currency: 'USD', buy: 478, sell: 482.5, at: new Date('2026-11-24T09:30:00+05:00') }

  test('speaks Kazakh', async () => {
    expect(await ratesWidget(kit, 'kk')).toMatchObject({
      href: '/kk/rates',
      officialWords: 'Ұлттық Банктің ресми бағамы: 24 қараша',
      source: { name: 'ҚР Ұлттық Банкі', href: 'https://nationalbank.kz' },
    })
  })

  test('shows cash rates that a person has put in, with the office and the time, and never makes up others', async () => {
    expect(await setCashRate(kit, office, dollar)).toBeUndefined()
    const widget = await rates.widget()
    expect(widget?.rows[0]?.cash).toEqual({ buy: '478,00', sell: '482,50' })
    expect(widget?.rows.slice(1).every(({ cash }) => cash === null)).toBe(true)
    expect(widget?.cashWords).toBe('Покупка и продажа: Обмен на Абая, Семей, 24 ноября 2026, 09:30')
    expect((await ratesWidget(kit, 'kk'))?.cashWords).toContain('Абайдағы айырбас')
  })

  test('keeps the office with the most currencies, and lets a removed one go', async () => {
    await setCashRate(kit, office, dollar)
    await setCashRate(kit, office, { ...dollar, currency: 'EUR', buy: 550, sell: 561 })
    await setCashRate(kit, { ...office, nameRu: 'Обмен у вокзала' }, { ...dollar, buy: 477, at: kit.clock.now() })
    expect((await rates.widget())?.cashWords).toContain('Обмен на Абая')
    expect(await removeExchangeOffice(kit, 'Обмен на Абая', 'Семей')).toBe(true)
    expect((await rates.widget())?.rows[0]?.cash?.buy).toBe('477,00')
  })

  test.each([
    ['dearer to buy than to sell', { buy: 483, sell: 478 }, 'buying is not dearer than selling'],
    ['with a slipped digit', { buy: 478, sell: 842.5 }, 'the spread is believable'],
    ['far from the official rate', { buy: 378, sell: 382.5 }, 'the middle is near the official rate'],
    ['of nothing', { buy: 0, sell: 0 }, 'both are more than nothing'],
  ])('never shows a cash rate %s', async (_, pair, rule) => {
    expect(await setCashRate(kit, office, { ...dollar, ...pair })).toBe(rule)
    expect((await rates.widget())?.cashWords).toBeNull()
  })

  test('shows the currencies that the operator wants, in his order, and none of which nothing is known', async () => {
    const wishes = { ...kit, rates: { ...rates.settings, currencies: ['CNY', 'SEK', 'USD'] } }
    expect((await ratesWidget(wishes, 'ru'))?.rows.map(({ code }) => code)).toEqual(['CNY', 'USD'])
  })

  test('costs one query after rates have changed, and none after that', async () => {
    let count = 0
    const counter = () => count++
    await kit.changes.announce(['rates'])
    kit.db.on('query', counter)
    await rates.widget()
    await rates.widget()
    kit.db.off('query', counter)
    expect(count).toBe(1)
  })
})

describe('sample rates', () => {
  beforeEach(() => rates.begin())

  test('are labelled in both languages, fill the chart and never grow stale', async () => {
    expect(await putInSampleRates(kit)).toBe(true)
    expect(await putInSampleRates(kit)).toBe(false)
    kit.clock.set('2027-01-24T12:00:00+05:00')
    for (const language of ['ru', 'kk'] as const) {
      expect(await ratesWidget(kit, language)).toMatchObject({ isSample: true, isStale: false })
    }
    expect(await rates.widget()).toMatchObject({ officialWords: expect.stringContaining('придуманы') })
    expect((await rates.widget())?.cashWords).toContain('Обменный пункт для примера')
    expect(await rows(kit.db, "select 1 from official_rates where currency = 'USD'")).toHaveLength(91)
  })

  test('go with the first real answer, all of them', async () => {
    await putInSampleRates(kit)
    rates.feed(xmlAnswer(feedBody(today)))
    await rates.refresh()
    expect(await rates.widget()).toMatchObject({ isSample: false, cashWords: null })
    expect((await rates.shown()).USD).toBe('480,10')
    expect(await rows(kit.db, "select 1 from official_rates where source = 'sample'")).toEqual([])
  })

  test('go with the other samples, on every page at once, and real rates stay', async () => {
    await putInSampleRates(kit)
    expect(await rates.widget()).not.toBeNull()
    expect(await removeSampleRates(kit)).toBe(true)
    expect(await rates.widget()).toBeNull()
    expect(await rows(kit.db, 'select 1 from exchange_offices')).toEqual([])
    rates.feed(xmlAnswer(feedBody(today)))
    await rates.refresh()
    expect(await removeSampleRates(kit)).toBe(false)
    expect((await rates.shown()).USD).toBe('480,10')
  })

  test('are nothing that a real rate could have jumped from', async () => {
    await putInSampleRates(kit)
    rates.feed(xmlAnswer(feedBody(today).replace('<description>67.40<', '<description>90.00<')))
    expect(await rates.refresh()).toMatchObject({ held: [] })
  })

  test('stay while nobody answers', async () => {
    await putInSampleRates(kit)
    await rates.refresh()
    expect(await fillRateHistory(kit, rates.settings)).toBe(0)
    expect(await rates.widget()).toMatchObject({ isSample: true })
  })
})

describe('the history', () => {
  beforeEach(beginWithToday)
  const days = () =>
    rows<{ day: string }>(
      kit.db,
      "select to_char(day, 'YYYY-MM-DD') as day from official_rates where currency = 'USD' order by day",
    )

  test('fills from the newest day back, a few days in one go, and asks for an empty day once', async () => {
    rates.provider.requests.length = 0
    rates.day('2026-11-23')
    rates.provider.answer('/rss/get_rates.cfm?fdate=22.11.2026', xmlAnswer('<rates></rates>'))
    rates.day('2026-11-21')
    expect(await fillRateHistory(kit, { ...rates.settings, historyDaysAtOnce: 3 })).toBe(2)
    expect((await days()).map(({ day }) => day)).toEqual(['2026-11-21', '2026-11-23', today])
    rates.day('2026-11-20')
    expect(await fillRateHistory(kit, { ...rates.settings, historyDaysAtOnce: 1 })).toBe(1)
    expect(rates.provider.requests.filter(({ path }) => path.endsWith('22.11.2026'))).toHaveLength(1)
  })

  test('takes a day on which the bank repeats the last working day for one without rates', async () => {
    rates.provider.answer('/rss/get_rates.cfm?fdate=23.11.2026', xmlAnswer(feedBody('2026-11-20')))
    rates.day('2026-11-22')
    expect(await fillRateHistory(kit, { ...rates.settings, historyDaysAtOnce: 2 })).toBe(1)
    expect((await days()).map(({ day }) => day)).toEqual(['2026-11-22', today])
  })

  test('stops at a fault and at a day that is not the one asked for', async () => {
    rates.provider.answer('/rss/get_rates.cfm', xmlAnswer(feedBody(today)))
    expect(await fillRateHistory(kit, rates.settings)).toBe(0)
    expect(await days()).toHaveLength(1)
    expect(await rates.reasonOf('rates-nbk-history')).toContain('another day came in place of 2026-11-23')
  })
})
