import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refreshRates } from '../../../src/features/rates/rates-refresh.js'
import { ratesWidget } from '../../../src/features/rates/rates-widget.js'
import { run } from '../../../src/platform/database.js'
import { gzipBomb, isSlow, openReplay, type ReplayAnswer, redirect } from '../../support/replay-server.js'
import { openTestKit, type TestKit } from '../../support/test-kit.js'
import { cbrBody, dayBody, feedBody, frankfurterBody, linesWith, windows1251 } from './bodies.js'
import {
  feedPath,
  openRatesTry,
  type RatesTry,
  today,
  tomorrow,
  xmlAnswer,
  yesterday,
  yesterdaysRates,
} from './rates-try.js'

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

const todaysLines = linesWith({ code: 'USD', figure: '481.00', change: '+0.90' })

describe('a reader sees', () => {
  beforeEach(() => rates.begin())

  test('the rates of the feed of the National Bank, for one unit or a hundred', async () => {
    rates.feed(xmlAnswer(feedBody(today)))
    expect(await rates.refresh()).toMatchObject({ source: 'nbk', day: today, held: [] })
    expect(await rates.shown()).toEqual(yesterdaysRates)
    const widget = await rates.widget()
    expect(widget?.officialWords).toBe('Официальный курс Национального Банка на\u00a024 ноября')
    expect(widget?.rows.at(-1)).toMatchObject({ code: 'UZS', name: 'сум, за\u00a0100', cash: null })
  })

  test('the rates of the day when the feed is away, and how they moved', async () => {
    rates.day(yesterday)
    rates.day(today, todaysLines)
    kit.clock.set('2026-11-23T12:00:00+05:00')
    await rates.refresh()
    kit.clock.set('2026-11-24T12:00:00+05:00')
    await rates.refresh()
    expect((await rates.shown()).USD).toBe('481,00')
    expect((await rates.widget())?.rows[0]?.change).toEqual({
      direction: 'up',
      words: '+0,90',
      heard: 'рост на 0,90 тенге',
    })
  })

  test('the rates of the last working day over a long weekend', async () => {
    rates.provider.answer('/rss/get_rates.cfm', xmlAnswer('<rates></rates>'))
    rates.day('2026-11-20')
    await rates.refresh()
    expect(await rates.shown()).toEqual(yesterdaysRates)
    expect((await rates.widget())?.officialWords).toContain('на\u00a020 ноября')
  })

  test('the rates of the National Bank by way of Frankfurter when the bank is away', async () => {
    const tenge = { USD: 480.1, EUR: 555.2, RUB: 6.05, CNY: 67.4, KGS: 5.51, UZS: 0.0402 }
    rates.provider.answer('/v2/rates', {
      headers: { 'content-type': 'application/json' },
      body: frankfurterBody(today, tenge),
    })
    expect(await rates.refresh()).toMatchObject({ source: 'frankfurter' })
    expect(await rates.shown()).toEqual(yesterdaysRates)
    expect((await rates.widget())?.source.name).toContain('Frankfurter')
    expect(rates.provider.requests.at(-1)?.path).toBe('/v2/rates?base=KZT&quotes=USD,EUR,RUB,CNY,KGS,UZS&providers=NBK')
  })

  test('the currencies of the operator by that way too, though the rules want to see the dollar and the rouble', async () => {
    const settings = { ...rates.settings, currencies: ['CNY', 'EUR'] }
    rates.provider.answer('/v2/rates?base=KZT&quotes=CNY,EUR,USD,RUB&providers=NBK', {
      body: frankfurterBody(today, { CNY: 67.4, EUR: 555.2, USD: 480.1, RUB: 6.05 }),
    })
    expect(await refreshRates(kit, settings)).toMatchObject({ source: 'frankfurter' })
    const widget = await ratesWidget({ ...kit, rates: settings }, 'ru')
    expect(widget?.rows.map(({ code, official }) => `${code} ${official}`)).toEqual(['CNY 67,40', 'EUR 555,20'])
  })

  test('rates reckoned through the rouble, and so labelled, when only the Central Bank of Russia answers, in windows-1251', async () => {
    rates.provider.answer('/scripts/XML_daily.asp', {
      headers: { 'content-type': 'text/xml; charset=windows-1251' },
      body: windows1251(cbrBody(today)),
    })
    expect(await rates.refresh()).toMatchObject({ source: 'cbr' })
    expect(await rates.shown()).toEqual({ USD: '480,00', EUR: '555,00', RUB: '6,00', CNY: '67,20' })
    const widget = await rates.widget()
    expect(widget?.rows.every(({ isCross }) => isCross)).toBe(true)
    expect(widget?.officialWords).toContain('через рубль')
  })

  test('the National Bank again as soon as it is back, though the cross rate was for a later day', async () => {
    rates.provider.answer('/scripts/XML_daily.asp', { body: windows1251(cbrBody(tomorrow)) })
    await rates.refresh()
    rates.feed(xmlAnswer(feedBody(today)))
    await rates.refresh()
    expect((await rates.shown()).USD).toBe('480,10')
    expect((await rates.widget())?.rows[0]?.isCross).toBe(false)
  })

  test("tomorrow's rates in the evening, with their date", async () => {
    rates.feed(xmlAnswer(feedBody(tomorrow)))
    await rates.refresh()
    expect((await rates.widget())?.officialWords).toContain('на\u00a025 ноября')
  })

  test('the right rates from a feed with decimal commas', async () => {
    rates.feed(
      xmlAnswer(
        feedBody(today, linesWith({ code: 'USD', figure: '481,25' }, { code: 'UZS', figure: '4,02', lot: '100' })),
      ),
    )
    await rates.refresh()
    expect(await rates.shown()).toMatchObject({ USD: '481,25', UZS: '4,02' })
  })

  test('the right rates from a server that names the wrong charset', async () => {
    const body = windows1251(dayBody(today).replace('encoding="utf-8"', 'encoding="windows-1251"'))
    rates.provider.answer('/rss/get_rates.cfm', { headers: { 'content-type': 'text/xml; charset=UTF-8' }, body })
    await rates.refresh()
    expect(await rates.shown()).toEqual(yesterdaysRates)
  })

  test('nothing at all when no source has ever answered', async () => {
    expect(await rates.refresh()).toBeUndefined()
    expect(await rates.widget()).toBeNull()
  })
})

describe("when the feed is wrong in a row, a reader sees yesterday's rate of that currency and today's of the others", () => {
  beforeEach(() => rates.beginWithYesterday())

  test.each<[string, Parameters<typeof linesWith>[0], string]>([
    ['the lot of the soum is lost', { code: 'UZS', figure: '4.10', lot: null }, 'UZS'],
    ['the lot of the soum says 1', { code: 'UZS', figure: '4.10', lot: '1' }, 'UZS'],
    ['the yuan is NaN', { code: 'CNY', figure: 'NaN' }, 'CNY'],
    ['the yuan is 0', { code: 'CNY', figure: '0' }, 'CNY'],
    ['the yuan is negative', { code: 'CNY', figure: '-67.50' }, 'CNY'],
    ['the yuan is empty', { code: 'CNY', figure: '' }, 'CNY'],
  ])('%s', async (_, line, currency) => {
    rates.feed(xmlAnswer(feedBody(today, linesWith({ code: 'USD', figure: '481.00' }, line))))
    await rates.refresh()
    const shown = await rates.shown()
    expect(shown.USD).toBe('481,00')
    expect(shown[currency]).toBe(yesterdaysRates[currency as 'UZS' | 'CNY'])
    const row = (await rates.widget())?.rows.find(({ code }) => code === currency)
    expect(row?.dayNote).toBe('на\u00a023 ноября')
  })
})

describe("a reader goes on seeing yesterday's rates, and the operator reads why, when the feed", () => {
  beforeEach(() => rates.beginWithYesterday())
  const json = { 'content-type': 'application/json' }

  test.each<[string, () => ReplayAnswer, RegExp]>([
    [
      'answers an error in JSON with status 200',
      () => ({ headers: json, body: '{"code":500,"message":"Invalid format date"}' }),
      /not XML/,
    ],
    ['has no items', () => xmlAnswer('<?xml version="1.0"?><rates></rates>'), /is empty/],
    [
      'is a web page with status 200',
      () => ({
        headers: { 'content-type': 'text/html' },
        body: '<!DOCTYPE html><html><body>Доступ ограничен</body></html>',
      }),
      /web page/,
    ],
    ['is an empty body', () => xmlAnswer(''), /is empty/],
    [
      'brings an entity bomb',
      () =>
        xmlAnswer(
          `<!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${feedBody(today)
            .replace(/^<\?xml[^>]*>/, '')
            .replace('481', '&b;')}`,
        ),
      /document type/,
    ],
    ['is cut off', () => xmlAnswer(feedBody(today).slice(0, 2500)), /broken/],
    ["is somebody else's XML", () => xmlAnswer('<feed><item><title>USD</title></item></feed>'), /begins with <feed>/],
    ['lost the dollar', () => xmlAnswer(feedBody(today, todaysLines.slice(1))), /the dollar and the rouble/],
    ['lost half of its currencies', () => xmlAnswer(feedBody(today, todaysLines.slice(0, 12))), /enough currencies/],
    [
      'names the euro twice',
      () => xmlAnswer(feedBody(today, [...todaysLines, { code: 'EUR', figure: '560.00' }])),
      /two values/,
    ],
    [
      'has swapped the dollar and the euro for half its worth',
      () => xmlAnswer(feedBody(today, linesWith({ code: 'EUR', figure: '301.00' }))),
      /agree/,
    ],
    ['mixes two days', () => xmlAnswer(feedBody(today, todaysLines).replace('24.11.2026', '23.11.2026')), /one day/],
    ['goes back to the day before', () => xmlAnswer(feedBody('2026-11-20', todaysLines)), /not before the one shown/],
    ['is of the day after next week', () => xmlAnswer(feedBody('2026-12-02', todaysLines)), /the day is near/],
    [
      'redirects to another host',
      () => redirect('http://127.0.0.1:9/rss/rates_all.xml'),
      /redirects to 127\.0\.0\.1:9/,
    ],
    ['redirects to itself for ever', () => redirect(feedPath, 302), /redirects more than/],
    ['sends 5 MB', () => ({ body: ' '.repeat(5_000_000) }), /more than is taken/],
    ['never stops sending', () => ({ behaviour: 'endless' }), /more than is taken/],
    ['sends a gzip bomb', () => gzipBomb(50_000_000), /more than is taken/],
    ['hangs before its headers', () => ({ behaviour: 'hang' }), /in time/],
    ['drips a byte a second', () => ({ ...xmlAnswer(feedBody(today, todaysLines)), behaviour: 'drip' }), /in time/],
    [
      'breaks off in the middle',
      () => ({ ...xmlAnswer(feedBody(today, todaysLines)), behaviour: 'cut' }),
      /cannot be reached/,
    ],
    ['answers 403', () => ({ status: 403 }), /answered 403/],
    ['answers 503', () => ({ status: 503 }), /answered 503/],
  ])('%s', async (_, answer, reason) => {
    const sent = answer()
    rates.feed(sent)
    expect(await rates.refresh(isSlow(sent) ? { deadlineInSeconds: 0.5 } : {})).toBeUndefined()
    expect(await rates.shown()).toEqual(yesterdaysRates)
    expect((await rates.widget())?.officialWords).toContain('на\u00a023 ноября')
    expect(await rates.reasonOf('rates-nbk')).toMatch(reason)
  })

  test.each([429, 503])('asks with %i to be left alone for an hour, and it is left alone', async (status) => {
    rates.feed({ status, headers: { 'retry-after': 'Tue, 24 Nov 2026 08:00:00 GMT' } })
    await rates.refresh()
    rates.feed(xmlAnswer(feedBody(today, todaysLines)))
    const asked = () => rates.provider.requests.filter(({ path }) => path === feedPath).length
    kit.clock.set('2026-11-24T12:59:00+05:00')
    await rates.refresh()
    expect(asked()).toBe(1)
    expect((await rates.shown()).USD).toBe('480,10')
    kit.clock.set('2026-11-24T13:00:00+05:00')
    await rates.refresh()
    expect(asked()).toBe(2)
    expect((await rates.shown()).USD).toBe('481,00')
  })

  test.each<[string, string, string, ReplayAnswer, RegExp]>([
    [
      'the Central Bank of Russia sends a page that checks the browser',
      'rates-cbr',
      '/scripts/XML_daily.asp',
      { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>DDoS-Guard</title>' },
      /web page/,
    ],
    [
      'the Central Bank of Russia has forgotten the tenge',
      'rates-cbr',
      '/scripts/XML_daily.asp',
      { body: windows1251(cbrBody(today).replace('KZT', 'KZZ')) },
      /does not quote the tenge/,
    ],
    [
      'Frankfurter answers a line for each rate',
      'rates-frankfurter',
      '/v2/rates',
      { body: `{"date":"${today}","base":"KZT","quote":"USD","rate":0.002}\n{"date":"${today}"}` },
      /not JSON/,
    ],
    [
      'Frankfurter answers its error',
      'rates-frankfurter',
      '/v2/rates',
      { body: '{"message":"not found"}' },
      /not a list of rates/,
    ],
    [
      'the National Bank has published nothing for ten days',
      'rates-nbk-day',
      '/rss/get_rates.cfm',
      xmlAnswer('<rates></rates>'),
      /has published nothing for 10 days/,
    ],
  ])('is away, and %s', async (_, fetcher, path, answer, reason) => {
    rates.provider.answer(path, answer)
    expect(await rates.refresh()).toBeUndefined()
    expect(await rates.shown()).toEqual(yesterdaysRates)
    expect(await rates.reasonOf(fetcher)).toMatch(reason)
  })

  test('does not follow a redirect to another host even when that one has rates', async () => {
    const other = await openReplay()
    other.answer(feedPath, xmlAnswer(feedBody(today, todaysLines)))
    rates.feed(redirect(other.origin + feedPath))
    await rates.refresh()
    expect((await rates.shown()).USD).toBe('480,10')
    expect(other.requests).toEqual([])
    await other.close()
  })
})

describe('when the dollar jumps by 40 %, a reader sees', () => {
  beforeEach(() => rates.beginWithYesterday())
  const jumped = linesWith({ code: 'USD', figure: '672.00' }, { code: 'RUB', figure: '6.10' })

  test("yesterday's dollar with its date, and today's rouble", async () => {
    rates.feed(xmlAnswer(feedBody(today, jumped)))
    expect(await rates.refresh()).toMatchObject({ held: ['USD'] })
    expect(await rates.shown()).toMatchObject({ USD: '480,10', RUB: '6,10' })
    expect((await rates.widget())?.rows[0]?.dayNote).toBe('на\u00a023 ноября')
  })

  test('the new dollar at once when the Central Bank of Russia says the same', async () => {
    rates.feed(xmlAnswer(feedBody(today, jumped)))
    rates.provider.answer('/scripts/XML_daily.asp', { body: windows1251(cbrBody(today, { USD: '111,0000' })) })
    expect(await rates.refresh()).toMatchObject({ held: [] })
    expect((await rates.shown()).USD).toBe('672,00')
  })

  test('the new dollar when it comes again half an hour later, and not before', async () => {
    rates.feed(xmlAnswer(feedBody(today, jumped)))
    await rates.refresh()
    kit.clock.set('2026-11-24T12:29:00+05:00')
    await rates.refresh()
    expect((await rates.shown()).USD).toBe('480,10')
    kit.clock.set('2026-11-24T12:30:00+05:00')
    await rates.refresh()
    expect((await rates.shown()).USD).toBe('672,00')
  })

  test('the old dollar when the next fetch takes it back', async () => {
    rates.feed(xmlAnswer(feedBody(today, jumped)))
    await rates.refresh()
    kit.clock.set('2026-11-24T16:37:00+05:00')
    rates.feed(xmlAnswer(feedBody(today, todaysLines)))
    await rates.refresh()
    expect((await rates.shown()).USD).toBe('481,00')
    expect((await rates.widget())?.rows[0]?.dayNote).toBeNull()
  })

  test('never a won a hundred times dearer, however often it comes', async () => {
    const lost = linesWith({ code: 'KRW', figure: '33.40', lot: '1' })
    rates.feed(xmlAnswer(feedBody(today, lost)))
    await rates.refresh()
    kit.clock.set('2026-11-24T16:37:00+05:00')
    expect(await rates.refresh()).toMatchObject({ held: ['KRW'] })
  })
})

describe('an unchanged feed', () => {
  const answerOnce = () =>
    rates.provider.answer(feedPath, ({ headers }) =>
      headers['if-none-match'] === '"a"'
        ? { status: 304 }
        : { ...xmlAnswer(feedBody(today)), headers: { etag: '"a"', 'content-type': 'text/xml' } },
    )

  test('is not sent again, and its rates stay', async () => {
    await rates.begin()
    answerOnce()
    await rates.refresh()
    expect(await rates.refresh()).toBe('unchanged')
    expect(await rates.shown()).toEqual(yesterdaysRates)
  })

  test('comes whole once more when what it held could not be stored', async () => {
    await rates.begin()
    answerOnce()
    await run(kit.db, 'alter table official_rates rename column value to away')
    await rates.refresh().catch(() => {})
    await run(kit.db, 'alter table official_rates rename column away to value')
    await rates.refresh()
    expect(await rates.shown()).toEqual(yesterdaysRates)
  })
})
