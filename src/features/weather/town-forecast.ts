import { clockWords, isoDay, isoMoment, longDayWords, shortDayWords, wall } from '../../language/dates.js'
import type { Language } from '../../language/language.js'
import { numberWords } from '../../language/numbers.js'
import { say } from '../../language/say.js'
import { dayOfDate } from './days-of-hours.js'
import type { DayAhead } from './forecast.js'
import type { KnownWeather } from './weather-store.js'
import { isCurrent } from './weather-widget.js'
import { degrees, type Sky, sky, weekdayOf, windWords } from './weather-words.js'

/** One of the coming hours, in words. */
export interface HourWords {
  iso: string
  clock: string
  temperature: string
  wind: string
  /** The same, short. */
  speed: string
  sky: Sky
}

/** One of the coming days, in words; a part that is not known is null. */
export interface DayWords {
  iso: string
  weekday: string
  date: string
  long: string
  day: string | null
  night: string | null
  sky: Sky
  /** Wind and precipitation. */
  more: string
}

const hoursShown = 12
const daysShown = 7

/** The coming hours, of today and of the night; none when the forecast is too old to speak of hours. */
export function hoursAhead(known: KnownWeather, now: Date, language: Language): HourWords[] {
  if (!isCurrent(known, now)) return []
  return known.forecast.hours
    .filter(({ at }) => at > now)
    .slice(0, hoursShown)
    .map((hour) => ({
      iso: isoMoment(hour.at),
      clock: clockWords(hour.at),
      temperature: degrees(hour.temperature),
      wind: windWords(language, hour.wind),
      speed: windWords(language, hour.wind, 'speed'),
      sky: sky(language, hour.condition, hour.isNight),
    }))
}

/** From today on, as many days as are known, a week at most. */
export function daysAhead({ forecast }: KnownWeather, now: Date, language: Language): DayWords[] {
  const today = isoDay(wall(now))
  return forecast.days
    .filter(({ date }) => date >= today)
    .slice(0, daysShown)
    .map(({ date, day, night }) => {
      const when = dayOfDate(date)
      return {
        iso: date,
        weekday: weekdayOf(language, when).short,
        date: shortDayWords(language, when),
        long: longDayWords(language, when),
        day: day && degrees(day.temperature),
        night: night && degrees(night.temperature),
        // When the day is over its night has the word.
        sky: sky(language, day?.condition ?? night?.condition ?? 'unknown', day === null),
        more: day ? moreWords(day, language) : '',
      }
    })
}

function moreWords(day: NonNullable<DayAhead['day']>, language: Language): string {
  const texts = say(language).weather
  return [
    windWords(language, day.wind, 'windUpTo'),
    day.precipitation !== null && day.precipitation > 0
      ? texts.precipitation(numberWords(language, day.precipitation))
      : '',
    day.chance !== null && day.chance > 0 ? texts.chance(numberWords(language, Math.round(day.chance))) : '',
  ]
    .filter((words) => words !== '')
    .join(', ')
}
