import type { Kit } from '../../platform/kit.js'
import { fetchOnce } from '../fetching/fetcher.js'
import { readAir } from './air-reading.js'
import { askAir } from './open-meteo-source.js'
import { usableParts } from './usable-parts.js'
import { checkWeatherSettings, weatherSettings } from './weather-settings.js'
import { airFetchedAt, allPlaces, keepAir } from './weather-store.js'
import { weatherTag } from './weather-tag.js'

const airFetcher = 'air, openmeteo'

/** None where no host for it is set. */
export const airFetchers = (kit: Kit): string[] => (weatherSettings(kit).airAddress === '' ? [] : [airFetcher])

/** The model itself has a value for every third hour. */
const oldEnoughInMinutes = 50

/** Asks for the air of all towns, where a host for it is set. What fails leaves the last estimate as it is. */
export async function refreshAir(kit: Kit): Promise<void> {
  const settings = weatherSettings(kit)
  if (settings.airAddress === '') return
  const last = await airFetchedAt(kit.db)
  if (last !== null && kit.clock.now().getTime() - last.getTime() < oldEnoughInMinutes * 60_000) return
  const count = await fetchOnce(kit, airFetcher, async () => {
    const faults = checkWeatherSettings(settings)
    if (faults.length > 0) throw new Error(faults.join('; '))
    const places = await allPlaces(kit.db)
    const { bytes } = await askAir(kit, settings, places)
    const estimates = usableParts(kit, places, readAir(bytes, places))
    await keepAir(kit.db, estimates, kit.clock.now())
    return { value: estimates.size }
  })
  if (typeof count === 'number') await kit.changes.announce([weatherTag])
}
