import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askMet } from '../../../src/features/weather/met-source.js'
import { refreshWeather } from '../../../src/features/weather/weather-refresh.js'
import type { ReplayRequest } from '../../support/replay-server.js'
import { type MetAnswer, metAnswer } from './providers.js'
import { identifying, json, later, openWeatherKit, type WeatherKit } from './weather-kit.js'

const path = '/weatherapi/locationforecast/2.0/compact'
const good = '−4°, ясно, ветер 3 м/с, влажность 61 %; ночь −11°, ср −3°, чт −2°, пт −1°'

let kit: WeatherKit
beforeAll(async () => {
  kit = await openWeatherKit('met')
})
beforeEach(() => kit.startAnew())
afterAll(() => kit.close())

/** The place a request is for, as the provider understands it. */
function placeOf({ path }: ReplayRequest) {
  const { searchParams } = new URL(path, 'http://x')
  return { slug: '', latitude: Number(searchParams.get('lat')), longitude: Number(searchParams.get('lon')) }
}

/** Every town gets its own answer, changed as a test wishes. */
function answerAll(change: (answer: MetAnswer) => void = () => {}, headers: Record<string, string> = {}, status = 200) {
  kit.replay.answer(path, (request) => {
    const answer = metAnswer(placeOf(request), kit.clock.now())
    change(answer)
    return { status, ...json(answer, headers) }
  })
}

/** A town's first, good forecast, and then one that is no good: what does the reader see? */
async function seenAfter(change: (answer: MetAnswer) => void): Promise<string> {
  answerAll()
  await refreshWeather(kit)
  later(kit, 1)
  answerAll(change)
  await refreshWeather(kit)
  return kit.seen()
}

describe('with MET Norway a reader sees', () => {
  test('now, the coming night and three days, in both languages', async () => {
    answerAll()
    await refreshWeather(kit)
    expect(await kit.seen('semey', 'ru')).toBe(good)
    expect(await kit.seen('semey', 'kk')).toBe(
      '−4°, ашық, жел 3 м/с, ылғалдылық 61 %; түн −11°, ср −3°, бс −2°, жм −1°',
    )
    expect(await kit.seen('oskemen')).toBe(good)
  })

  test('weather at all, because the portal names itself and sends four decimals at most', async () => {
    kit.replay.answer(path, (request) => {
      const isHonest = request.headers['user-agent'] === identifying
      const isShort = [...new URL(request.path, 'http://x').searchParams.values()].every((each) =>
        /^\d+(?:\.\d{1,4})?$/.test(each),
      )
      return isHonest && isShort ? json(metAnswer(placeOf(request), kit.clock.now())) : { status: 403 }
    })
    await refreshWeather(kit)
    expect(await kit.seen()).toBe(good)
    await askMet(kit, kit.weather, { slug: 'x', latitude: 49.97141234, longitude: 82.60589999 }, null)
    expect(kit.replay.requests.at(-1)?.path).toBe(`${path}?lat=49.9714&lon=82.6059`)
    expect(kit.replay.requests.at(-1)?.headers.accept).toBe('application/json')
  })

  test('the same weather when the answer is 203, which warns of a version going away', async () => {
    answerAll(undefined, {}, 203)
    await refreshWeather(kit)
    expect(await kit.seen()).toBe(good)
  })

  test('weather that is still theirs after a 304, and it is not called old', async () => {
    const lastModified = 'Tue, 24 Nov 2026 06:13:49 GMT'
    answerAll(undefined, { 'last-modified': lastModified })
    await refreshWeather(kit)
    for (let hours = 0; hours < 4; hours++) {
      later(kit, 1)
      kit.replay.answer(path, ({ headers }) => ({ status: headers['if-modified-since'] === lastModified ? 304 : 500 }))
      await refreshWeather(kit)
    }
    expect(await kit.seen()).toBe(good)
    expect(await kit.lastFault()).toBeNull()
  })

  test('the forecast they have, without their being asked before Expires', async () => {
    answerAll(undefined, { expires: 'Tue, 24 Nov 2026 08:30:00 GMT' })
    await refreshWeather(kit)
    expect(kit.replay.requests).toHaveLength(3)
    later(kit, 1.4)
    await refreshWeather(kit)
    expect(kit.replay.requests).toHaveLength(3)
    later(kit, 0.2)
    await refreshWeather(kit)
    expect(kit.replay.requests).toHaveLength(6)
  })

  test('weather tomorrow too when Expires is set wrongly to next year', async () => {
    answerAll(undefined, { expires: 'Wed, 24 Nov 2027 08:30:00 GMT' })
    await refreshWeather(kit)
    later(kit, 7)
    await refreshWeather(kit)
    expect(kit.replay.requests).toHaveLength(6)
  })

  test('a sky in words also where next_1_hours is missing, and none at the last moment, without a fault', async () => {
    answerAll(({ properties }) => {
      for (const { data } of properties.timeseries) delete data.next_1_hours
    })
    await refreshWeather(kit)
    expect(await kit.seen()).toBe(good)
  })

  test('the temperature without words when the symbol is unknown', async () => {
    answerAll(({ properties }) => {
      for (const { data } of properties.timeseries) {
        if (data.next_1_hours) data.next_1_hours.summary.symbol_code = 'raining_cats_day'
      }
    })
    await refreshWeather(kit)
    expect(await kit.seen()).toBe(good.replace('ясно, ', ''))
  })

  test('the other towns when one of them cannot be had', async () => {
    kit.replay.answer(path, (request) => {
      const place = placeOf(request)
      return place.longitude === 80.2503 ? { status: 422, body: '<html>' } : json(metAnswer(place, kit.clock.now()))
    })
    await refreshWeather(kit)
    expect(await kit.seen('semey')).toBe('nothing')
    expect(await kit.seen('almaty')).toBe(good)
    expect(await kit.seen('oskemen')).toBe(good)
  })
})

describe('with MET Norway a reader keeps the last good weather when', () => {
  test.each<[string, (answer: MetAnswer) => void]>([
    [
      'the forecast is more than a day old',
      ({ properties }) => {
        properties.meta.updated_at = '2026-11-23T07:59:00Z'
      },
    ],
    ['it is 61 degrees below zero', (answer) => setNow(answer, 'air_temperature', -61)],
    ['it is 51 degrees above zero', (answer) => setNow(answer, 'air_temperature', 51)],
    ['humidity is 130 %', (answer) => setNow(answer, 'relative_humidity', 130)],
    ['wind blows backwards', (answer) => setNow(answer, 'wind_speed', -1)],
    [
      'degrees are Fahrenheit',
      ({ properties }) => {
        properties.meta.units.air_temperature = 'fahrenheit'
      },
    ],
    [
      'the answer is for another place',
      ({ geometry }) => {
        geometry.coordinates = [10.75, 59.91, 5]
      },
    ],
    [
      'nothing is known of tomorrow',
      ({ properties }) => {
        properties.timeseries.splice(8)
      },
    ],
    [
      'there are no hours at all',
      ({ properties }) => {
        properties.timeseries = []
      },
    ],
  ])('%s', async (_, change) => {
    expect(await seenAfter(change)).toBe(good)
    expect(await kit.lastFault()).not.toBeNull()
  })
})

function setNow(answer: MetAnswer, name: string, value: number): void {
  const [first] = answer.properties.timeseries
  if (first) first.data.instant.details[name] = value
}

describe('MET Norway is left alone', () => {
  test('by all towns after a 429, until Retry-After has passed', async () => {
    kit.replay.answer(path, { status: 429, headers: { 'retry-after': '3600' } })
    await refreshWeather(kit)
    expect(kit.replay.requests).toHaveLength(1)
    later(kit, 0.9)
    await refreshWeather(kit)
    expect(kit.replay.requests).toHaveLength(1)
    answerAll()
    later(kit, 0.2)
    await refreshWeather(kit)
    expect(await kit.seen()).toBe(good)
  })

  test('by all towns after a 403, for it does not want this portal', async () => {
    kit.replay.answer(path, { status: 403 })
    await refreshWeather(kit)
    expect(kit.replay.requests).toHaveLength(1)
    expect(await kit.seen()).toBe('nothing')
  })

  test('by a portal that does not name itself', async () => {
    answerAll()
    await refreshWeather({ ...kit, weather: { ...kit.weather, userAgent: 'axios/1.7' } })
    expect(kit.replay.requests).toHaveLength(0)
    expect(await kit.lastFault()).toMatch(/^USER_AGENT: MET Norway/)
  })

  test('by a portal whose provider is off', async () => {
    answerAll()
    await refreshWeather({ ...kit, weather: { ...kit.weather, provider: 'off' } })
    expect(kit.replay.requests).toHaveLength(0)
  })
})
