import { z } from 'zod'
import { BadAnswer } from '../fetching/bad-answer.js'
import { jsonOf } from './body-text.js'
import { readDay } from './rate-reading.js'

export interface HalykBoard {
  day: string
  pairs: { currency: string; buy: number; sell: number }[]
}

const pair = z.object({ buy: z.number(), sell: z.number() })
const board = z.object({ date: z.string(), privatePersons: z.record(z.string(), z.unknown()) })
const answer = z.object({
  // Sometimes a list, sometimes an object that begins at "0" or later.
  data: z.object({ currencyHistory: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]) }),
})

/** Halyk Bank's newest board for private persons. Metals and crosses are left out, and zeros, which mean no trade. Throws `BadAnswer`. */
export function readHalyk(text: string): HalykBoard {
  const read = answer.safeParse(jsonOf(text))
  if (!read.success) throw new BadAnswer('the JSON holds no currency history')
  const boards = Object.values(read.data.data.currencyHistory).flatMap((each) => {
    const found = board.safeParse(each).data
    const day = readDay(found?.date ?? '')
    return found && day !== undefined ? [{ day, persons: found.privatePersons }] : []
  })
  const newest = boards.sort((a, b) => (a.day < b.day ? 1 : -1))[0]
  if (!newest) throw new BadAnswer('there is no board with a date')
  return {
    day: newest.day,
    pairs: Object.entries(newest.persons).flatMap(([name, value]) => {
      const currency = /^([A-Z]{3})\/KZT$/.exec(name)?.[1]
      const found = pair.safeParse(value).data
      return currency !== undefined && found && found.buy > 0 && found.sell > 0 ? [{ currency, ...found }] : []
    }),
  }
}
