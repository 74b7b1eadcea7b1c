import type { HTMLElement } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setCashRate } from '../../src/features/rates/cash-rates.js'
import { putInSampleRates } from '../../src/features/rates/sample-rates.js'
import { rows } from '../../src/platform/database.js'
import { feedBody, linesWith } from '../features/rates/bodies.js'
import { openRatesTry, type RatesTry, today, xmlAnswer, yesterday } from '../features/rates/rates-try.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'

let site: TestSite
let rates: RatesTry
beforeAll(async () => {
  site = await openTestSite()
  rates = await openRatesTry(site.kit)
})
afterAll(async () => {
  await rates.provider.close()
  await site.close()
})

const main = async (path: string) => {
  const { status, page } = await site.ask(path)
  expect(status).toBe(200)
  const found = page.querySelector('main .money')
  if (!found) throw new Error('there is no page')
  return found
}
const cells = (row: HTMLElement | undefined) => (row?.querySelectorAll('th, td') ?? []).map(wordsOf).join(' ')
const boardRow = (page: HTMLElement, code: string) =>
  cells(page.querySelectorAll('#official ~ table tbody tr').find((row) => wordsOf(row).startsWith(code)))

describe('before any rate has come, the page', () => {
  test('says so, and draws nothing', async () => {
    const page = await main('/rates')
    expect(wordsOf(page)).toContain('Курсов пока нет.')
    expect(page.querySelectorAll('table, form, svg')).toEqual([])
  })

  test('answers a conversion all the same', async () => {
    expect(wordsOf(await main('/rates?amount=5&from=USD&to=EUR'))).toContain('Курсов пока нет.')
  })
})

describe('with samples, the page', () => {
  test.each([
    ['/rates', 'Курсы для примера'],
    ['/kk/rates', 'Үлгі бағамдар'],
  ])('%s is labelled, and its chart is alive', async (path, label) => {
    await rates.begin()
    await putInSampleRates(site.kit)
    const page = await main(path)
    expect(wordsOf(page.querySelector('.about'))).toContain(label)
    expect(page.querySelectorAll('.by-day tbody tr')).toHaveLength(91)
    expect(page.querySelector('svg .course')?.getAttribute('d')).toMatch(/^M0 [\d.]+(?:L[\d.]+ [\d.]+){90}$/)
  })
})

describe('the page of rates', () => {
  beforeAll(async () => {
    await rates.begin()
    site.kit.clock.set('2026-11-23T12:00:00+05:00')
    rates.feed(xmlAnswer(feedBody(yesterday)))
    await rates.refresh()
    site.kit.clock.set('2026-11-24T12:00:00+05:00')
    await site.kit.changes.announce(['newest:ru', 'newest:kk'])
    rates.feed(
      xmlAnswer(
        feedBody(today, linesWith({ code: 'USD', figure: '481.00' }, { code: 'UZS', figure: '4.00', lot: '100' })),
      ),
    )
    await rates.refresh()
    const office = { nameRu: 'Обмен на Абая', nameKk: 'Абайдағы айырбас', townRu: 'Семей', townKk: 'Семей' }
    await setCashRate(site.kit, office, {
      currency: 'USD',
      buy: 479,
      sell: 483,
      at: new Date('2026-11-24T09:30:00+05:00'),
    })
  })

  test('shows every currency with its change against yesterday', async () => {
    const page = await main('/rates')
    expect(boardRow(page, 'USD')).toBe('USD Доллар США 481,00 ▲ +0,90 рост на 0,90 тенге')
    expect(boardRow(page, 'UZS')).toBe('UZS Узбекский сум, за 100 4,00 ▼ −0,02 снижение на 0,02 тенге')
    expect(boardRow(page, 'RUB')).toContain('без изменений')
    expect(boardRow(page, 'AMD')).toContain('AMD Армянский драм 1,27')
    expect(page.querySelectorAll('#official ~ table tbody tr')).toHaveLength(23)
  })

  test('names its source with a link, and the day', async () => {
    const about = (await main('/rates')).querySelector('.about')
    expect(wordsOf(about)).toBe('Официальный курс Национального Банка на 24 ноября. Источник: Национальный Банк РК.')
    expect(about?.querySelector('a')?.getAttribute('href')).toBe('https://nationalbank.kz')
  })

  test('shows what the office pays and asks, with its time', async () => {
    const page = await main('/rates')
    expect(wordsOf(page)).toContain('Наличный обмен: Обмен на Абая, Семей')
    expect(cells(page.querySelector('#cash-0 ~ table tbody tr') ?? undefined)).toBe(
      'USD Доллар США 479,00 483,00 24 ноября 2026, 09:30',
    )
  })

  test('is Kazakh under /kk, and each knows the other', async () => {
    const { page } = await site.ask('/kk/rates')
    expect(wordsOf(page.querySelector('main .money'))).toContain('АҚШ доллары')
    expect(wordsOf(page.querySelector('main .money'))).toContain('0,90 теңгеге өсті')
    expect(page.querySelectorAll('link[rel=alternate]').map((link) => link.getAttribute('href'))).toContain(
      'https://locman.test/rates',
    )
  })

  test('draws the chosen currency, with the same in words and in a table', async () => {
    const page = await main('/rates?of=UZS')
    expect(wordsOf(page.querySelector('#chart h2'))).toBe('Узбекский сум, за 100: 90 дней')
    expect(page.querySelector('.curve')?.getAttribute('aria-label')).toContain('Наименьший 4,00, наибольший 4,02')
    expect(page.querySelectorAll('.by-day tbody tr').map(cells)).toEqual(['24 ноября 2026 4,00', '23 ноября 2026 4,02'])
    expect(wordsOf(page.querySelector('.years [aria-current]'))).toBe('UZS')
  })

  test('takes an unknown currency for the usual one', async () => {
    expect(wordsOf((await main('/rates?of=<b>')).querySelector('#chart h2'))).toBe('Доллар США: 90 дней')
  })

  test.each([
    ['amount=100&from=USD&to=KZT', '100,00 USD = 48 100,00 KZT', '1 USD = 481,00 KZT'],
    ['amount=1000,5&from=KZT&to=USD', '1 000,50 KZT = 2,08 USD', '1 KZT = 0,00208 USD'],
    ['amount=2%20000&from=RUB&to=UZS', '2 000,00 RUB = 302 500,00 UZS', '1 RUB = 151,25 UZS'],
    ['amount=0&from=EUR&to=EUR', '0,00 EUR = 0,00 EUR', '1 EUR = 1,00 EUR'],
  ])('converts %s without a script', async (query, result, rate) => {
    const found = (await main(`/rates?${query}`)).querySelector('.result')
    expect(wordsOf(found)).toBe(`${result} По официальному курсу: ${rate}`)
  })

  test.each(['abc', '-5', '1e9', 'NaN', '0x10', '1.2.3', '9'.repeat(40), '<script>'])(
    'says what is wrong with the amount %j and keeps it',
    async (amount) => {
      const page = await main(`/rates?amount=${encodeURIComponent(amount)}&from=USD&to=KZT`)
      expect(wordsOf(page.querySelector('.fault'))).toBe('Введите сумму числом, например 1000 или 49,90.')
      expect(page.querySelector('#amount')?.getAttribute('value')).toBe(amount)
      expect(page.querySelector('.result')).toBeNull()
    },
  )

  test('says that it has no rate for a forged currency', async () => {
    const page = await main('/rates?amount=5&from=XXX&to=__proto__')
    expect(wordsOf(page.querySelector('.fault'))).toContain('Для такой валюты курса нет')
  })

  test('is for search engines, its conversions are not', async () => {
    const robots = async (path: string) =>
      (await site.ask(path)).page.querySelector('meta[name=robots]')?.getAttribute('content')
    expect(await robots('/rates')).not.toContain('noindex')
    expect(await robots('/rates?amount=5&from=USD&to=KZT')).toContain('noindex')
  })

  test('is one cached page whatever else the address carries, and changes with the rates', async () => {
    await main('/rates')
    expect(await site.countQueries(() => site.ask('/rates?utm_source=x'))).toBe(0)
    rates.feed(xmlAnswer(feedBody(today, linesWith({ code: 'USD', figure: '482.00' }))))
    await rates.refresh()
    expect(boardRow(await main('/rates'), 'USD')).toContain('482,00')
  })

  test('has no drawing in the lite version, and ten days of the table', async () => {
    const { page, body } = await site.ask('/rates', { headers: { cookie: 'display=0an0pl' } })
    expect(page.querySelectorAll('main svg')).toEqual([])
    expect(wordsOf(page.querySelector('main'))).toContain('482,00')
    expect(body.length).toBeLessThan(30_000)
  })

  test('asks nobody outside', async () => {
    rates.provider.requests.length = 0
    await site.kit.changes.announce(['rates'])
    await main('/rates')
    expect(rates.provider.requests).toEqual([])
  })

  test('is empty again when the rates are too old to show', async () => {
    site.kit.clock.set('2026-12-20T12:00:00+05:00')
    await site.kit.changes.announce(['newest:ru'])
    expect(wordsOf(await main('/rates'))).toContain('Курсов пока нет.')
    expect(await rows(site.kit.db, 'select 1 from official_rates')).not.toEqual([])
  })
})
