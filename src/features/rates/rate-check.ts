import { BadAnswer } from '../fetching/bad-answer.js'
import type { Quote, Rate, RateSource } from './rate.js'
import { readDay, readFigure, readLot } from './rate-reading.js'
import { answerRules, quoteRules, type RuleContext, rateRules } from './rate-rules.js'

/** What survived the rules, and for the log what did not. */
export interface Checked {
  source: RateSource
  rates: Rate[]
  dropped: string[]
}

/** Turns a source's lines into rates that may be shown. Throws `BadAnswer` naming the first rule that the whole answer breaks. */
export function checkQuotes(source: RateSource, quotes: readonly Quote[], context: RuleContext): Checked {
  const dropped: string[] = []
  const inTenge = pricing(source, quotes)
  const rates = quotes.flatMap((quote): Rate[] => {
    // Known not to be currencies: dropping them is nothing to tell the operator four times a day.
    if (/^(?:KZT|X[A-Z]{2})$/.test(quote.code)) return []
    const broken = quoteRules.find((rule) => rule.isBroken(quote, context))
    const rate = broken ? undefined : rateOf(source, quote, inTenge)
    const fault = broken ?? (rate && rateRules.find((rule) => rule.isBroken(rate, context)))
    if (fault) dropped.push(`${quote.code.slice(0, 10)}: ${fault.name}`)
    return rate && !fault ? [rate] : []
  })
  const fault = answerRules.find((rule) => rule.isBroken(rates, context))
  if (fault) {
    throw new BadAnswer(
      `the rates are refused, not true of them: ${fault.name}${dropped.length > 0 ? ` (dropped ${dropped.join(', ')})` : ''}`,
    )
  }
  return { source, dropped, rates: [...new Map(rates.map((rate) => [rate.currency, rate])).values()] }
}

type Pricing = (figure: number, lot: number) => number

/** How a source's figures become tenge for one unit. */
function pricing(source: RateSource, quotes: readonly Quote[]): Pricing {
  if (source === 'frankfurter') return (figure, lot) => lot / figure
  if (source !== 'cbr') return (figure, lot) => figure / lot
  const tenge = quotes.find(({ code }) => code === 'KZT')
  const roubles = (readFigure(tenge?.figure ?? '') ?? 0) / (readLot(tenge?.lot ?? '') ?? 1)
  if (roubles <= 0) throw new BadAnswer('the Central Bank of Russia does not quote the tenge')
  return (figure, lot) => figure / lot / roubles
}

function rateOf(source: RateSource, { code, figure, lot, day, change }: Quote, inTenge: Pricing): Rate {
  const units = readLot(lot) ?? 1
  const changeOfLot = readFigure(change)
  return {
    currency: code,
    day: readDay(day) ?? '',
    // As precise as the column that keeps it, so that what is read back is equal.
    value: Number(inTenge(readFigure(figure) ?? 0, units).toFixed(8)),
    raw: figure.trim(),
    lot: units,
    source,
    isCross: source === 'cbr',
    change: changeOfLot === undefined ? null : changeOfLot / units,
  }
}
