import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  inventForecast,
  putInSampleWeather,
  removeSampleWeather,
  renewSampleWeather,
} from '../../../src/features/weather/sample-weather.js'
import { refreshWeather } from '../../../src/features/weather/weather-refresh.js'
import { metAnswer } from './providers.js'
import { json, later, openWeatherKit, type WeatherKit } from './weather-kit.js'

let kit: WeatherKit
beforeAll(async () => {
  kit = await openWeatherKit('met')
})
beforeEach(() => kit.startAnew())
afterAll(() => kit.close())

describe('sample weather', () => {
  test('is there for every town without any network, and says that it is a sample', async () => {
    await putInSampleWeather(kit)
    for (const { slug } of kit.places) expect(await kit.seen(slug)).toMatch(/^[−+]?\d+°, .*ночь .*sample$/)
  })
  test('is not called old, and is renewed at the next start', async () => {
    await putInSampleWeather(kit)
    later(kit, 30)
    expect(await kit.seen()).toMatch(/^[−+]?\d+°[^;]*; ночь [^;]*; sample$/)
    later(kit, 10 * 24)
    expect(await kit.seen()).toBe('nothing')
    await putInSampleWeather(kit)
    expect(await kit.seen()).toMatch(/sample$/)
  })
  test('is gone everywhere after the first real answer, and does not come back', async () => {
    await putInSampleWeather(kit)
    const [place] = kit.places
    kit.replay.answer('/weatherapi/locationforecast/2.0/compact', ({ path }) =>
      place && path.includes(`lat=${place.latitude}&`) ? json(metAnswer(place, kit.clock.now())) : { status: 422 },
    )
    await refreshWeather(kit)
    expect(await kit.seen(place?.slug)).toMatch(/^−4°, ясно/)
    expect(await kit.seen(kit.places[1]?.slug)).toBe('nothing')
    await putInSampleWeather(kit)
    expect(await kit.seen(kit.places[1]?.slug)).toBe('nothing')
  })
  test('stays when the first answer is no good', async () => {
    await putInSampleWeather(kit)
    kit.replay.answer('/weatherapi/locationforecast/2.0/compact', { body: '<html>' })
    await refreshWeather(kit)
    expect(await kit.seen()).toMatch(/sample$/)
  })
  test('goes with the other samples, on every page at once, and real weather stays', async () => {
    await putInSampleWeather(kit)
    const forgotten: string[][] = []
    kit.changes.listen((tags) => forgotten.push([...tags]))
    expect(await removeSampleWeather(kit)).toBe(true)
    expect(await kit.seen()).toBe('nothing')
    expect(forgotten).toEqual([['weather']])
    kit.replay.answer('/weatherapi/locationforecast/2.0/compact', ({ path }) => {
      const { searchParams } = new URL(path, 'http://x')
      const place = { slug: '', latitude: Number(searchParams.get('lat')), longitude: Number(searchParams.get('lon')) }
      return json(metAnswer(place, kit.clock.now()))
    })
    await refreshWeather(kit)
    expect(await removeSampleWeather(kit)).toBe(false)
    expect(await kit.seen()).toMatch(/^−4°, ясно/)
  })
  test('is renewed where it stands, and does not come to a portal from which it was taken', async () => {
    await renewSampleWeather(kit)
    expect(await kit.seen()).toBe('nothing')
    await putInSampleWeather(kit)
    later(kit, 10 * 24)
    await renewSampleWeather(kit)
    expect(await kit.seen()).toMatch(/sample$/)
  })
  test('knows winter from summer and north from south', () => {
    const noon = (latitude: number, day: string) =>
      inventForecast({ slug: 'x', latitude, longitude: 70 }, new Date(`${day}T12:00:00+05:00`)).hours[0]?.temperature ??
      0
    expect(noon(43, '2026-07-15')).toBeGreaterThan(noon(43, '2026-01-15') + 15)
    expect(noon(43, '2026-01-15')).toBeGreaterThan(noon(54, '2026-01-15'))
  })
})
