import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { namedCashRates, type TypedCashRate, takeInCashRate } from '../../../src/features/rates/cash-desk.js'
import { ratesWidget } from '../../../src/features/rates/rates-widget.js'
import { putInSampleRates } from '../../../src/features/rates/sample-rates.js'
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
beforeEach(async () => {
  await rates.begin()
  rates.feed(xmlAnswer(feedBody(today)))
  await rates.refresh()
})

const typed: TypedCashRate = { currency: 'usd', buy: '478,5', sell: '482.5', office: 'Обмен на Абая', town: 'Семей' }

describe('an operator who types a cash rate', () => {
  test('shows it to readers at once, with a comma or a point, in small letters or capitals', async () => {
    expect(await takeInCashRate(kit, typed)).toBeUndefined()
    expect((await rates.widget())?.rows[0]?.cash).toEqual({ buy: '478,50', sell: '482,50' })
  })

  test('gives the Kazakh names once, and the Russian ones stand in until then', async () => {
    const inKazakh = async () => (await ratesWidget(kit, 'kk'))?.cashWords
    await takeInCashRate(kit, typed)
    expect(await inKazakh()).toContain('Обмен на Абая, Семей')
    await takeInCashRate(kit, { ...typed, officeKk: 'Абайдағы айырбас' })
    await takeInCashRate(kit, { ...typed, sell: '483' })
    expect(await inKazakh()).toContain('Абайдағы айырбас, Семей')
  })

  test.each<[string, Partial<TypedCashRate>, RegExp]>([
    ['words in place of a figure', { buy: 'много' }, /^A rate is a number/],
    ['an office without a name', { office: ' ' }, /^An office has a name/],
    ['an unknown kind of currency', { currency: 'доллар' }, /^"ДОЛЛАР" is not the code of a currency/],
    ['the tenge in tenge', { currency: 'KZT' }, /^"KZT" is not the code/],
    ['zero', { buy: '0' }, /^Both rates must be more than nothing/],
    ['swapped columns', { buy: '483' }, /^The office would pay 483 and ask 482\.5/],
    ['a slipped digit in one', { sell: '842,5' }, /^478\.5 and 842\.5 are too far apart: more than 6 %/],
    [
      'a slipped digit in both',
      { buy: '378', sell: '382' },
      /^The official rate of USD is 480\.1, and 378 and 382 are more than 8 %/,
    ],
    [
      'a rate for a hundred',
      { currency: 'UZS', buy: '3.9', sell: '4.1' },
      /The official rate of UZS is 0\.0402.*for one unit, not for a hundred/,
    ],
  ])('reads why it was not taken: %s', async (_, mistake, words) => {
    const refusal = await takeInCashRate(kit, { ...typed, ...mistake })
    expect(refusal).toMatch(words)
    expect(refusal).toMatch(/Nothing was stored\.$/)
    expect(await namedCashRates(kit)).toEqual(['Nobody has named cash rates.'])
  })

  test('sees what is stored, and what readers do not see any more', async () => {
    await takeInCashRate(kit, typed)
    kit.clock.set('2026-11-26T09:00:00+05:00')
    await takeInCashRate(kit, { ...typed, currency: 'RUB', buy: '5.9', sell: '6.2', townKk: 'Семей қаласы' })
    expect(await namedCashRates(kit)).toEqual([
      'Обмен на Абая, Семей (Обмен на Абая, Семей қаласы)',
      '  RUB  buys 5.9  sells 6.2  named 2026-11-26T09:00:00+05:00',
      '  USD  buys 478.5  sells 482.5  named 2026-11-24T12:00:00+05:00, too old to show',
    ])
  })

  test('knows a sample office by its label', async () => {
    await rates.begin()
    await putInSampleRates(kit)
    expect((await namedCashRates(kit))[0]).toMatch(/, a sample$/)
  })
})
