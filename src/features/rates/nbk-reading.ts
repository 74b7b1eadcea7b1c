import { z } from 'zod'
import { BadAnswer } from '../fetching/bad-answer.js'
import type { Quote } from './rate.js'
import { readXml } from './xml-reading.js'

// Only what stands inside <item> counts: the document itself also has a <title> and a <description>.
const item = z.object({
  title: z.string(),
  description: z.string(),
  quant: z.string().default(''),
  change: z.string().default(''),
  pubDate: z.string().optional(),
})
// An element without content is read as an empty text.
const withItems = z.object({ date: z.string().default(''), item: z.array(z.unknown()).default([]) })
const holder = z.union([withItems, z.literal('').transform(() => ({ date: '', item: [] }))])
const document = z.union([z.object({ rates: holder }), z.object({ rss: z.object({ channel: holder }) })])

/**
 * Both forms of the National Bank: the feed `rates_all.xml` with a date in every item, and `get_rates.cfm` with one for all.
 * No items means that nothing was published for the day. Throws `BadAnswer` for what is neither.
 */
export function readNbk(text: string): Quote[] {
  const read = document.safeParse(readXml(text, { roots: ['rss', 'rates'], lists: ['item'] }))
  if (!read.success) throw new BadAnswer('the XML is not a list of rates')
  const { date, item: items } = 'rates' in read.data ? read.data.rates : read.data.rss.channel
  return items.map((each) => {
    const found = item.safeParse(each).data
    // A row that cannot be read is still a row: the rules will drop it and say so.
    if (!found) return { code: '', figure: '', lot: '', day: date, change: '' }
    const { title, description, quant, change, pubDate = date } = found
    return { code: title.replace(/^RUR$/, 'RUB'), figure: description, lot: quant, day: pubDate, change }
  })
}
