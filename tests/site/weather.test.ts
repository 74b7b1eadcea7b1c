import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Air } from '../../src/features/weather/air-reading.js'
import { type Condition, conditions } from '../../src/features/weather/condition.js'
import { inventForecast, putInSampleWeather } from '../../src/features/weather/sample-weather.js'
import { usualWeather } from '../../src/features/weather/weather-settings.js'
import { allPlaces, keepAir, keepForecast } from '../../src/features/weather/weather-store.js'
import { weatherTag } from '../../src/features/weather/weather-tag.js'
import { rows } from '../../src/platform/database.js'
import { openTestKit, type TestKit, testNow } from '../support/test-kit.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'

let site: TestSite
let kit: TestKit
beforeAll(async () => {
  kit = { ...(await openTestKit()), weather: { ...usualWeather, defaultTown: 'oskemen' } }
  site = await openTestSite({ kit })
})
beforeEach(async () => {
  kit.clock.set(testNow)
  await rows(kit.db, 'delete from weather_forecasts')
  await rows(kit.db, 'delete from weather_air')
  await kit.changes.announce([weatherTag, 'newest:ru', 'newest:kk', 'front:ru', 'front:kk'])
})
afterAll(() => site.close())

/** A real forecast for every town: as cold as told, and the same sky all week. */
async function foretell(options: { temperature?: number; condition?: Condition } = {}): Promise<void> {
  const { temperature = -4, condition = 'clear' } = options
  const now = kit.clock.now()
  for (const place of await allPlaces(kit.db)) {
    const forecast = inventForecast(place, now)
    for (const hour of forecast.hours) Object.assign(hour, { temperature, condition, wind: 3, humidity: 61 })
    for (const { day, night } of forecast.days) {
      if (day) Object.assign(day, { temperature: temperature + 2, condition, wind: 6, precipitation: 1.2 })
      if (night) Object.assign(night, { temperature: temperature - 7, condition })
    }
    await keepForecast(kit.db, place.slug, {
      provider: 'met',
      forecast,
      fetchedAt: now,
      lastModified: null,
      notBefore: null,
    })
  }
  await kit.changes.announce([weatherTag])
}

const main = async (path: string) => (await site.ask(path)).page.querySelector('main')
const wordsAt = async (path: string) => wordsOf(await main(path))
const hrefs = async (path: string, selector: string) =>
  (await site.ask(path)).page.querySelectorAll(selector).map((link) => link.getAttribute('href'))

describe('the page of all towns', () => {
  test.each([
    ['/weather', 'Погода в городах Казахстана', 'Усть-Каменогорск', 'ясно', 'Выбрать: Семей'],
    ['/kk/weather', 'Қазақстан қалаларындағы ауа райы', 'Өскемен', 'ашық', 'Таңдау: Семей'],
  ])('%s tells of twenty', async (path, heading, town, sky, choose) => {
    await foretell()
    const page = await main(path)
    expect(wordsOf(page?.querySelector('h1') ?? null)).toBe(heading)
    const towns = page?.querySelectorAll('.towns li') ?? []
    expect(towns).toHaveLength(20)
    for (const each of towns) expect(wordsOf(each)).toContain(`−4° ${sky}`)
    expect(wordsOf(towns.at(-1) ?? null)).toContain(town)
    expect(page?.querySelector(`a[aria-label="${choose}"]`)?.getAttribute('href')).toMatch(
      /\/town\/set\?town=semey&back=%2F(?:kk%2F)?weather%2Fsemey$/,
    )
  })
  test('names its source and licence', async () => {
    await foretell()
    expect(await hrefs('/weather', '.weather-credit a')).toEqual([
      'https://www.met.no/',
      'https://creativecommons.org/licenses/by/4.0/',
    ])
  })
  test('exists once for search engines, in both languages', async () => {
    const { page } = await site.ask('/kk/weather?utm_source=x')
    expect(page.querySelector('link[rel=canonical]')?.getAttribute('href')).toBe('https://locman.test/kk/weather')
    expect(
      page.querySelectorAll('link[hreflang]').map((link) => [link.getAttribute('hreflang'), link.getAttribute('href')]),
    ).toEqual([
      ['kk', 'https://locman.test/kk/weather'],
      ['ru', 'https://locman.test/weather'],
      ['x-default', 'https://locman.test/weather'],
    ])
  })
  test.each([
    ['/weather', 'Прогноза пока нет'],
    ['/kk/weather', 'Болжам әзірге жоқ'],
  ])('%s says so when nothing is known, and still lists the towns', async (path, words) => {
    const page = await main(path)
    expect(wordsOf(page)).toContain(words)
    expect(page?.querySelectorAll('.towns h2 a')).toHaveLength(20)
  })
  test.each([
    ['/weather', 'Погода для примера'],
    ['/kk/weather', 'Үлгі ауа райы'],
  ])('%s says of a sample that it is one, and names no source for it', async (path, words) => {
    await putInSampleWeather(kit)
    const page = await main(path)
    expect(wordsOf(page?.querySelector('.sample-weather') ?? null)).toContain(words)
    expect(page?.querySelectorAll('.weather-credit')).toHaveLength(0)
  })
  test('shows the new weather as soon as it has come', async () => {
    await foretell({ temperature: -4 })
    expect(await wordsAt('/weather')).toContain('−4°')
    await foretell({ temperature: -23 })
    expect(await wordsAt('/weather')).not.toContain('−4°')
  })
})

describe("a town's page", () => {
  test('tells of now, of hours and of a week', async () => {
    await foretell()
    const page = await main('/weather/semey')
    expect(wordsOf(page?.querySelector('h1') ?? null)).toBe('Погода: Семей')
    expect(wordsOf(page?.querySelector('.right-now') ?? null)).toBe('−4° ясно ветер 3 м/с, влажность 61 %')
    expect(page?.querySelectorAll('.hours li')).toHaveLength(12)
    expect(wordsOf(page?.querySelector('.hours li') ?? null)).toMatch(/^13:00 ?−4°/)
    const days = page?.querySelectorAll('.week tbody tr') ?? []
    expect(days).toHaveLength(7)
    expect(wordsOf(days[1]?.querySelector('th .heard') ?? null)).toBe('Среда, 25 ноября 2026')
    expect(days[1]?.querySelectorAll('td').map(wordsOf)).toEqual(['−2°', '−11°', 'ясно ветер до 6 м/с, осадки 1,2 мм'])
  })
  test('leads to the news of its region and to the other towns', async () => {
    expect(await hrefs('/kk/weather/oskemen', 'main .ways a')).toEqual([
      '/kk/town/set?town=oskemen&back=%2Fkk%2Fweather%2Foskemen',
      '/kk/weather',
      '/kk/region/east-kazakhstan',
    ])
  })
  test('draws every sky', async () => {
    for (const condition of conditions) {
      await foretell({ condition })
      expect((await main('/weather/almaty'))?.querySelector('.right-now svg')?.childNodes.length).toBeGreaterThan(1)
    }
  })
  test('says when the data are old, and after half a day speaks of days only', async () => {
    await foretell()
    kit.clock.set('2026-11-24T15:30:00+05:00')
    await kit.changes.announce([weatherTag])
    expect(await wordsAt('/weather/semey')).toContain('Данные на 12:00, новых пока нет')
    expect(await wordsAt('/kk/weather/semey')).toContain('Дерек уақыты: 12:00')
    kit.clock.set('2026-11-25T01:00:00+05:00')
    await kit.changes.announce([weatherTag])
    const page = await main('/weather/semey')
    expect(page?.querySelectorAll('.right-now, .hours')).toHaveLength(0)
    expect(page?.querySelectorAll('.week tbody tr').length).toBeGreaterThan(4)
  })
  test.each([
    ['/weather/semey', 'Оценка модели CAMS', 'плохое'],
    ['/kk/weather/semey', 'CAMS моделінің бағалауы', 'нашар'],
  ])('%s calls the air an estimate of a model', async (path, label, band) => {
    const air: Air = { estimatedAt: testNow, europeanIndex: 71, usIndex: 120, pm2_5: 38.4, pm10: 51 }
    await keepAir(kit.db, new Map([['semey', air]]), testNow)
    await kit.changes.announce([weatherTag])
    const found = (await main(path))?.querySelector('.air') ?? null
    expect(wordsOf(found)).toContain(label)
    expect(wordsOf(found)).toContain(band)
    expect(found?.querySelectorAll('a').map((link) => link.getAttribute('href'))).toEqual([
      'https://atmosphere.copernicus.eu/',
      'https://open-meteo.com/',
    ])
  })
  test.each(['/weather/atlantis', '/weather/abai', '/weather/Semey', '/weather/%00', '/kk/weather/x'])(
    '%s does not exist',
    async (path) => expect((await site.ask(path)).status).toBe(404),
  )
  test('carries no icon and no script in the lite version', async () => {
    await foretell()
    const { page } = await site.ask('/weather/semey', { headers: { cookie: 'display=0an0pl' } })
    expect(page.querySelectorAll('svg, script, .side')).toHaveLength(0)
    expect(wordsOf(page.querySelector('main'))).toContain('−4° ясно')
  })
})

describe('the weather beside the news', () => {
  test('is that of the default town, on every page', async () => {
    await foretell()
    const box = (await site.ask('/')).page.querySelector('.side .weather')
    expect(wordsOf(box)).toMatch(/^Погода −4° Усть-Каменогорск ясно ветер 3 м\/с, влажность 61 %/)
    expect(box?.querySelectorAll('.ahead li')).toHaveLength(4)
    expect(wordsOf((await site.ask('/kk/archive')).page.querySelector('.side .weather'))).toContain('Өскемен ашық')
  })
  test('is not there when nothing honest is known', async () => {
    expect((await site.ask('/')).page.querySelector('.weather')).toBeNull()
  })
  test.each([
    ['/', 'Погода для примера'],
    ['/kk', 'Үлгі ауа райы'],
  ])('on %s says of a sample that it is one', async (path, words) => {
    await putInSampleWeather(kit)
    expect(wordsOf((await site.ask(path)).page.querySelector('.weather .state'))).toContain(words)
  })
  test('names its source, also when it is old', async () => {
    await foretell()
    kit.clock.set('2026-11-24T16:00:00+05:00')
    await kit.changes.announce([weatherTag, 'newest:ru', 'front:ru'])
    const state = (await site.ask('/')).page.querySelector('.weather .state')
    expect(wordsOf(state)).toMatch(/^Последние данные: 12:00 MET Norway, CC BY 4\.0/)
  })
  test('does not make another page for a reader who has chosen a town', async () => {
    await foretell()
    const usual = await site.ask('/archive')
    const chosen = await site.ask('/archive', { headers: { cookie: 'town=semey' } })
    expect(chosen.headers.etag).toBe(usual.headers.etag)
    expect(chosen.bytes.equals(usual.bytes)).toBe(true)
  })
  test('can be had for another town as a fragment, the same for everybody', async () => {
    await foretell()
    const { status, headers, page, body } = await site.ask('/kk/fragment/weather/semey')
    expect(status).toBe(200)
    expect(headers['cache-control']).toMatch(/^public/)
    expect(headers['x-robots-tag']).toBe('noindex')
    expect(headers['set-cookie']).toBeUndefined()
    expect(body).not.toContain('<html')
    expect(page.querySelector('.weather')?.getAttribute('data-town')).toBe('semey')
    expect(wordsOf(page.querySelector('.weather'))).toContain('Семей ашық')
    const other = await site.ask('/kk/fragment/weather/semey', { headers: { cookie: 'town=almaty' } })
    expect(other.headers.etag).toBe(headers.etag)
  })
  test('costs no query once the memory has it', async () => {
    await foretell()
    await site.ask('/archive/2021')
    const kept = await site.countQueries(() => site.ask('/archive/2022'))
    await kit.changes.announce([weatherTag])
    expect(await site.countQueries(() => site.ask('/archive/2023'))).toBe(kept + 1)
  })
  test.each(['/fragment/weather/atlantis', '/fragment/weather/semey', '/fragment/weather'])(
    '%s is not found when there is no such weather',
    async (path) => expect((await site.ask(path)).status).toBe(404),
  )
})

describe('the chosen town', () => {
  const set = (query: string, cookie?: string) => site.ask(`/town/set?${query}`, cookie ? { headers: { cookie } } : {})

  test('is kept in one cookie by a plain link, which leads back', async () => {
    const { status, headers } = await set('town=semey&back=%2Fkk%2Fweather%2Fsemey')
    expect(status).toBe(303)
    expect(headers.location).toBe('/kk/weather/semey')
    expect(headers['set-cookie']).toHaveLength(1)
    const [cookie = ''] = headers['set-cookie'] ?? []
    expect(cookie).toMatch(/^town=semey; Max-Age=31536000; Path=\/; Expires=[^;]+; Secure; SameSite=Lax$/)
    expect(headers['cache-control']).toBe('private, no-store')
  })
  test.each(['town=atlantis', 'town=', 'town[]=semey', 'town=semey&town=almaty', `town=${'a'.repeat(1500)}`, ''])(
    'is not changed by %j',
    async (query) => {
      const { status, headers } = await set(query, 'town=almaty')
      expect(status).toBe(303)
      expect(headers['set-cookie']).toBeUndefined()
      expect(headers.location).toBe('/weather')
    },
  )
  test.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/a\r\nSet-Cookie: x=1',
    'javascript:alert(1)',
  ])('leads back to this site only: %j', async (back) => {
    const { headers } = await set(`town=semey&back=${encodeURIComponent(back)}`)
    expect(headers.location).toBe('/weather')
  })
  test.each([
    ['town=semey', '/weather/semey'],
    ['display=0an0pf; town=almaty', '/weather/almaty'],
    ['', '/weather/oskemen'],
    ['town=atlantis', '/weather/oskemen'],
    ['town=../../etc', '/weather/oskemen'],
    ['town=semey%0d%0a', '/weather/oskemen'],
    ['hometown=semey', '/weather/oskemen'],
    [`town=${'a'.repeat(3000)}`, '/weather/oskemen'],
  ])('of a reader with the cookie %j is shown without JavaScript', async (cookie, address) => {
    const { status, headers } = await site.ask('/town', { headers: { cookie } })
    expect(status).toBe(303)
    expect(headers.location).toBe(address)
    expect(headers['cache-control']).toBe('private, no-store')
    expect((await site.ask('/kk/town', { headers: { cookie } })).headers.location).toBe(`/kk${address}`)
  })
  test('cannot be posted', async () => {
    expect((await site.ask('/town/set?town=semey', { method: 'POST' })).status).toBe(405)
  })
})
