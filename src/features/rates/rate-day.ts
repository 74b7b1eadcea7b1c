import { type Day, dayAfter, isoDay, wall } from '../../language/dates.js'

/** Days of rates are text, `2026-11-24`: the database's dates then never meet a time zone. */
export function dayOf(iso: string): Day {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number)
  return { year, month, day }
}

export function dayMoved(iso: string, days: number): string {
  return isoDay(dayAfter(dayOf(iso), days))
}

/** How many days `to` lies after `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** In Almaty. */
export function todayIn(now: Date): string {
  return isoDay(wall(now))
}
