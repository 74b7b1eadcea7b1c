import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refreshWeather } from '../../../src/features/weather/weather-refresh.js'
import { allPlaces } from '../../../src/features/weather/weather-store.js'
import { rows } from '../../../src/platform/database.js'
import { type OpenMeteoPart, openMeteoPart } from './providers.js'
import { json, later, openWeatherKit, type WeatherKit } from './weather-kit.js'

const path = '/v1/forecast'
const good = '−4°, ясно, ветер 3 м/с, влажность 61 %; ночь −11°, ср −3°, чт −2°, пт −1°'

let kit: WeatherKit
beforeAll(async () => {
  kit = await openWeatherKit('openmeteo')
})
beforeEach(() => kit.startAnew())
afterAll(() => kit.close())

const parts = (change: (part: OpenMeteoPart, at: number) => void = () => {}): OpenMeteoPart[] =>
  kit.places.map((place, at) => {
    const part = openMeteoPart(place, kit.clock.now())
    change(part, at)
    return part
  })

/** A good forecast, and an hour later one that is no good: what does the reader see? */
async function seenAfter(body: () => string): Promise<string> {
  kit.replay.answer(path, json(parts()))
  await refreshWeather(kit)
  later(kit, 1)
  kit.replay.answer(path, { body: body() })
  await refreshWeather(kit)
  return kit.seen()
}

describe('with Open-Meteo a reader sees', () => {
  test('every one of the twenty towns, from one request', async () => {
    const whole = await openWeatherKit('openmeteo', { allTowns: true })
    whole.replay.answer(path, json(whole.places.map((place) => openMeteoPart(place, whole.clock.now()))))
    await refreshWeather(whole)
    expect(whole.places).toHaveLength(20)
    for (const { slug } of whole.places) expect(await whole.seen(slug)).toBe(good)
    expect(whole.replay.requests).toHaveLength(1)
    await whole.close()
  })

  test('the only town, although its answer is then an object and not a list', async () => {
    const single = await openWeatherKit('openmeteo')
    await rows(single.db, `delete from weather_towns where slug <> 'semey'`)
    const [place] = await allPlaces(single.db)
    single.replay.answer(path, json(place && openMeteoPart(place, single.clock.now())))
    await refreshWeather(single)
    expect(await single.seen()).toBe(good)
    await single.close()
  })

  test('each town its own weather, matched by its place in the list', async () => {
    kit.replay.answer(path, json(kit.places.map((place, at) => openMeteoPart(place, kit.clock.now(), -at * 10))))
    await refreshWeather(kit)
    for (const [at, { slug }] of kit.places.entries()) {
      expect(await kit.seen(slug)).toMatch(new RegExp(`^${at === 0 ? '0' : `−${at * 10}`}°`))
    }
  })

  test('the days when nothing is known of now, and no days that are null', async () => {
    kit.replay.answer(
      path,
      json(
        parts((part) => {
          part.current.temperature_2m = null
          part.current.weather_code = null
          delete part.hourly
          for (const column of Object.values(part.daily)) if (column !== part.daily.time) column[2] = null
        }),
      ),
    )
    await refreshWeather(kit)
    expect(await kit.seen()).toBe('ночь −10°, ср −3°, пт −1°, сб 0°')
  })

  test('now without wind, humidity and words when those are null', async () => {
    kit.replay.answer(
      path,
      json(
        parts(({ current }) => {
          for (const name of ['relative_humidity_2m', 'weather_code', 'wind_speed_10m', 'is_day']) current[name] = null
        }),
      ),
    )
    await refreshWeather(kit)
    expect(await kit.seen()).toMatch(/^−4°; ночь −11°/)
  })

  test('the other towns when the part of one is no good', async () => {
    kit.replay.answer(
      path,
      json(
        parts((part, at) => {
          if (at === 0) part.current.temperature_2m = 99
        }),
      ),
    )
    await refreshWeather(kit)
    expect(await kit.seen(kit.places[0]?.slug)).toBe('nothing')
    expect(await kit.seen(kit.places[1]?.slug)).toBe(good)
  })

  test('nothing of the key, which is sent to them and told to nobody else', async () => {
    kit.replay.answer(path, { status: 400, body: JSON.stringify({ error: true, reason: 'Invalid key' }) })
    await refreshWeather({ ...kit, weather: { ...kit.weather, openMeteoKey: 'very-secret' } })
    expect(kit.replay.requests[0]?.path).toContain('apikey=very-secret')
    expect(await kit.lastFault()).toMatch(/answered 400$/)
  })
})

describe('with Open-Meteo a reader keeps the last good weather when', () => {
  test.each<[string, (part: OpenMeteoPart) => void, RegExp]>([
    [
      'the clock is that of before March 2024',
      (part) => {
        part.utc_offset_seconds = 21_600
      },
      /utc_offset_seconds: is not the offset of Almaty/,
    ],
    [
      'wind comes in kilometres an hour',
      (part) => {
        part.current_units.wind_speed_10m = 'km/h'
      },
      /wind_speed_10m/,
    ],
    [
      'now is four hours ago',
      (part) => {
        part.current.time = '2026-11-24T09:00'
      },
      /the current weather is of/,
    ],
    [
      'the days are those of last week',
      ({ daily }) => {
        daily.time = daily.time?.map((_, at) => `2026-11-${10 + at}`) ?? []
      },
      /the days begin at/,
    ],
    [
      'a day is colder than its night',
      ({ daily }) => {
        if (daily.temperature_2m_min) daily.temperature_2m_min[1] = 20
      },
      /the highest is below the lowest/,
    ],
    [
      'the answer is for another place',
      (part) => {
        part.latitude += 1
      },
      /the answer is for/,
    ],
    [
      'rain is 140 % likely',
      ({ daily }) => {
        daily.precipitation_probability_max = [140]
      },
      /precipitation_probability_max/,
    ],
  ])('%s', async (_, change, reason) => {
    expect(await seenAfter(() => JSON.stringify(parts(change)))).toBe(good)
    expect(await kit.lastFault()).toMatch(reason)
  })

  test('an error is appended to the JSON in the middle of sending', async () => {
    const body = () => `${JSON.stringify(parts())}Unexpected error while streaming data: timeoutReached`
    expect(await seenAfter(body)).toBe(good)
    expect(await kit.lastFault()).toMatch(/broken JSON/)
  })

  test('fewer towns come than were asked for', async () => {
    expect(await seenAfter(() => JSON.stringify(parts().slice(1)))).toBe(good)
    expect(await kit.lastFault()).toMatch(/2 places came instead of 3/)
  })

  test('the service is overloaded and says so with status 200', async () => {
    expect(await seenAfter(() => '{"reason":"The service is overloaded","error":true}')).toBe(good)
  })
})
