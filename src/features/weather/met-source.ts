import type { Kit } from '../../platform/kit.js'
import type { OutsideAnswer } from '../../platform/outside.js'
import type { Place } from './forecast.js'
import { limitsFor } from './weather-request.js'
import type { WeatherSettings } from './weather-settings.js'

/**
 * Asks MET Norway for one place. With the `Last-Modified` of the answer before, the answer may be «not modified».
 * More than four decimals are refused by them, as are a missing name and a second question before `Expires`.
 */
export function askMet(
  kit: Kit,
  settings: WeatherSettings,
  place: Place,
  lastModified: string | null,
): Promise<OutsideAnswer> {
  const address = new URL('/weatherapi/locationforecast/2.0/compact', settings.metAddress)
  address.searchParams.set('lat', fourDecimals(place.latitude))
  address.searchParams.set('lon', fourDecimals(place.longitude))
  return kit.outside.get(address.href, {
    ...limitsFor(address, settings),
    ...(lastModified !== null && { conditions: { lastModified } }),
  })
}

function fourDecimals(degrees: number): string {
  return String(Number(degrees.toFixed(4)))
}
