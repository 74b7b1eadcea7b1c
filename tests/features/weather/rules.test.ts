import { describe, expect, test } from 'vitest'
import {
  type Condition,
  conditionOfSymbol,
  conditionOfWmo,
  conditions,
  isNightSymbol,
  prevailing,
} from '../../../src/features/weather/condition.js'
import {
  checkDefaultTown,
  checkShippedTown,
  checkWeatherSettings,
  usualWeather,
} from '../../../src/features/weather/weather-settings.js'
import { allPlaces } from '../../../src/features/weather/weather-store.js'
import { dateOfTonight, degrees, sky } from '../../../src/features/weather/weather-words.js'
import { openTestKit } from '../../support/test-kit.js'

describe('a symbol of MET Norway', () => {
  test.each<[string, Condition]>([
    ['clearsky_day', 'clear'],
    ['clearsky_polartwilight', 'clear'],
    ['fair_night', 'fair'],
    ['partlycloudy_day', 'partly'],
    ['cloudy', 'cloudy'],
    ['fog', 'fog'],
    ['lightrain', 'light-rain'],
    ['rainshowers_day', 'rain'],
    ['heavyrain', 'heavy-rain'],
    ['heavysnowshowers_night', 'heavy-snow'],
    ['lightsleet', 'sleet'],
    ['heavysleetshowers_day', 'sleet'],
    ['lightsnow', 'light-snow'],
    ['snow', 'snow'],
    ['rainandthunder', 'thunder'],
    ['lightssleetshowersandthunder_day', 'thunder'],
    ['lightssnowshowersandthunder_night', 'thunder'],
    ['lightsnowshowersandthunder_night', 'thunder'],
    ['sandstorm', 'unknown'],
    ['', 'unknown'],
    ['constructor', 'unknown'],
    ['rainrain', 'unknown'],
  ])('%s is %s', (symbol, condition) => expect(conditionOfSymbol(symbol)).toBe(condition))
  test('may be one for the night', () => {
    expect(['fair_night', 'fair_polartwilight', 'fair_day', 'rain', undefined].map(isNightSymbol)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

describe('a WMO code', () => {
  test.each<[number | null, Condition]>([
    [0, 'clear'],
    [1, 'fair'],
    [2, 'partly'],
    [3, 'cloudy'],
    [48, 'fog'],
    [55, 'light-rain'],
    [63, 'rain'],
    [67, 'freezing-rain'],
    [77, 'light-snow'],
    [82, 'heavy-rain'],
    [86, 'heavy-snow'],
    [99, 'thunder'],
    [42, 'unknown'],
    [null, 'unknown'],
  ])('%s is %s', (code, condition) => expect(conditionOfWmo(code)).toBe(condition))
})

describe('many hours', () => {
  test('are called by what falls in a quarter of them', () => {
    expect(prevailing(['cloudy', 'cloudy', 'cloudy', 'snow'])).toBe('snow')
    expect(prevailing(['cloudy', 'cloudy', 'cloudy', 'cloudy', 'snow'])).toBe('cloudy')
  })
  test('are called by the more notable of two equally frequent', () => {
    expect(prevailing(['clear', 'partly', 'clear', 'partly'])).toBe('partly')
    expect(prevailing([])).toBe('unknown')
  })
})

test('every condition but the unknown has words', () => {
  expect(conditions.filter((condition) => sky('ru', condition, false).words === '')).toEqual(['unknown'])
})

test('degrees carry their sign, and zero carries none', () => {
  expect([-4.4, -0.4, 0.4, 12.5].map(degrees)).toEqual(['−4°', '0°', '0°', '+13°'])
})

test('tonight is the night before us, and until four in the morning the one around us', () => {
  expect(dateOfTonight(new Date('2026-11-24T12:00:00+05:00'))).toBe('2026-11-24')
  expect(dateOfTonight(new Date('2026-11-25T03:59:00+05:00'))).toBe('2026-11-24')
  expect(dateOfTonight(new Date('2026-11-25T04:00:00+05:00'))).toBe('2026-11-25')
})

describe('the settings', () => {
  const met = (userAgent: string) => checkWeatherSettings({ ...usualWeather, provider: 'met', userAgent })
  test.each([
    '',
    '   ',
    'axios/1.7.0',
    'Mozilla/5.0 (X11; Linux) admin@example.kz',
    'Locman',
    'Locman (+http://localhost:3000)',
    'Locman (+http://127.0.0.1:3000)',
    'curl/8 desk@example.kz',
  ])('refuse MET Norway to a portal that calls itself %j', (userAgent) => {
    expect(met(userAgent)).toEqual([expect.stringMatching(/^USER_AGENT: /)])
  })
  test.each(['Locman (+https://locman.kz)', 'locman.kz/1.0 desk@locman.kz', 'Лоцман (https://новости.қаз/)'])(
    'let %j ask',
    (userAgent) => expect(met(userAgent)).toEqual([]),
  )
  test('want a key for the commercial hosts of Open-Meteo and for no other', () => {
    const settings = { ...usualWeather, provider: 'openmeteo' as const }
    expect(checkWeatherSettings(settings)).toEqual([expect.stringMatching(/^OPEN_METEO_KEY: /)])
    expect(checkWeatherSettings({ ...settings, openMeteoKey: 'k' })).toEqual([])
    expect(checkWeatherSettings({ ...settings, openMeteoAddress: 'https://api.open-meteo.com' })).toEqual([])
    expect(
      checkWeatherSettings({ ...usualWeather, airAddress: 'https://customer-air-quality-api.open-meteo.com' }),
    ).toHaveLength(1)
  })
  test('name a town that there is', async () => {
    const kit = await openTestKit()
    const faultsOf = (defaultTown: string) => checkDefaultTown({ ...kit, weather: { ...usualWeather, defaultTown } })
    expect(await faultsOf('oskemen')).toEqual([])
    expect(await faultsOf('ust-kamenogorsk')).toEqual([
      expect.stringMatching(/^WEATHER_TOWN: there is no such town; there are .*oskemen.* \(now "ust-kamenogorsk"\)$/),
    ])
    await kit.close()
  })
  test('know before there is a database every town that comes with it', async () => {
    const kit = await openTestKit()
    const towns = (await allPlaces(kit.db)).map(({ slug }) => slug)
    expect(checkShippedTown('moscow')).toEqual([
      expect.stringContaining(`there are ${towns.join(', ')} (now "moscow")`),
    ])
    expect(towns.flatMap(checkShippedTown)).toEqual([])
    await kit.close()
  })
  test('say nothing of a provider that is off', () => expect(checkWeatherSettings(usualWeather)).toEqual([]))
})
