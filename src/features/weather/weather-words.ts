import { clockWords, type Day, isoDay, shortDayWords, wall, weekdays } from '../../language/dates.js'
import type { Language } from '../../language/language.js'
import { numberWords } from '../../language/numbers.js'
import { say } from '../../language/say.js'
import type { Condition } from './condition.js'

/** A condition as a view draws and says it; words are empty where nothing is known. */
export interface Sky {
  condition: Condition
  isNight: boolean
  words: string
}

export function sky(language: Language, condition: Condition, isNight: boolean): Sky {
  const words = condition === 'unknown' ? '' : say(language).weather.conditions[condition]
  return { condition, isNight, words }
}

/** `−4°`, `+1°`, `0°` */
export function degrees(temperature: number): string {
  const whole = Math.round(temperature)
  return `${whole < 0 ? '−' : whole > 0 ? '+' : ''}${Math.abs(whole)}°`
}

/** `ветер 3 м/с`, `штиль`; empty where it is not known. */
export function windWords(
  language: Language,
  speed: number | null,
  kind: 'wind' | 'windUpTo' | 'speed' = 'wind',
): string {
  if (speed === null) return ''
  const texts = say(language).weather
  return Math.round(speed) === 0 ? texts.calm : texts[kind](numberWords(language, Math.round(speed)))
}

/** `14:20` for today, `24 ноября, 14:20` for another day. */
export function whenWords(language: Language, at: Date, now: Date): string {
  const day = wall(at)
  return isoDay(day) === isoDay(wall(now)) ? clockWords(at) : `${shortDayWords(language, day)}, ${clockWords(at)}`
}

/** `ср` and `среда` */
export function weekdayOf(language: Language, day: Day): { short: string; long: string } {
  const mondayBased = (new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay() + 6) % 7
  return weekdays(language)[mondayBased] ?? { short: '', long: '' }
}

export function hoursBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 3600_000
}

/** Before this hour the night of yesterday is still the night that people mean. */
const nightIsOver = 4

/** The date whose night comes next, or still goes on. */
export function dateOfTonight(now: Date): string {
  return isoDay(wall(new Date(now.getTime() - nightIsOver * 3600_000)))
}
