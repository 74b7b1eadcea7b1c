export type RateSource = 'nbk' | 'frankfurter' | 'cbr' | 'sample'

/** One line of a source's answer, word for word. */
export interface Quote {
  code: string
  figure: string
  /** For how many units; empty when the source does not say. */
  lot: string
  day: string
  /** Since the day before, for the lot; empty when the source does not say. */
  change: string
}

/** An official rate: tenge for one unit of a currency on a day. */
export interface Rate {
  /** `USD` */
  currency: string
  /** For which it is set: `2026-11-24`. */
  day: string
  value: number
  /** The figure and the lot as the source wrote them: 3.93 for 100. */
  raw: string
  lot: number
  source: RateSource
  /** Reckoned through the rouble. */
  isCross: boolean
  /** In the source's own words the change of one unit since the day before. */
  change: number | null
}

/** What the widget shows, in this order, unless the operator wants others. */
export const shownCurrencies: readonly string[] = ['USD', 'EUR', 'RUB', 'CNY', 'KGS', 'UZS']

/** Pages and kept answers that show rates carry it. */
export const ratesTag = 'rates'
