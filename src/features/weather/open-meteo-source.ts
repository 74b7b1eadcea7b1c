import type { Kit } from '../../platform/kit.js'
import type { OutsideAnswer } from '../../platform/outside.js'
import type { Place } from './forecast.js'
import { limitsFor } from './weather-request.js'
import type { WeatherSettings } from './weather-settings.js'

const wanted = {
  current: 'temperature_2m,relative_humidity_2m,weather_code,wind_speed_10m,is_day',
  hourly: 'temperature_2m,relative_humidity_2m,weather_code,wind_speed_10m,is_day',
  daily: 'weather_code,temperature_2m_max,temperature_2m_min,precipitation_probability_max,wind_speed_10m_max',
  wind_speed_unit: 'ms',
  timezone: 'Asia/Almaty',
  forecast_days: '8',
}

/** One request for all places. The address holds the key, so it is never logged. */
export function askOpenMeteo(kit: Kit, settings: WeatherSettings, places: readonly Place[]): Promise<OutsideAnswer> {
  return ask(kit, new URL('/v1/forecast', settings.openMeteoAddress), settings, places, wanted)
}

export function askAir(kit: Kit, settings: WeatherSettings, places: readonly Place[]): Promise<OutsideAnswer> {
  return ask(kit, new URL('/v1/air-quality', settings.airAddress), settings, places, {
    current: 'european_aqi,us_aqi,pm2_5,pm10',
    timezone: 'Asia/Almaty',
  })
}

function ask(
  kit: Kit,
  address: URL,
  settings: WeatherSettings,
  places: readonly Place[],
  parameters: Record<string, string>,
): Promise<OutsideAnswer> {
  const all = {
    latitude: places.map(({ latitude }) => latitude).join(),
    longitude: places.map(({ longitude }) => longitude).join(),
    ...parameters,
    ...(settings.openMeteoKey !== '' && { apikey: settings.openMeteoKey }),
  }
  for (const [name, value] of Object.entries(all)) address.searchParams.set(name, value)
  return kit.outside.get(address.href, limitsFor(address, settings))
}
