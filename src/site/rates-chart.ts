import { ratesTag } from '../features/rates/rate.js'
import { type RateCurve, rateCurve } from '../features/rates/rate-chart.js'
import { dayMoved, dayOf, daysBetween, todayIn } from '../features/rates/rate-day.js'
import { historyDays } from '../features/rates/rate-history.js'
import { type BoardRow, rateHistory } from '../features/rates/rate-lists.js'
import { currencyName, lotFor, rateWords } from '../features/rates/rate-words.js'
import { ratesSettings } from '../features/rates/rates-settings.js'
import { dayWords, shortDayWords } from '../language/dates.js'
import { type Language, localAddress } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'

/** One currency over ninety days: a drawing, and the same as a table. */
export interface RatesChart {
  heading: string
  /** The drawing in a sentence. */
  words: string
  /** Null for fewer than two days. */
  curve: RateCurve | null
  /** Beside the level lines, from above. */
  levels: string[]
  /** Under the drawing: first, middle and last day. */
  marks: string[]
  /** Newest first. */
  days: { iso: string; words: string; value: string }[]
  choices: { href: string; name: string; isCurrent: boolean }[]
}

export async function ratesChart(
  kit: Kit,
  language: Language,
  { currency, value }: BoardRow,
  board: readonly BoardRow[],
): Promise<RatesChart> {
  const from = dayMoved(todayIn(kit.clock.now()), -historyDays)
  const history = await kit.memory.keep(`rates:history:${currency}:${from}`, { tags: [ratesTag], seconds: 600 }, () =>
    rateHistory(kit.db, currency, from),
  )
  const lot = lotFor(value)
  const days = history.map((each) => ({ ...each, value: each.value * lot }))
  const curve = rateCurve(days) ?? null
  const texts = say(language).rates
  const name = currencyName(language, currency)
  const title = lot === 1 ? name : texts.units(name, lot)
  const values = days.map((each) => each.value)
  const words = (each: number) => rateWords(language, each)
  return {
    heading: texts.chartHeading(title),
    words: texts.chartWords(title, words(Math.min(...values)), words(Math.max(...values)), words(values.at(-1) ?? 0)),
    curve,
    levels: (curve?.steps ?? []).map(words),
    marks: marksOf(days.map(({ day }) => day)).map((day) => shortDayWords(language, dayOf(day))),
    days: days
      .toReversed()
      .map(({ day, value }) => ({ iso: day, words: dayWords(language, dayOf(day)), value: words(value) })),
    choices: board
      .filter((row) => ratesSettings(kit).currencies.includes(row.currency) || row.currency === currency)
      .map((row) => ({
        href: `${localAddress(language, '/rates')}?of=${row.currency}#chart`,
        name: row.currency,
        isCurrent: row.currency === currency,
      })),
  }
}

/** By time, not by count: days without rates leave gaps. A short course needs no middle. */
function marksOf(days: readonly string[]): string[] {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined || days.length < 2) return []
  const span = daysBetween(first, last)
  return span < 6 ? [first, last] : [first, dayMoved(first, Math.round(span / 2)), last]
}
