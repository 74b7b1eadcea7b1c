import { z } from 'zod'
import { conditions } from './condition.js'

const condition = z.enum(conditions)

/** A moment of the forecast; it holds until the next one begins. */
const hour = z.object({
  at: z.coerce.date(),
  /** °C */
  temperature: z.number(),
  /** m/s */
  wind: z.number().nullable(),
  /** % */
  humidity: z.number().nullable(),
  /** mm until the next moment. */
  precipitation: z.number().nullable(),
  condition,
  isNight: z.boolean(),
})

/** A date in Almaty: its daytime and the night that follows it. Null where too few hours are known to be honest. */
const dayAhead = z.object({
  date: z.iso.date(),
  day: z
    .object({
      /** The highest, °C. */
      temperature: z.number(),
      /** The strongest, m/s. */
      wind: z.number().nullable(),
      /** mm in the whole date. */
      precipitation: z.number().nullable(),
      /** Of any precipitation, %. */
      chance: z.number().nullable(),
      condition,
    })
    .nullable(),
  /** The lowest, °C. */
  night: z.object({ temperature: z.number(), condition }).nullable(),
})

/** A town's forecast in the form that all providers are brought to, and in which it is stored. */
export const forecast = z.object({
  /** When the provider made it. */
  issuedAt: z.coerce.date(),
  hours: z.array(hour),
  days: z.array(dayAhead),
})

export type Hour = z.infer<typeof hour>
export type DayAhead = z.infer<typeof dayAhead>
export type Forecast = z.infer<typeof forecast>

/** Where a forecast is wanted for. */
export interface Place {
  slug: string
  latitude: number
  longitude: number
}

export type Provider = 'met' | 'openmeteo' | 'sample'
