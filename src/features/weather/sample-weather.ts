import { wall } from '../../language/dates.js'
import type { Kit } from '../../platform/kit.js'
import type { Condition } from './condition.js'
import { daysOfHours } from './days-of-hours.js'
import type { Forecast, Hour, Place } from './forecast.js'
import { allPlaces, forgetSampleWeather, hasRealWeather, hasSampleWeather, keepForecasts } from './weather-store.js'
import { weatherTag } from './weather-tag.js'

/**
 * Invented weather for a portal without network, labelled as such wherever it is shown. Renewed at every call, so that it
 * never runs out; does nothing once a real forecast is known, and the first real answer takes all of it away.
 */
export async function putInSampleWeather(kit: Kit): Promise<void> {
  if (await hasRealWeather(kit.db)) return
  const now = kit.clock.now()
  const invented = (await allPlaces(kit.db)).map((place) => [place.slug, inventForecast(place, now)] as const)
  await keepForecasts(kit.db, new Map(invented), {
    provider: 'sample',
    fetchedAt: now,
    lastModified: null,
    notBefore: null,
  })
  await kit.changes.announce([weatherTag])
}

/** For every later start: what was taken out does not come back. */
export async function renewSampleWeather(kit: Kit): Promise<void> {
  if (await hasSampleWeather(kit.db)) await putInSampleWeather(kit)
}

/** Gives whether there was any. */
export async function removeSampleWeather(kit: Kit): Promise<boolean> {
  const count = await forgetSampleWeather(kit.db)
  if (count > 0) await kit.changes.announce([weatherTag])
  return count > 0
}

const days = 8
const hourlyFor = 48
const hourInMilliseconds = 3600_000

/** Plausible for the place and the season, and the same for the same day. Hourly for two days, then every six hours. */
export function inventForecast(place: Place, now: Date): Forecast {
  const first = Math.floor(now.getTime() / hourInMilliseconds)
  const hours = Array.from({ length: days * 24 }, (_, at) => first + at)
    .filter((hour) => hour < first + hourlyFor || hour % 6 === 0)
    .map((hour) => inventHour(place, new Date(hour * hourInMilliseconds)))
  return { issuedAt: now, hours, days: daysOfHours(hours) }
}

function inventHour({ slug, latitude }: Place, at: Date): Hour {
  const { month, day, hour } = wall(at)
  const dayOfYear = (month - 1) * 30.4 + day
  const mood = chance(`${slug} ${month} ${day}`)
  const season = Math.cos(((dayOfYear - 200) / 365) * 2 * Math.PI)
  const temperature =
    11 - 0.9 * (latitude - 43) + 15 * season + 4 * Math.cos(((hour - 15) / 24) * 2 * Math.PI) + 6 * (mood - 0.5)
  const [light, dark] = season > 0 ? [5, 21] : [8, 18]
  return {
    at,
    temperature: Math.round(temperature * 10) / 10,
    wind: Math.round((1 + 6 * chance(`wind ${slug} ${month} ${day} ${hour >> 2}`)) * 10) / 10,
    humidity: Math.round(65 - 20 * season + 10 * (mood - 0.5)),
    precipitation: null,
    condition: inventSky(chance(`sky ${slug} ${month} ${day} ${hour >> 3}`), temperature),
    isNight: hour < light || hour >= dark,
  }
}

function inventSky(mood: number, temperature: number): Condition {
  const dry: readonly Condition[] = ['clear', 'clear', 'fair', 'partly', 'partly', 'cloudy', 'cloudy']
  const found = dry[Math.floor(mood * 10)]
  if (found) return found
  return temperature < -1 ? 'light-snow' : temperature < 2 ? 'sleet' : 'light-rain'
}

/** 0…1, the same for the same words (FNV-1a). */
function chance(words: string): number {
  let hash = 0x811c9dc5
  for (const letter of words) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  hash ^= hash >>> 15
  return ((Math.imul(hash, 0x2c1b3c6d) >>> 0) % 1000) / 1000
}
