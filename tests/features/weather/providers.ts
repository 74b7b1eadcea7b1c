import type { Place } from '../../../src/features/weather/forecast.js'

/** Answers in the providers' forms with invented numbers: −4 by day and −11 by night, one degree warmer each day. */

const hour = 3600_000

interface MetMoment {
  time: string
  data: {
    instant: { details: Record<string, number> }
    next_1_hours?: { summary: { symbol_code: string }; details: { precipitation_amount: number } }
    next_6_hours?: { summary: { symbol_code: string }; details: { precipitation_amount: number } }
  }
}

export interface MetAnswer {
  type: string
  geometry: { type: string; coordinates: number[] }
  properties: {
    meta: { updated_at: string; units: Record<string, string> }
    timeseries: MetMoment[]
  }
}

/** From `from` on hourly for two days, then every six hours; the last moment has only its instant. */
export function metAnswer(place: Place, from: Date, wish: { symbol?: string; noon?: number } = {}): MetAnswer {
  const { symbol = 'clearsky_day', noon = -4 } = wish
  const first = Math.floor(from.getTime() / hour)
  const hours = Array.from({ length: 8 * 24 }, (_, at) => first + at).filter(
    (each) => each < first + 48 || each % 6 === 0,
  )
  const next = { summary: { symbol_code: symbol }, details: { precipitation_amount: 0.1 } }
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [place.longitude, place.latitude, 300] },
    properties: {
      meta: {
        updated_at: new Date(from.getTime() - hour).toISOString(),
        units: {
          air_temperature: 'celsius',
          wind_speed: 'm/s',
          relative_humidity: '%',
          precipitation_amount: 'mm',
        },
      },
      timeseries: hours.map((each, at) => ({
        time: new Date(each * hour).toISOString(),
        data: {
          instant: {
            details: {
              air_temperature: temperatureAt(each, first, noon),
              wind_speed: 3.1,
              relative_humidity: 61.2,
              air_pressure_at_sea_level: 1020.5,
            },
          },
          ...(at < 48 && { next_1_hours: next }),
          ...(at < hours.length - 1 && { next_6_hours: next }),
        },
      })),
    },
  }
}

/** Whole hours since 1970, in UTC; Almaty is five hours ahead. */
function temperatureAt(hours: number, first: number, noon: number): number {
  const clock = (hours + 5) % 24
  const days = Math.floor((hours + 5) / 24) - Math.floor((first + 5) / 24)
  return (clock >= 8 && clock < 21 ? noon : noon - 7) + days + 0.2
}

const pad = (value: number) => String(value).padStart(2, '0')

/** The wall clock in Almaty, as Open-Meteo writes it. */
function wallTime(at: Date): string {
  const there = new Date(at.getTime() + 5 * hour)
  return `${there.toISOString().slice(0, 11)}${pad(there.getUTCHours())}:${pad(there.getUTCMinutes())}`
}

export interface OpenMeteoPart {
  latitude: number
  longitude: number
  utc_offset_seconds: number
  current_units: Record<string, string>
  current: Record<string, string | number | null>
  hourly?: Record<string, (string | number | null)[]>
  daily_units: Record<string, string>
  daily: Record<string, (string | number | null)[]>
}

export function openMeteoPart(place: Place, now: Date, noon = -4): OpenMeteoPart {
  const midnight = Math.floor((now.getTime() + 5 * hour) / (24 * hour)) * 24 - 5
  const hours = Array.from({ length: 8 * 24 }, (_, at) => midnight + at)
  const dates = Array.from({ length: 8 }, (_, at) => wallTime(new Date((midnight + at * 24) * hour)).slice(0, 10))
  return {
    latitude: place.latitude + 0.04,
    longitude: place.longitude - 0.03,
    utc_offset_seconds: 18_000,
    current_units: { time: 'iso8601', temperature_2m: '°C', wind_speed_10m: 'm/s' },
    current: {
      time: wallTime(new Date(Math.floor(now.getTime() / 900_000) * 900_000)),
      interval: 900,
      temperature_2m: noon,
      relative_humidity_2m: 61,
      weather_code: 0,
      wind_speed_10m: 3.2,
      is_day: 1,
    },
    hourly: {
      time: hours.map((each) => wallTime(new Date(each * hour))),
      temperature_2m: hours.map((each) => temperatureAt(each, midnight, noon)),
      relative_humidity_2m: hours.map(() => 61),
      weather_code: hours.map(() => 0),
      wind_speed_10m: hours.map(() => 3.2),
      is_day: hours.map((each) => ((each + 5) % 24 > 8 ? 1 : 0)),
    },
    daily_units: { time: 'iso8601', temperature_2m_max: '°C', temperature_2m_min: '°C' },
    daily: {
      time: dates,
      weather_code: dates.map(() => 71),
      temperature_2m_max: dates.map((_, at) => noon + at),
      temperature_2m_min: dates.map((_, at) => noon + at - 7),
      precipitation_probability_max: dates.map(() => 40),
      wind_speed_10m_max: dates.map(() => 6),
    },
  }
}

export interface AirPart {
  latitude: number
  longitude: number
  utc_offset_seconds: number
  current_units: Record<string, string>
  current: Record<string, string | number | null>
}

export function airPart(place: Place, now: Date, index: number | null = 71): AirPart {
  return {
    latitude: place.latitude - 0.1,
    longitude: place.longitude + 0.1,
    utc_offset_seconds: 18_000,
    current_units: { time: 'iso8601', pm2_5: 'μg/m³', pm10: 'μg/m³', european_aqi: 'EAQI', us_aqi: 'USAQI' },
    current: {
      time: wallTime(new Date(Math.floor(now.getTime() / hour) * hour)),
      interval: 3600,
      european_aqi: index,
      us_aqi: index === null ? null : 120,
      pm2_5: 38.4,
      pm10: 51,
    },
  }
}
