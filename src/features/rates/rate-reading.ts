import { isoDay, isRealDay } from '../../language/dates.js'

/** `478.77`, `478,77`, `1 478.77`, `-2.77`; undefined for words, NaN, nothing and what is too long to be a rate. */
export function readFigure(text: string): number | undefined {
  const tight = text.replace(/[\s\u00a0\u202f]/g, '')
  return /^[+-]?\d{1,12}(?:[.,]\d{1,12})?$/.test(tight) ? Number(tight.replace(',', '.')) : undefined
}

const lots = ['1', '10', '100', '1000', '10000', '100000', '1000000']

/** For how many units a figure stands. It changes over the years, so it is read every time and never assumed. */
export function readLot(text: string): number | undefined {
  return lots.includes(text.trim()) ? Number(text) : undefined
}

/** `24.11.2026`, `24/11/2026` or `2026-11-24` → `2026-11-24`; undefined for what is no day of the calendar. */
export function readDay(text: string): string | undefined {
  const found =
    /^(?<day>\d\d)[./](?<month>\d\d)[./](?<year>\d{4})$/.exec(text.trim()) ??
    /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/.exec(text.trim())
  if (!found?.groups) return undefined
  const { year, month, day } = found.groups
  const read = { year: Number(year), month: Number(month), day: Number(day) }
  return isRealDay(read) ? isoDay(read) : undefined
}
