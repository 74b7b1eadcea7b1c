import type { Kit } from '../../platform/kit.js'
import { allPlaces } from './weather-store.js'

/** Where the weather comes from. Read from the environment by `config.ts`. */
export interface WeatherSettings {
  /** `off`: nothing is fetched; what is stored is shown while it is honest. */
  provider: 'met' | 'openmeteo' | 'off'
  metAddress: string
  openMeteoAddress: string
  /** Needed by Open-Meteo's commercial host, and by nothing else. */
  openMeteoKey: string
  /** Of Open-Meteo's air quality; empty: the portal tells nothing about the air. */
  airAddress: string
  /** How the portal names itself to other sites. */
  userAgent: string
  /** Of the town whose weather everybody sees who has chosen none. */
  defaultTown: string
  /** Between two towns, so that twenty requests are not one burst. */
  pauseInMilliseconds: number
  /** For one answer, from the first byte asked to the last one read. */
  deadlineInSeconds: number
}

declare module '../../platform/kit.js' {
  interface Kit {
    weather?: WeatherSettings
  }
}

export const usualWeather: WeatherSettings = {
  provider: 'off',
  metAddress: 'https://api.met.no',
  openMeteoAddress: 'https://customer-api.open-meteo.com',
  openMeteoKey: '',
  airAddress: '',
  userAgent: '',
  defaultTown: 'astana',
  pauseInMilliseconds: 400,
  deadlineInSeconds: 15,
}

export function weatherSettings(kit: Kit): WeatherSettings {
  return kit.weather ?? usualWeather
}

/** What the chosen provider forbids, in words for the operator; the program does not start with it. */
export function checkWeatherSettings(settings: WeatherSettings): string[] {
  const faults: string[] = []
  if (settings.provider === 'met' && !isIdentifying(settings.userAgent)) {
    faults.push(
      `USER_AGENT: MET Norway wants to know whose portal asks: name an e-mail or a public address, such as "Locman (+https://example.kz)", or set WEATHER_PROVIDER=off (now ${JSON.stringify(settings.userAgent)})`,
    )
  }
  const asked = [settings.provider === 'openmeteo' ? settings.openMeteoAddress : '', settings.airAddress]
  if (asked.some(isCommercial) && settings.openMeteoKey === '') {
    faults.push(
      'OPEN_METEO_KEY: the commercial host of Open-Meteo wants a key. A portal without advertisements and subscriptions may set OPEN_METEO_ADDRESS=https://api.open-meteo.com instead',
    )
  }
  return faults
}

/** Those that the migrations put in. */
const shippedTowns =
  'astana almaty shymkent semey kokshetau aktobe konaev atyrau oral taraz taldykorgan karaganda kostanay kyzylorda aktau pavlodar petropavl turkistan zhezkazgan oskemen'.split(
    ' ',
  )

/** What can be said of the town before there is a database: an operator may have added one to it. */
export function checkShippedTown(town: string): string[] {
  if (shippedTowns.includes(town)) return []
  return [
    `WEATHER_TOWN: no such town comes with the portal, so the start stops at it unless the database has one of that name; there are ${shippedTowns.join(', ')} (now ${JSON.stringify(town)})`,
  ]
}

/** The same when the database is open, which alone knows every town. */
export async function checkDefaultTown(kit: Kit): Promise<string[]> {
  const { defaultTown } = weatherSettings(kit)
  const slugs = (await allPlaces(kit.db)).map(({ slug }) => slug)
  if (slugs.includes(defaultTown)) return []
  return [`WEATHER_TOWN: there is no such town; there are ${slugs.join(', ')} (now ${JSON.stringify(defaultTown)})`]
}

const generic = /^(?:axios|node|undici|curl|wget|python|java|okhttp|go-http|mozilla|postman|ruby|php)\b/i

/** A name and somebody to write to: an e-mail, or a site that is not this machine. */
function isIdentifying(userAgent: string): boolean {
  if (generic.test(userAgent.trim())) return false
  if (/[^\s@<(]+@[^\s@]+\.\p{L}{2,}/u.test(userAgent)) return true
  const [, host = ''] = /https?:\/\/([^\s/:)>]+)/.exec(userAgent) ?? []
  return /\.\p{L}{2,}$/u.test(host) && !/(?:^|\.)(?:localhost|local|internal|example)$/.test(host)
}

function isCommercial(address: string): boolean {
  return address !== '' && new URL(address).hostname.startsWith('customer-')
}
