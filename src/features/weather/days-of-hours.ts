import { dayAfter, isoDay, wall } from '../../language/dates.js'
import { prevailing } from './condition.js'
import type { DayAhead, Hour } from './forecast.js'

/** An hour and where it stands on the wall in Almaty. */
interface Placed {
  date: string
  clock: number
  hour: Hour
}

/** A date with fewer moments than this is not told about. */
const fewest = 3
const eveningBegins = 21
const nightEnds = 6

/** Daytime and night of every date that the hours cover, the night before the first one included. */
export function daysOfHours(hours: readonly Hour[]): DayAhead[] {
  const placed = place(hours)
  const first = hours[0]
  if (first === undefined) return []
  const dates = [...new Set([isoDay(dayAfter(wall(first.at), -1)), ...placed.map(({ date }) => date)])]
  return dates
    .map((date) => ({ date, day: daytime(placed, date), night: nightAfter(placed, date) }))
    .filter(({ day, night }) => day !== null || night !== null)
}

/** The night that follows a date, by the hours alone. */
export function nightOfHours(hours: readonly Hour[], date: string): DayAhead['night'] {
  return nightAfter(place(hours), date)
}

function place(hours: readonly Hour[]): Placed[] {
  return hours.map((hour) => {
    const there = wall(hour.at)
    return { date: isoDay(there), clock: there.hour, hour }
  })
}

/** Null when the warmest hours are already over or not yet known: what is left would pass for the whole day. */
function daytime(placed: readonly Placed[], date: string): DayAhead['day'] {
  const whole = placed.filter((each) => each.date === date)
  const light = whole.filter(({ clock }) => clock >= 9 && clock < eveningBegins)
  const isKnown = light.some(({ clock }) => clock <= 14) && light.some(({ clock }) => clock >= 14)
  if (whole.length < fewest || !isKnown) return null
  const hours = light.map(({ hour }) => hour)
  const amounts = present(whole.map(({ hour }) => hour.precipitation))
  const winds = present(hours.map(({ wind }) => wind))
  return {
    temperature: Math.max(...hours.map(({ temperature }) => temperature)),
    wind: winds.length > 0 ? Math.max(...winds) : null,
    precipitation: amounts.length > 0 ? Math.round(amounts.reduce((sum, each) => sum + each, 0) * 10) / 10 : null,
    chance: null,
    condition: prevailing(hours.map(({ condition }) => condition)),
  }
}

function nightAfter(placed: readonly Placed[], date: string): DayAhead['night'] {
  const morning = isoDay(dayAfter(dayOfDate(date)))
  const night = placed.filter(({ date: each, clock }) =>
    each === date ? clock >= eveningBegins : each === morning && clock < nightEnds,
  )
  // It is coldest towards the morning: an evening alone does not tell of a night.
  if (!night.some((each) => each.date === morning)) return null
  const hours = night.map(({ hour }) => hour)
  return {
    temperature: Math.min(...hours.map(({ temperature }) => temperature)),
    condition: prevailing(hours.map(({ condition }) => condition)),
  }
}

function present(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null)
}

/** `2026-11-25` as a day of the calendar. */
export function dayOfDate(date: string): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return { year, month, day }
}
