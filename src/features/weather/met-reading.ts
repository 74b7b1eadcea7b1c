import { z } from 'zod'
import { isoDay, wall } from '../../language/dates.js'
import { BadAnswer } from '../fetching/bad-answer.js'
import { bounds } from './bounds.js'
import { conditionOfSymbol, isNightSymbol } from './condition.js'
import { daysOfHours } from './days-of-hours.js'
import type { Forecast, Hour, Place } from './forecast.js'
import { checked, checkNearness, jsonIn } from './json-answer.js'

/** The coming hour or hours. Absent where the forecast is coarser, and at its last moment altogether. */
const next = z
  .object({
    summary: z.object({ symbol_code: z.string() }).optional(),
    details: z.object({ precipitation_amount: bounds.precipitation.optional() }).optional(),
  })
  .optional()

const moment = z.object({
  time: z.coerce.date(),
  data: z.object({
    instant: z.object({
      details: z.object({
        air_temperature: bounds.temperature,
        wind_speed: bounds.wind.optional(),
        // Rounding of a model leaves a little over 100 now and then.
        relative_humidity: z.number().min(0).max(100.5).optional(),
      }),
    }),
    next_1_hours: next,
    next_6_hours: next,
    next_12_hours: next,
  }),
})

const answer = z.object({
  geometry: z.object({ coordinates: z.tuple([z.number(), z.number()]).rest(z.number()) }),
  properties: z.object({
    meta: z.object({
      updated_at: z.coerce.date(),
      units: z.object({
        air_temperature: z.literal('celsius'),
        wind_speed: z.literal('m/s').optional(),
        relative_humidity: z.literal('%').optional(),
        precipitation_amount: z.literal('mm').optional(),
      }),
    }),
    timeseries: z.array(moment).min(1).max(500),
  }),
})

const oldestInHours = 24

/** Locationforecast 2.0 of MET Norway, the compact form, for one place. Throws `BadAnswer`. */
export function readMet(bytes: Buffer, place: Place, now: Date): Forecast {
  const { geometry, properties } = checked(answer, jsonIn(bytes))
  const [longitude, latitude] = geometry.coordinates
  checkNearness(place, latitude, longitude)
  const issuedAt = properties.meta.updated_at
  if (now.getTime() - issuedAt.getTime() > oldestInHours * 3600_000) {
    throw new BadAnswer(`the forecast is of ${issuedAt.toISOString()}, too old`)
  }
  const hours = properties.timeseries.map(hourOf).sort((a, b) => a.at.getTime() - b.at.getTime())
  const days = daysOfHours(hours)
  const today = isoDay(wall(now))
  if (!days.some(({ date, day }) => day !== null && date > today)) throw new BadAnswer('no day ahead is known')
  return { issuedAt, hours, days }
}

function hourOf({ time, data }: z.infer<typeof moment>): Hour {
  const { air_temperature, wind_speed, relative_humidity } = data.instant.details
  const symbol = (data.next_1_hours ?? data.next_6_hours ?? data.next_12_hours)?.summary?.symbol_code
  return {
    at: time,
    temperature: air_temperature,
    wind: wind_speed ?? null,
    humidity: relative_humidity === undefined ? null : Math.min(100, relative_humidity),
    precipitation: (data.next_1_hours ?? data.next_6_hours)?.details?.precipitation_amount ?? null,
    condition: conditionOfSymbol(symbol),
    isNight: isNightSymbol(symbol),
  }
}
