import { z } from 'zod'
import { BadAnswer } from '../fetching/bad-answer.js'
import { bounds } from './bounds.js'
import type { Place } from './forecast.js'
import { checked, checkNearness, jsonIn, orFault, partsFor } from './json-answer.js'
import { almatyOffsetInSeconds, momentAt, notAlmaty, wallTime } from './open-meteo-reading.js'

/** What the CAMS model estimates of a place's air: not a measurement. */
export interface Air {
  estimatedAt: Date
  europeanIndex: number | null
  usIndex: number | null
  /** µg/m³ */
  pm2_5: number | null
  pm10: number | null
}

/** The Greek letter or the sign that looks like it. */
const micrograms = z
  .string()
  .regex(/^[\u03bc\u00b5]g\/m³$/, 'is not µg/m³')
  .optional()

const answer = z.object({
  latitude: z.number(),
  longitude: z.number(),
  utc_offset_seconds: z.literal(almatyOffsetInSeconds, notAlmaty),
  current_units: z.object({ pm2_5: micrograms, pm10: micrograms }),
  current: z.object({
    time: wallTime,
    european_aqi: bounds.airIndex.nullish(),
    us_aqi: bounds.airIndex.nullish(),
    pm2_5: bounds.particles.nullish(),
    pm10: bounds.particles.nullish(),
  }),
})

/** Open-Meteo's air quality for many places in the order asked for; a place without a usable part has its fault instead. */
export function readAir(bytes: Buffer, places: readonly Place[]): (Air | BadAnswer)[] {
  return partsFor(jsonIn(bytes), places).map(({ place, part }) => orFault(() => airOf(checked(answer, part), place)))
}

function airOf({ latitude, longitude, current }: z.infer<typeof answer>, place: Place): Air {
  checkNearness(place, latitude, longitude)
  const rounded = (value: number | null | undefined) => (value == null ? null : Math.round(value))
  const air = {
    estimatedAt: momentAt(current.time),
    europeanIndex: rounded(current.european_aqi),
    usIndex: rounded(current.us_aqi),
    pm2_5: current.pm2_5 ?? null,
    pm10: current.pm10 ?? null,
  }
  if (air.europeanIndex === null && air.usIndex === null) throw new BadAnswer('no index is known')
  return air
}
