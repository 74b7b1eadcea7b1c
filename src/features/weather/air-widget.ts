import { isoMoment } from '../../language/dates.js'
import type { Language } from '../../language/language.js'
import { numberWords } from '../../language/numbers.js'
import { say } from '../../language/say.js'
import type { Air } from './air-reading.js'
import { hoursBetween, whenWords } from './weather-words.js'

/** The air as a model estimates it; always shown with the words that say so. */
export interface AirWidget {
  /** 0 good … 5 extremely poor, by the European index; null when only the American is known. */
  band: number | null
  bandWords: string
  values: { name: string; words: string }[]
  estimated: { iso: string; words: string }
  credit: { name: string; href: string }[]
}

const hiddenAfterHours = 6
/** Upper ends of the European bands; above the last it is extremely poor. */
const bandEnds = [20, 40, 60, 80, 100]

/** Null when the estimate is too old to be honest. */
export function airWidget(air: Air | null, now: Date, language: Language): AirWidget | null {
  if (air === null || Math.abs(hoursBetween(air.estimatedAt, now)) > hiddenAfterHours) return null
  const texts = say(language).weather.air
  const index = air.europeanIndex
  const band = index === null ? null : bandOf(index)
  return {
    band,
    bandWords: band === null ? '' : (texts.bands[band] ?? ''),
    values: [
      { name: texts.european, value: index, words: plain },
      { name: texts.american, value: air.usIndex, words: plain },
      { name: texts.fine, value: air.pm2_5, words: texts.micrograms },
      { name: texts.coarse, value: air.pm10, words: texts.micrograms },
    ].flatMap(({ name, value, words }) => (value === null ? [] : { name, words: words(numberWords(language, value)) })),
    estimated: { iso: isoMoment(air.estimatedAt), words: texts.estimated(whenWords(language, air.estimatedAt, now)) },
    credit: [
      { name: 'Copernicus CAMS', href: 'https://atmosphere.copernicus.eu/' },
      { name: 'Open-Meteo', href: 'https://open-meteo.com/' },
    ],
  }
}

function bandOf(index: number): number {
  const found = bandEnds.findIndex((end) => index <= end)
  return found === -1 ? bandEnds.length : found
}

const plain = (amount: string) => amount
