import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refreshAir } from '../../../src/features/weather/air-refresh.js'
import { airWidget } from '../../../src/features/weather/air-widget.js'
import { weatherOfTown } from '../../../src/features/weather/weather-store.js'
import { type AirPart, airPart } from './providers.js'
import { json, later, openWeatherKit, type WeatherKit } from './weather-kit.js'

const path = '/v1/air-quality'

let kit: WeatherKit
beforeAll(async () => {
  const opened = await openWeatherKit('met')
  kit = { ...opened, weather: { ...opened.weather, airAddress: opened.replay.origin } }
})
beforeEach(() => kit.startAnew())
afterAll(() => kit.close())

function answer(change: (part: AirPart, at: number) => void = () => {}): void {
  const parts = kit.places.map((place, at) => {
    const part = airPart(place, kit.clock.now())
    change(part, at)
    return part
  })
  kit.replay.answer(path, json(parts))
}

async function seen(slug = 'semey'): Promise<string> {
  const town = await weatherOfTown(kit.db, slug, 'ru')
  const widget = town && airWidget(town.air, kit.clock.now(), 'ru')
  if (!widget) return 'nothing'
  return [widget.bandWords, ...widget.values.map(({ name, words }) => `${name} ${words}`)]
    .join(', ')
    .replaceAll('\u00a0', ' ')
}

const good = 'плохое, Европейский индекс 71, Индекс США (US AQI) 120, Частицы PM2,5 38,4 мкг/м³, Частицы PM10 51 мкг/м³'

describe('of the air a reader sees', () => {
  test('both indices and particles', async () => {
    answer()
    await refreshAir(kit)
    expect(await seen()).toBe(good)
  })
  test.each([
    [20, 'хорошее'],
    [21, 'приемлемое'],
    [60, 'среднее'],
    [100, 'очень плохое'],
    [101, 'крайне плохое'],
  ])('an index of %i as «%s»', async (index, words) => {
    answer(({ current }) => {
      current.european_aqi = index
    })
    await refreshAir(kit)
    expect(await seen()).toMatch(new RegExp(`^${words},`))
  })
  test('what is known when some of it is null', async () => {
    answer(({ current }) => {
      current.european_aqi = null
      current.pm10 = null
    })
    await refreshAir(kit)
    expect(await seen()).toBe(', Индекс США (US AQI) 120, Частицы PM2,5 38,4 мкг/м³')
  })
  test('the micrograms of either spelling of the letter', async () => {
    answer((part) => {
      part.current_units.pm2_5 = '\u00b5g/m³'
    })
    await refreshAir(kit)
    expect(await seen()).toBe(good)
  })
  test('nothing after six hours', async () => {
    answer()
    await refreshAir(kit)
    later(kit, 5.9)
    expect(await seen()).toBe(good)
    later(kit, 0.2)
    expect(await seen()).toBe('nothing')
  })
  test('nothing where no host for it is set, and nobody is asked', async () => {
    answer()
    await refreshAir({ ...kit, weather: { ...kit.weather, airAddress: '' } })
    expect(kit.replay.requests).toHaveLength(0)
    expect(await seen()).toBe('nothing')
  })
  test('the last good estimate when the next one is impossible', async () => {
    answer()
    await refreshAir(kit)
    later(kit, 1)
    answer(({ current }) => {
      current.pm2_5 = 1501
    })
    await refreshAir(kit)
    expect(await kit.lastFault()).toMatch(/pm2_5/)
    expect(await seen()).toBe(good)
  })
  test('the other towns when one has no index', async () => {
    answer(({ current }, at) => {
      if (at === 0) Object.assign(current, { european_aqi: null, us_aqi: null })
    })
    await refreshAir(kit)
    expect(await seen(kit.places[0]?.slug)).toBe('nothing')
    expect(await seen(kit.places[1]?.slug)).toBe(good)
  })
})
