import { readFigure } from './rate-reading.js'

export const tenge = 'KZT'
const most = 1e12

export type Conversion = { amount: number; result: number; rate: number }

/** `1 000,50` as typed. Undefined for words, nothing, negatives and sums that no bank holds. */
export function readAmount(text: string): number | undefined {
  const amount = readFigure(text)
  return amount !== undefined && amount >= 0 && amount <= most ? amount : undefined
}

/** Through the tenge, at official rates. `inTenge` gives the worth of one unit, undefined for an unknown currency. */
export function convert(
  amount: number,
  from: string,
  to: string,
  inTenge: (currency: string) => number | undefined,
): Conversion | undefined {
  const [given, wanted] = [from, to].map((currency) => (currency === tenge ? 1 : inTenge(currency)))
  if (given === undefined || wanted === undefined) return undefined
  const rate = given / wanted
  return { amount, rate, result: amount * rate }
}
