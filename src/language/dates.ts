import type { Language } from './language.js'

/** The whole country keeps one time since March 2024; older moments get the offset that was in force. */
export const zone = 'Asia/Almaty'

/** A moment as a page prints it: `iso` with the offset for machines, `words` for people. */
export interface Moment {
  iso: string
  words: string
}

/** A calendar day in Almaty. Months count from 1. */
export interface Day {
  year: number
  month: number
  day: number
}

const partsFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

const locales: Record<Language, string> = { ru: 'ru-KZ', kk: 'kk-KZ' }

function formats(options: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> {
  return {
    ru: new Intl.DateTimeFormat(locales.ru, { timeZone: zone, ...options }),
    kk: new Intl.DateTimeFormat(locales.kk, { timeZone: zone, ...options }),
  }
}

const dayFormat = formats({ day: 'numeric', month: 'long' })
const monthFormat = formats({ month: 'long' })
const weekdayFormat = formats({ weekday: 'long' })
const shortWeekdayFormat = formats({ weekday: 'short' })

interface Wall extends Day {
  hour: number
  minute: number
  offsetInMinutes: number
}

/** What an Almaty wall clock and calendar show at a moment. */
export function wall(date: Date): Wall {
  const offsetInMinutes = offsetAt(date.getTime())
  const moved = new Date(date.getTime() + offsetInMinutes * 60_000)
  return {
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth() + 1,
    day: moved.getUTCDate(),
    hour: moved.getUTCHours(),
    minute: moved.getUTCMinutes(),
    offsetInMinutes,
  }
}

/** Offsets by hour since 1970: asking Intl costs as much as a query, and a list asks a hundred times. */
const offsets = new Map<number, number>()
const mostOffsets = 20_000

function offsetAt(time: number): number {
  const hour = Math.floor(time / 3_600_000)
  let offset = offsets.get(hour)
  if (offset === undefined) {
    offset = offsetByIntl(hour * 3_600_000)
    if (offsets.size >= mostOffsets) offsets.clear()
    offsets.set(hour, offset)
  }
  return offset
}

function offsetByIntl(time: number): number {
  const found: Record<string, number> = {}
  for (const { type, value } of partsFormat.formatToParts(time)) found[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = found
  return Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - time) / 60_000)
}

/** The moment a day begins in Almaty. */
export function dayStart({ year, month, day }: Day): Date {
  const asIfUtc = Date.UTC(year, month - 1, day)
  const guess = new Date(asIfUtc - 5 * 3600_000)
  return new Date(asIfUtc - wall(guess).offsetInMinutes * 60_000)
}

const typedMoment = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/

/** What a field for day and hour holds, `2026-11-24T18:30`, by the clock of Almaty; undefined when it is no moment. */
export function readMoment(text: string): Date | undefined {
  const found = typedMoment.exec(text)
  if (!found) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number)
  if (!isRealDay({ year, month, day }) || hour > 23 || minute > 59) return undefined
  return new Date(dayStart({ year, month, day }).getTime() + (hour * 60 + minute) * 60_000)
}

/** The same for the field. */
export function momentField(date: Date): string {
  return isoMoment(date).slice(0, 16)
}

export function dayAfter(day: Day, days = 1): Day {
  const moved = new Date(Date.UTC(day.year, day.month - 1, day.day + days))
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() }
}

export function monthAfter({ year, month }: Pick<Day, 'year' | 'month'>, months = 1): Pick<Day, 'year' | 'month'> {
  const moved = new Date(Date.UTC(year, month - 1 + months, 1))
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1 }
}

export function daysInMonth({ year, month }: Pick<Day, 'year' | 'month'>): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** False for 30 February, month 13, and years outside 1990–2200. */
export function isRealDay({ year, month, day }: Day): boolean {
  return year >= 1990 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth({ year, month })
}

export function sameDay(a: Day, b: Day): boolean {
  return a.day === b.day && a.month === b.month && a.year === b.year
}

const two = (n: number) => (n < 10 ? `0${n}` : String(n))

/** `2026-01-05T14:20:00+05:00`, the form that page, feeds and sitemaps share. */
export function isoMoment(date: Date): string {
  return isoOf(date, wall(date))
}

function isoOf(date: Date, { year, month, day, hour, minute, offsetInMinutes }: Wall): string {
  const offset = `+${two(Math.floor(offsetInMinutes / 60))}:${two(offsetInMinutes % 60)}`
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(date.getUTCSeconds())}${offset}`
}

export function isoDay({ year, month, day }: Day): string {
  return `${year}-${two(month)}-${two(day)}`
}

/** `16:05` */
export function clockWords(date: Date): string {
  return clockOf(wall(date))
}

const clockOf = ({ hour, minute }: Wall) => `${two(hour)}:${two(minute)}`

/** `24 ноября 2026`, `2026 жылғы 24 қараша` */
export function dayWords(language: Language, day: Day): string {
  const dayAndMonth = shortDayWords(language, day)
  return language === 'ru' ? `${dayAndMonth} ${day.year}` : `${day.year} жылғы ${dayAndMonth}`
}

/** `24 ноября`, `24 қараша` */
export function shortDayWords(language: Language, day: Day): string {
  return `${day.day} ${monthsOfDays[language][day.month - 1] ?? ''}`
}

/** `24 ноября 2026, 16:05` */
export function momentWords(language: Language, date: Date): string {
  return `${dayWords(language, wall(date))}, ${clockWords(date)}`
}

export function moment(language: Language, date: Date): Moment {
  const at = wall(date)
  return { iso: isoOf(date, at), words: `${dayWords(language, at)}, ${clockOf(at)}` }
}

/** `Вторник, 24 ноября 2026` */
export function longDayWords(language: Language, day: Day): string {
  const mondayBased = (noon(day).getUTCDay() + 6) % 7
  return `${capital(weekdayNames[language][mondayBased]?.long ?? '')}, ${dayWords(language, day)}`
}

/** `Ноябрь 2026`, `2026 жылғы қараша` */
export function monthWords(language: Language, month: Pick<Day, 'year' | 'month'>): string {
  const name = monthNames[language][month.month - 1] ?? ''
  return language === 'ru' ? `${capital(name)} ${month.year}` : `${month.year} жылғы ${name}`
}

/** `Ноябрь` */
export function monthName(language: Language, month: number): string {
  return capital(monthNames[language][month - 1] ?? '')
}

/** Monday first: short for eyes, long for ears. */
export function weekdays(language: Language): { short: string; long: string }[] {
  return weekdayNames[language]
}

const capital = (words: string) => words.charAt(0).toLocaleUpperCase('ru') + words.slice(1)

/** Noon keeps clear of every offset. */
const noon = ({ year, month, day }: Day) => new Date(Date.UTC(year, month - 1, day, 7))

const twelve = Array.from({ length: 12 }, (_, at) => ({ year: 2026, month: at + 1, day: 15 }))
const monthNames: Record<Language, string[]> = {
  ru: twelve.map((day) => monthFormat.ru.format(noon(day))),
  kk: twelve.map((day) => monthFormat.kk.format(noon(day)).toLocaleLowerCase('kk')),
}

/** As they stand after a day's number: `ноября`, `қараша`. */
const monthsOfDays: Record<Language, string[]> = {
  ru: twelve.map((day) => dayFormat.ru.format(noon(day)).replace(/^15\s/, '')),
  kk: twelve.map((day) => dayFormat.kk.format(noon(day)).replace(/^15\s/, '')),
}

const mondayToSunday = Array.from({ length: 7 }, (_, at) => ({ year: 2026, month: 6, day: at + 1 }))
const namesOfWeek = (language: Language) =>
  mondayToSunday.map((day) => ({
    short: shortWeekdayFormat[language].format(noon(day)).replace('.', ''),
    long: weekdayFormat[language].format(noon(day)),
  }))
const weekdayNames = { ru: namesOfWeek('ru'), kk: namesOfWeek('kk') }
