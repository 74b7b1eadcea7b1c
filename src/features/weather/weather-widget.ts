import { dayAfter, isoDay, isoMoment, longDayWords, shortDayWords, wall } from '../../language/dates.js'
import type { Language } from '../../language/language.js'
import { numberWords } from '../../language/numbers.js'
import { say } from '../../language/say.js'
import { dayOfDate } from './days-of-hours.js'
import type { Hour, Provider } from './forecast.js'
import type { KnownWeather, TownWeather } from './weather-store.js'
import {
  dateOfTonight,
  degrees,
  hoursBetween,
  type Sky,
  sky,
  weekdayOf,
  whenWords,
  windWords,
} from './weather-words.js'

/** A town's weather as it may honestly be shown at a moment. */
export interface WeatherWidget {
  town: { slug: string; name: string }
  /** Null when nobody has confirmed the forecast for half a day. */
  now: { temperature: string; sky: Sky; wind: string; humidity: string } | null
  /** The coming night, then three days. */
  ahead: Ahead[]
  /** In words, when no newer forecast came for three hours. */
  stale: { short: string; long: string } | null
  isSample: boolean
  credit: Credit
}

export interface Ahead {
  label: string
  labelLong: string
  temperature: string
  /** Of the night after a day. */
  low: string | null
  sky: Sky
}

/** What the licences ask to be told. No links for a sample. */
export interface Credit {
  links: { name: string; href: string }[]
  obtained: { iso: string; words: string }
}

const staleAfterHours = 3
const currentHiddenAfterHours = 12
const daysAhead = 3

/** Null when nothing honest is left. */
export function weatherWidget(town: TownWeather, now: Date, language: Language): WeatherWidget | null {
  const { known } = town
  if (known === null) return null
  const current = currentHour(known, now)
  const ahead = aheadOf(known, now, language)
  if (current === null && ahead.length === 0) return null
  const isStale = known.provider !== 'sample' && hoursBetween(known.fetchedAt, now) > staleAfterHours
  const texts = say(language).weather
  const obtained = whenWords(language, known.fetchedAt, now)
  return {
    town: { slug: town.slug, name: town.name },
    now: current && {
      temperature: degrees(current.temperature),
      sky: sky(language, current.condition, current.isNight),
      wind: windWords(language, current.wind),
      humidity: current.humidity === null ? '' : texts.humidity(numberWords(language, Math.round(current.humidity))),
    },
    ahead,
    stale: isStale ? { short: texts.staleShort(obtained), long: texts.stale(obtained) } : null,
    isSample: known.provider === 'sample',
    credit: {
      links: creditLinks[known.provider],
      obtained: { iso: isoMoment(known.fetchedAt), words: obtained },
    },
  }
}

/** Whether the hours may still be told as what is outside now. A sample is invented at any age. */
export function isCurrent({ provider, fetchedAt }: KnownWeather, now: Date): boolean {
  return provider === 'sample' || hoursBetween(fetchedAt, now) <= currentHiddenAfterHours
}

/** The last hour that has begun; one that began half a day ago has ended. */
function currentHour(known: KnownWeather, now: Date): Hour | null {
  if (!isCurrent(known, now)) return null
  const begun = known.forecast.hours.findLast(({ at }) => at <= now)
  return begun && hoursBetween(begun.at, now) <= currentHiddenAfterHours ? begun : null
}

function aheadOf({ forecast: { days } }: KnownWeather, now: Date, language: Language): Ahead[] {
  const texts = say(language).weather
  const tonight = dateOfTonight(now)
  const night = days.find(({ date }) => date === tonight)?.night
  const today = isoDay(wall(now))
  return [
    ...(night
      ? [
          {
            label: texts.tonight,
            labelLong: texts.tonightLong(shortDayWords(language, dayAfter(dayOfDate(tonight)))),
            temperature: degrees(night.temperature),
            low: null,
            sky: sky(language, night.condition, true),
          },
        ]
      : []),
    ...days
      .filter(({ date, day }) => date > today && day !== null)
      .slice(0, daysAhead)
      .flatMap(({ date, day, night }) =>
        day === null
          ? []
          : {
              label: weekdayOf(language, dayOfDate(date)).short,
              labelLong: longDayWords(language, dayOfDate(date)),
              temperature: degrees(day.temperature),
              low: night && degrees(night.temperature),
              sky: sky(language, day.condition, false),
            },
      ),
  ]
}

const licence = { name: 'CC BY 4.0', href: 'https://creativecommons.org/licenses/by/4.0/' }

const creditLinks: Record<Provider, Credit['links']> = {
  met: [{ name: 'MET Norway', href: 'https://www.met.no/' }, licence],
  openmeteo: [{ name: 'Weather data by Open-Meteo.com', href: 'https://open-meteo.com/' }, licence],
  sample: [],
}
