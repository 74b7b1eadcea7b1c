import { z } from 'zod'
import { BadAnswer } from '../fetching/bad-answer.js'
import { jsonOf } from './body-text.js'
import type { Quote } from './rate.js'

const answer = z.array(z.object({ date: z.string(), base: z.literal('KZT'), quote: z.string(), rate: z.number() }))

/** Frankfurter v2: how much of each currency one tenge buys. Throws `BadAnswer`. */
export function readFrankfurter(text: string): Quote[] {
  const read = answer.safeParse(jsonOf(text))
  if (!read.success) throw new BadAnswer('the JSON is not a list of rates')
  return read.data
    .filter(({ quote }) => quote !== 'KZT')
    .map(({ date, quote, rate }) => ({ code: quote, figure: plain(rate), lot: '1', day: date, change: '' }))
}

/** Without an exponent, as other sources write figures. */
function plain(rate: number): string {
  return rate.toFixed(12).replace(/\.?0+$/, '')
}
