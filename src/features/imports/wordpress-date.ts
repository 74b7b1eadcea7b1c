import { dayStart, isRealDay } from '../../language/dates.js'

/**
 * A moment as an export tells it: `gmt` when it is there, then the feed's own date, then the local time, taken for Almaty's.
 * WordPress writes 0000-00-00 for drafts; null when none of them is a date.
 */
export function wordpressDate(gmt: string, feedDate: string, local: string): Date | null {
  return utcDate(gmt) ?? readFeedDate(feedDate) ?? almatyDate(local)
}

function utcDate(text: string): Date | null {
  const found = fieldsOf(text)
  if (!found) return null
  const { day, milliseconds } = found
  return new Date(Date.UTC(day.year, day.month - 1, day.day) + milliseconds)
}

function almatyDate(text: string): Date | null {
  const found = fieldsOf(text)
  return found && new Date(dayStart(found.day).getTime() + found.milliseconds)
}

function fieldsOf(text: string) {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:[ T]([01]\d|2[0-3]):([0-5]\d):([0-5]\d))?/.exec(text.trim())
  if (!found) return null
  const [year = 0, month = 0, date = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((field) => Number(field ?? 0))
  const day = { year, month, day: date }
  return isRealDay(day) ? { day, milliseconds: ((hours * 60 + minutes) * 60 + seconds) * 1000 } : null
}

/** `Tue, 27 Jan 2015 14:56:57 +0000`; a draft's is `Mon, 30 Nov -0001`. */
function readFeedDate(text: string): Date | null {
  if (!/^\w{3}, \d{1,2} \w{3} (?:19|20)\d\d \d\d:\d\d:\d\d [+-]\d{4}$/.test(text.trim())) return null
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? null : date
}
