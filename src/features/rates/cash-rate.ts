import { isCurrencyCode } from './rate-rules.js'

/** A bank or exchange office, as readers know it. */
export interface ExchangeOffice {
  nameRu: string
  nameKk: string
  townRu: string
  townKk: string
}

/** What an office pays for one unit of a currency and what it asks, in tenge. */
export interface CashRate {
  currency: string
  buy: number
  sell: number
  at: Date
}

interface CashRule {
  name: string
  isBroken(rate: CashRate, official: number | undefined): boolean
}

/** By a typing mistake more often than by greed. */
const widestSpreads: Readonly<Record<string, number>> = { USD: 0.06, EUR: 0.06 }
export const widestSpread = (currency: string): number => widestSpreads[currency] ?? 0.25
const furthest: Readonly<Record<string, number>> = { RUB: 0.15 }
export const furthestFromOfficial = (currency: string): number => furthest[currency] ?? 0.08

/** Each comment says what would get through. */
const cashRules = [
  // A heading, gold, the tenge itself.
  { name: 'the currency has three capital letters', isBroken: ({ currency }) => !isCurrencyCode(currency) },
  // Zero, which offices write for «we do not trade it».
  { name: 'both are more than nothing', isBroken: ({ buy, sell }) => !(buy > 0 && sell > 0) },
  // Swapped columns: nobody sells for less than he pays.
  { name: 'buying is not dearer than selling', isBroken: ({ buy, sell }) => buy > sell },
  // 441 and 4488: a slipped digit in one of the two.
  {
    name: 'the spread is believable',
    isBroken: ({ currency, buy, sell }) => (sell - buy) / ((sell + buy) / 2) > widestSpread(currency),
  },
  // A slipped digit in both, another currency's row, a rate for 100.
  {
    name: 'the middle is near the official rate',
    isBroken: ({ currency, buy, sell }, official) =>
      official !== undefined && Math.abs((sell + buy) / 2 / official - 1) > furthestFromOfficial(currency),
  },
] as const satisfies readonly CashRule[]

export type CashFault = (typeof cashRules)[number]['name']

/** The first rule that a cash rate breaks, by name; undefined for one that may be shown. */
export function faultOfCash(rate: CashRate, official: number | undefined): CashFault | undefined {
  return cashRules.find((rule) => rule.isBroken(rate, official))?.name
}
