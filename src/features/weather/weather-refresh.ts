import { setTimeout as wait } from 'node:timers/promises'
import type { Kit } from '../../platform/kit.js'
import { OutsideFailed } from '../../platform/outside.js'
import { fetchOnce } from '../fetching/fetcher.js'
import type { Place } from './forecast.js'
import { readMet } from './met-reading.js'
import { askMet } from './met-source.js'
import { readOpenMeteo } from './open-meteo-reading.js'
import { askOpenMeteo } from './open-meteo-source.js'
import { usableParts } from './usable-parts.js'
import { checkWeatherSettings, type WeatherSettings, weatherSettings } from './weather-settings.js'
import {
  allPlaces,
  confirmForecast,
  type Freshness,
  forgetSampleWeather,
  freshness,
  keepForecast,
  keepForecasts,
} from './weather-store.js'
import { weatherTag } from './weather-tag.js'

/** The thing and its provider, as the operator's lists name them. */
const weatherFetcher = (provider: string) => `weather, ${provider}`

/** None where weather is off. */
export function weatherFetchers(kit: Kit): string[] {
  const { provider } = weatherSettings(kit)
  return provider === 'off' ? [] : [weatherFetcher(provider)]
}

/** Models are computed some times a day: a forecast younger than this is not asked for again. */
const oldEnoughInMinutes = { met: 50, openmeteo: 25 }

/** Asks for the forecasts that have become old. What fails leaves the last good forecast as it is. */
export async function refreshWeather(kit: Kit): Promise<void> {
  const settings = weatherSettings(kit)
  const { provider } = settings
  if (provider === 'off') return
  const known = await freshness(kit.db, provider)
  const due = (await allPlaces(kit.db)).filter(({ slug }) => isDue(kit, known.get(slug), oldEnoughInMinutes[provider]))
  if (due.length === 0) return
  const renewed: string[] = []
  await fetchOnce(kit, weatherFetcher(provider), async () => {
    const faults = checkWeatherSettings(settings)
    if (faults.length > 0) throw new Error(faults.join('; '))
    if (provider === 'met') await refreshFromMet(kit, settings, due, known, renewed)
    else await refreshFromOpenMeteo(kit, settings, due, renewed)
    return { value: renewed.length }
  })
  if (renewed.length === 0) return
  await forgetSampleWeather(kit.db)
  await kit.changes.announce([weatherTag])
}

function isDue(kit: Kit, known: Freshness | undefined, oldEnough: number): boolean {
  if (known === undefined) return true
  const now = kit.clock.now().getTime()
  if (known.notBefore !== null && known.notBefore.getTime() > now) return false
  return now - known.fetchedAt.getTime() >= oldEnough * 60_000
}

/** After so many towns in a row without an answer worth the name the others are not asked. */
const mostSilent = 3

/** Town by town, with a pause between. One town's fault is noted and the next one asked; a provider that is away ends it. */
async function refreshFromMet(
  kit: Kit,
  settings: WeatherSettings,
  due: readonly Place[],
  known: ReadonlyMap<string, Freshness>,
  renewed: string[],
): Promise<void> {
  let silent = 0
  for (const [at, place] of due.entries()) {
    if (at > 0) await wait(settings.pauseInMilliseconds * (0.5 + Math.random()))
    try {
      await refreshTown(kit, settings, place, known.get(place.slug))
      renewed.push(place.slug)
      silent = 0
    } catch (error) {
      kit.log.warn({ town: place.slug, error: (error as Error).message }, 'no forecast for a town')
      silent = isSilence(error) ? silent + 1 : 0
      const isLastHope = at === due.length - 1 && renewed.length === 0
      if (isRefusal(error) || silent === mostSilent || isLastHope) throw error
    }
  }
}

function isSilence(error: unknown): boolean {
  if (!(error instanceof OutsideFailed)) return false
  return error.reason !== 'bad-status' || (error.status ?? 0) >= 500
}

/** They do not want this portal, or not so often: asking for the next town would make it worse. */
function isRefusal(error: unknown): boolean {
  return error instanceof OutsideFailed && (error.status === 403 || error.status === 429)
}

async function refreshTown(
  kit: Kit,
  settings: WeatherSettings,
  place: Place,
  known: Freshness | undefined,
): Promise<void> {
  const answer = await askMet(kit, settings, place, known?.lastModified ?? null)
  const now = kit.clock.now()
  const notBefore = honestExpires(answer.expires, now)
  if (answer.notModified) return confirmForecast(kit.db, place.slug, now, notBefore)
  if (answer.status === 203) kit.log.warn('MET Norway says that this version of its forecast is deprecated or beta')
  await keepForecast(kit.db, place.slug, {
    provider: 'met',
    forecast: readMet(answer.bytes, place, now),
    fetchedAt: now,
    lastModified: answer.lastModified ?? null,
    notBefore,
  })
}

const mostHoursToWait = 6

/** A slip of their clock must not leave the portal without weather for days. */
function honestExpires(expires: Date | undefined, now: Date): Date | null {
  if (expires === undefined) return null
  return new Date(Math.min(expires.getTime(), now.getTime() + mostHoursToWait * 3600_000))
}

/** All towns in one request, stored in one transaction. */
async function refreshFromOpenMeteo(
  kit: Kit,
  settings: WeatherSettings,
  due: readonly Place[],
  renewed: string[],
): Promise<void> {
  const answer = await askOpenMeteo(kit, settings, due)
  const now = kit.clock.now()
  const forecasts = usableParts(kit, due, readOpenMeteo(answer.bytes, due, now))
  await keepForecasts(kit.db, forecasts, { provider: 'openmeteo', fetchedAt: now, lastModified: null, notBefore: null })
  renewed.push(...forecasts.keys())
}
