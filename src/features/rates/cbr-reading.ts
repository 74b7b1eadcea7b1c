import { z } from 'zod'
import { BadAnswer } from '../fetching/bad-answer.js'
import type { Quote } from './rate.js'
import { readXml } from './xml-reading.js'

const row = z.object({ CharCode: z.string(), Nominal: z.string(), Value: z.string() })
const document = z.object({ ValCurs: z.object({ '@Date': z.string(), Valute: z.array(row) }) })

/** The Central Bank of Russia: roubles for a lot of each currency, the tenge among them. Throws `BadAnswer`. */
export function readCbr(text: string): Quote[] {
  const read = document.safeParse(readXml(text, { roots: ['ValCurs'], lists: ['Valute'] }))
  if (!read.success) throw new BadAnswer('the XML is not the list of the Central Bank of Russia')
  const { '@Date': day, Valute: rows } = read.data.ValCurs
  const quotes = rows.map(({ CharCode, Nominal, Value }) => ({
    code: CharCode,
    figure: Value,
    lot: Nominal,
    day,
    change: '',
  }))
  // The rouble itself is not in a list of what others cost in roubles.
  return [...quotes, { code: 'RUB', figure: '1', lot: '1', day, change: '' }]
}
