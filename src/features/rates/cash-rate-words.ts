import { isoMoment } from '../../language/dates.js'
import { type CashFault, type CashRate, furthestFromOfficial, widestSpread } from './cash-rate.js'
import type { StoredCashRate } from './cash-rate-store.js'

const percent = (part: number) => `${Math.round(part * 100)} %`

/** Why a cash rate was not taken, for the operator who typed it. */
export function refusalWords(fault: CashFault, rate: CashRate, official: number | undefined): string {
  const { currency, buy, sell } = rate
  const words: Record<CashFault, string> = {
    'the currency has three capital letters': `"${currency}" is not the code of a currency: three letters such as USD, and not KZT.`,
    'both are more than nothing': 'Both rates must be more than nothing. What an office does not trade is left out.',
    'buying is not dearer than selling': `The office would pay ${buy} and ask ${sell}. First comes what it pays, then what it asks, which is not less.`,
    'the spread is believable': `${buy} and ${sell} are too far apart: more than ${percent(widestSpread(currency))} is not believed of ${currency}. Is there a slipped digit?`,
    'the middle is near the official rate': `The official rate of ${currency} is ${official}, and ${buy} and ${sell} are more than ${percent(furthestFromOfficial(currency))} away from it. Rates are for one unit, not for a hundred.`,
  }
  return `${words[fault]} Nothing was stored.`
}

/** Every cash rate on a line of its own under its office. `shownFrom`: readers see only what was named since then. */
export function cashRateLines(rates: readonly StoredCashRate[], shownFrom: Date): string[] {
  if (rates.length === 0) return ['Nobody has named cash rates.']
  const nameOf = ({ nameRu, townRu, nameKk, townKk, isSample }: StoredCashRate) =>
    `${nameRu}, ${townRu} (${nameKk}, ${townKk})${isSample ? ', a sample' : ''}`
  return [...new Set(rates.map(nameOf))].flatMap((office) => [
    office,
    ...rates
      .filter((rate) => nameOf(rate) === office)
      .map(({ currency, buy, sell, at, isSample }) => {
        const isOld = !isSample && at < shownFrom
        return `  ${currency}  buys ${buy}  sells ${sell}  named ${isoMoment(at)}${isOld ? ', too old to show' : ''}`
      }),
  ])
}
