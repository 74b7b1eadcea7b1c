import type { Quote, Rate } from './rate.js'
import { daysBetween } from './rate-day.js'
import { readDay, readFigure, readLot } from './rate-reading.js'

/** What is known apart from the answer itself. */
export interface RuleContext {
  today: string
  /** The newest day that readers see already. */
  shownDay: string | null
  /** How many currencies the source has at least when it is well. */
  leastCurrencies: number
}

interface Rule<Checked> {
  name: string
  isBroken(checked: Checked, context: RuleContext): boolean
}

/** Not special drawing rights (XDR), gold by the gram (XAU) or the tenge in tenge. */
export const isCurrencyCode = (code: string): boolean => /^(?!X|KZT)[A-Z]{3}$/.test(code)

/** For one line as written: a line that breaks one is dropped, the others stay. Each comment says what would get through. */
export const quoteRules: readonly Rule<Quote>[] = [
  // What is no currency, a heading taken for a row.
  { name: 'currency', isBroken: ({ code }) => !isCurrencyCode(code) },
  // «NaN», an empty cell, a rate of 0 that the converter would divide by, a negative rate.
  { name: 'figure', isBroken: ({ figure }) => !((readFigure(figure) ?? 0) > 0) },
  // A lost <quant>: the soum, quoted for 100, would become a hundred times dearer.
  { name: 'lot', isBroken: ({ lot }) => readLot(lot) === undefined },
  // 31.02.2026, an American order of day and month, a clock time.
  { name: 'day', isBroken: ({ day }) => readDay(day) === undefined },
]

/** Tenge for one unit: wide bounds around the years 2024–2026. */
export const ranges: Readonly<Record<string, readonly [least: number, most: number]>> = {
  USD: [200, 1500],
  EUR: [200, 1800],
  RUB: [1, 20],
  CNY: [20, 200],
  KGS: [1, 30],
  UZS: [0.005, 0.3],
}

/** For one rate in tenge: one that breaks a rule is dropped, the others stay. */
export const rateRules: readonly Rule<Rate>[] = [
  // A lot that is written but wrong (1 in place of 100), a shifted decimal point.
  {
    name: 'range',
    isBroken: ({ currency, value }) => {
      const [least, most] = ranges[currency] ?? [0, Number.POSITIVE_INFINITY]
      return value < least || value > most
    },
  },
]

const ratios: readonly [over: string, under: string, least: number, most: number][] = [
  ['EUR', 'USD', 0.8, 1.6],
  ['USD', 'CNY', 5, 10],
  ['USD', 'RUB', 30, 250],
]

/** For what is left of an answer: breaking one refuses it whole. */
export const answerRules: readonly Rule<readonly Rate[]>[] = [
  // A list cut short by an error, of which readers would see half.
  { name: 'the dollar and the rouble are there', isBroken: (rates) => !has(rates, 'USD') || !has(rates, 'RUB') },
  { name: 'there are enough currencies', isBroken: (rates, { leastCurrencies }) => rates.length < leastCurrencies },
  // A feed that is being rewritten: yesterday's rows beside today's.
  { name: 'all are for one day', isBroken: (rates) => new Set(rates.map(({ day }) => day)).size > 1 },
  // A feed that stopped months ago, or a date from nowhere. Tomorrow and, on a Friday, Monday are usual.
  {
    name: 'the day is near',
    isBroken: (rates, { today }) =>
      rates.some(({ day }) => daysBetween(today, day) > 4 || daysBetween(day, today) > 14),
  },
  // An old copy from a cache on the way: readers would see Tuesday's rate after Wednesday's.
  {
    name: 'the day is not before the one shown',
    isBroken: (rates, { shownDay }) => shownDay !== null && rates.some(({ day }) => day < shownDay),
  },
  // Two tables glued together, of which one is wrong.
  {
    name: 'no currency has two values',
    isBroken: (rates) => {
      const values = new Map(rates.map(({ currency, value }) => [currency, value]))
      return rates.some(({ currency, value }) => values.get(currency) !== value)
    },
  },
  // Swapped rows: each figure within its own range, and the euro worth half a dollar.
  {
    name: 'the dollar, the euro, the yuan and the rouble agree',
    isBroken: (rates) =>
      ratios.some(([over, under, least, most]) => {
        const ratio = tengeFor(rates, over) / tengeFor(rates, under)
        return ratio < least || ratio > most
      }),
  },
]

const has = (rates: readonly Rate[], currency: string) => rates.some((rate) => rate.currency === currency)

/** NaN for an absent one, which breaks no comparison. */
const tengeFor = (rates: readonly Rate[], currency: string) =>
  rates.find((rate) => rate.currency === currency)?.value ?? Number.NaN
