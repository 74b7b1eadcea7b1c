import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setCashRate } from '../../src/features/rates/cash-rates.js'
import { putInSampleRates } from '../../src/features/rates/sample-rates.js'
import { cbrBody, feedBody, linesWith, windows1251 } from '../features/rates/bodies.js'
import { openRatesTry, type RatesTry, today, xmlAnswer } from '../features/rates/rates-try.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'

let site: TestSite
let rates: RatesTry
beforeAll(async () => {
  site = await openTestSite()
  rates = await openRatesTry(site.kit)
})
beforeEach(() => rates.begin())
afterAll(async () => {
  await rates.provider.close()
  await site.close()
})

/** What the front page shows beside the news: heads of columns, rows, and the words under them. */
async function seen(
  path: string,
): Promise<{ columns: string[]; rows: string[]; under: string[]; warning: string } | null> {
  await site.kit.changes.announce(['rates', 'front:ru', 'front:kk', 'newest:ru', 'newest:kk'])
  const widget = (await site.ask(path)).page.querySelector('.side .rates')
  return (
    widget && {
      columns: widget.querySelectorAll('thead th').map(wordsOf),
      rows: widget.querySelectorAll('tbody tr').map(
        (row) =>
          `${wordsOf(row)}${row
            .querySelectorAll('td')
            .map((cell) => ` [${cell.getAttribute('colspan') ?? '1'}]`)
            .join('')}`,
      ),
      under: widget.querySelectorAll('.state').map(wordsOf),
      warning: wordsOf(widget.querySelector('.state b')),
    }
  )
}

async function beginWithToday(body = feedBody(today)): Promise<void> {
  rates.feed(xmlAnswer(body))
  await rates.refresh()
}

const office = { nameRu: 'Обмен на Абая', nameKk: 'Абайдағы айырбас', townRu: 'Усть-Каменогорск', townKk: 'Өскемен' }
const named = new Date('2026-11-24T09:30:00+05:00')

describe('beside the news a reader sees', () => {
  test.each([
    [
      '/',
      ['Валюта', 'Покупка', 'Продажа'],
      '$ доллар 478,00 482,50 [1] [1]',
      'UZS сум, за 100 курс НБРК 4,02 [2]',
      [
        'Официальный курс Национального Банка на 24 ноября. Источник: Национальный Банк РК',
        'Покупка и продажа: Обмен на Абая, Усть-Каменогорск, 24 ноября 2026, 09:30',
      ],
    ],
    [
      '/kk',
      ['Валюта түрі', 'Сатып алу', 'Сату'],
      '$ доллар 478,00 482,50 [1] [1]',
      'UZS 100 сум ҰБ бағамы 4,02 [2]',
      [
        'Ұлттық Банктің ресми бағамы: 24 қараша. Дереккөз: ҚР Ұлттық Банкі',
        'Сатып алу мен сату: Абайдағы айырбас, Өскемен, 2026 жылғы 24 қараша, 09:30',
      ],
    ],
  ])(
    'on %s all six currencies, the official rate once across both columns where nobody named others',
    async (path, columns, dollar, soum, under) => {
      await beginWithToday()
      await setCashRate(site.kit, office, { currency: 'USD', buy: 478, sell: 482.5, at: named })
      const found = await seen(path)
      expect(found?.columns).toEqual(columns)
      expect(found?.rows).toHaveLength(6)
      expect(found?.rows[0]).toBe(dollar)
      expect(found?.rows.slice(1).every((row) => row.endsWith(' [2]'))).toBe(true)
      expect(found?.rows[5]).toBe(soum)
      expect(found?.under).toEqual(under)
      expect(found?.warning).toBe('')
    },
  )

  test.each([
    ['/', '¥ юань через рубль 67,20 [2]', /^Пересчитан через рубль по курсу Банка России на 24 ноября/],
    ['/kk', '¥ юань рубль арқылы 67,20 [2]', /Ресей Банкінің бағамы бойынша рубль арқылы есептелді, 24 қараша/],
  ])('on %s the currencies that there are, when others are lacking', async (path, yuan, words) => {
    rates.provider.answer('/scripts/XML_daily.asp', { body: windows1251(cbrBody(today)) })
    await rates.refresh()
    const found = await seen(path)
    expect(found?.rows.map((row) => row.split(' ')[0])).toEqual(['$', '€', '₽', '¥'])
    expect(found?.rows[3]).toBe(yuan)
    expect(found?.under[0]).toMatch(words)
  })

  test.each([
    ['/', '¥ юань курс НБРК на 23 ноября 67,40 [2]'],
    ['/kk', '¥ юань ҰБ бағамы 23 қараша 67,40 [2]'],
  ])('on %s the day of a rate that is older than the others', async (path, yuan) => {
    await rates.beginWithYesterday()
    await beginWithToday(feedBody(today, linesWith({ code: 'CNY', figure: 'NaN' })))
    expect((await seen(path))?.rows[3]).toBe(yuan)
  })

  test.each([
    ['/', 'Последний официальный курс — на 24 ноября.', 'Курс давно не обновлялся, последний — на 24 ноября'],
    ['/kk', 'Соңғы ресми бағам: 24 қараша.', 'Бағам көптен бері жаңартылған жоқ, соңғысы: 24 қараша'],
  ])('on %s that a rate is the last one, then that it is old, then nothing', async (path, last, old) => {
    await beginWithToday()
    site.kit.clock.set('2026-11-29T12:00:00+05:00')
    const late = await seen(path)
    expect(late?.under[0]).toContain(last)
    expect(late?.warning).toBe('')
    site.kit.clock.set('2026-12-05T12:00:00+05:00')
    const stale = await seen(path)
    expect(stale?.warning).toBe(old)
    expect(stale?.rows[0]).toContain('480,10')
    site.kit.clock.set('2026-12-09T00:00:00+05:00')
    expect(await seen(path)).toBeNull()
  })

  test.each([
    ['/', 'Курсы для примера.', 'Обменный пункт для примера'],
    ['/kk', 'Үлгі бағамдар.', 'Үлгі айырбастау пункті'],
  ])('on %s that samples are samples', async (path, warning, office) => {
    await putInSampleRates(site.kit)
    const found = await seen(path)
    expect(found?.warning).toBe(warning)
    expect(found?.under[1]).toContain(office)
    expect(found?.rows).toHaveLength(6)
  })

  test.each(['/', '/kk'])('on %s nothing while nothing is known', async (path) => {
    expect(await seen(path)).toBeNull()
  })
})
