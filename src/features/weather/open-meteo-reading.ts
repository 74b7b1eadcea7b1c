import { z } from 'zod'
import { dayAfter, isoDay, wall } from '../../language/dates.js'
import { BadAnswer } from '../fetching/bad-answer.js'
import { bounds } from './bounds.js'
import { conditionOfWmo } from './condition.js'
import { nightOfHours } from './days-of-hours.js'
import type { DayAhead, Forecast, Hour, Place } from './forecast.js'
import { checked, checkNearness, jsonIn, orFault, partsFor } from './json-answer.js'

/** Moments come as a wall clock without an offset, so the offset must be the one we asked for. */
export const almatyOffsetInSeconds = 18_000
export const notAlmaty = 'is not the offset of Almaty'
const freshInHours = 3

export const wallTime = z.iso.datetime({ local: true, precision: -1 })
/** Any value may be null. */
const column = <T extends z.ZodType>(value: T) => z.array(value.nullable()).optional()

const answer = z.object({
  latitude: z.number(),
  longitude: z.number(),
  utc_offset_seconds: z.literal(almatyOffsetInSeconds, notAlmaty),
  current_units: z.object({ temperature_2m: z.literal('°C'), wind_speed_10m: z.literal('m/s') }),
  current: z.object({
    time: wallTime,
    temperature_2m: bounds.temperature.nullable(),
    relative_humidity_2m: bounds.percent.nullish(),
    weather_code: z.number().nullish(),
    wind_speed_10m: bounds.wind.nullish(),
    is_day: z.number().nullish(),
  }),
  hourly: z
    .object({
      time: z.array(wallTime).max(400),
      temperature_2m: column(bounds.temperature),
      relative_humidity_2m: column(bounds.percent),
      weather_code: column(z.number()),
      wind_speed_10m: column(bounds.wind),
      is_day: column(z.number()),
    })
    .optional(),
  daily_units: z.object({ temperature_2m_max: z.literal('°C'), temperature_2m_min: z.literal('°C') }),
  daily: z.object({
    time: z.array(z.iso.date()).min(1).max(20),
    weather_code: column(z.number()),
    temperature_2m_max: column(bounds.temperature),
    temperature_2m_min: column(bounds.temperature),
    precipitation_probability_max: column(bounds.percent),
    wind_speed_10m_max: column(bounds.wind),
  }),
})
type PlaceAnswer = z.infer<typeof answer>

/**
 * Open-Meteo's forecast for many places, in the order in which they were asked for: a list, or an object where there is one.
 * A place whose part is no good has its fault in place of a forecast. Throws `BadAnswer` when the whole is no good.
 */
export function readOpenMeteo(bytes: Buffer, places: readonly Place[], now: Date): (Forecast | BadAnswer)[] {
  return partsFor(jsonIn(bytes), places).map(({ place, part }) =>
    orFault(() => forecastOf(checked(answer, part), place, now)),
  )
}

/** `2026-11-24T12:00` of Almaty as a moment. */
export function momentAt(words: string): Date {
  return new Date(`${words}:00+05:00`)
}

function forecastOf(part: PlaceAnswer, place: Place, now: Date): Forecast {
  checkNearness(place, part.latitude, part.longitude)
  const issuedAt = momentAt(part.current.time)
  if (Math.abs(now.getTime() - issuedAt.getTime()) > freshInHours * 3600_000) {
    throw new BadAnswer(`the current weather is of ${part.current.time}`)
  }
  const today = wall(now)
  const first = part.daily.time[0] ?? ''
  if (first !== isoDay(today) && first !== isoDay(dayAfter(today, -1)))
    throw new BadAnswer(`the days begin at ${first}`)
  const hours = [...currentHour(part), ...laterHours(part)].sort((a, b) => a.at.getTime() - b.at.getTime())
  const days = part.daily.time.map((date, at) => dayOf(part.daily, date, at, hours))
  if (!days.some(({ date, day }) => day !== null && date > isoDay(today))) throw new BadAnswer('no day ahead is known')
  return { issuedAt, hours, days }
}

function currentHour({ current }: PlaceAnswer): Hour[] {
  if (current.temperature_2m === null) return []
  return [
    {
      at: momentAt(current.time),
      temperature: current.temperature_2m,
      wind: current.wind_speed_10m ?? null,
      humidity: current.relative_humidity_2m ?? null,
      precipitation: null,
      condition: conditionOfWmo(current.weather_code),
      isNight: current.is_day === 0,
    },
  ]
}

function laterHours({ current, hourly }: PlaceAnswer): Hour[] {
  return (hourly?.time ?? []).flatMap((time, at) => {
    const temperature = hourly?.temperature_2m?.[at] ?? null
    // The hours before are history, and the current one has its own value.
    if (temperature === null || time <= current.time) return []
    return {
      at: momentAt(time),
      temperature,
      wind: hourly?.wind_speed_10m?.[at] ?? null,
      humidity: hourly?.relative_humidity_2m?.[at] ?? null,
      precipitation: null,
      condition: conditionOfWmo(hourly?.weather_code?.[at]),
      isNight: hourly?.is_day?.[at] === 0,
    }
  })
}

function dayOf(daily: PlaceAnswer['daily'], date: string, at: number, hours: readonly Hour[]): DayAhead {
  const max = daily.temperature_2m_max?.[at] ?? null
  const min = daily.temperature_2m_min?.[at] ?? null
  if (max !== null && min !== null && max < min) throw new BadAnswer(`${date}: the highest is below the lowest`)
  return {
    date,
    day:
      max === null
        ? null
        : {
            temperature: max,
            wind: daily.wind_speed_10m_max?.[at] ?? null,
            precipitation: null,
            chance: daily.precipitation_probability_max?.[at] ?? null,
            condition: conditionOfWmo(daily.weather_code?.[at]),
          },
    night: nightOfHours(hours, date) ?? nightByMorning(daily.temperature_2m_min?.[at + 1] ?? null),
  }
}

/** Nights are coldest before sunrise: without hours the lowest of the next date is the night's. */
function nightByMorning(lowest: number | null): DayAhead['night'] {
  return lowest === null ? null : { temperature: lowest, condition: 'unknown' }
}
