/** Bodies in the sources' own forms, with invented figures. */

export interface Line {
  code: string
  figure: string
  /** Undefined for the usual lot, null for a lost one. */
  lot?: string | null
  change?: string
}

/** Enough for a whole answer, all at values that no market has shown. */
export const usualLines: readonly Line[] = [
  { code: 'USD', figure: '480.10', change: '+0.10' },
  { code: 'EUR', figure: '555.20', change: '-1.30' },
  { code: 'RUB', figure: '6.05', change: '0.00' },
  { code: 'CNY', figure: '67.40' },
  { code: 'KGS', figure: '5.51' },
  { code: 'UZS', figure: '4.02', lot: '100' },
  { code: 'AMD', figure: '12.70', lot: '10' },
  { code: 'KRW', figure: '33.30', lot: '100' },
  { code: 'XDR', figure: '650.00' },
  ...['AUD', 'AZN', 'BYN', 'BRL', 'HKD', 'GEL', 'DKK', 'AED', 'CAD', 'KWD', 'MYR', 'NOK', 'PLN', 'GBP', 'CHF'].map(
    (code, at) => ({ code, figure: `${100 + at}.5` }),
  ),
]

/** The usual lines with some in place of theirs. */
export function linesWith(...changed: Line[]): Line[] {
  return usualLines.map((line) => changed.find(({ code }) => code === line.code) ?? line)
}

const dotted = (day: string) => day.split('-').reverse().join('.')

function lot({ lot: written = '1' }: Line): string {
  return written === null ? '' : `<quant>${written}</quant>`
}

/** `rates_all.xml`: a date in every item. */
export function feedBody(day: string, lines: readonly Line[] = usualLines): string {
  const items = lines.map(
    (line) =>
      `<item><title>${line.code}</title><pubDate>${dotted(day)}</pubDate><description>${line.figure}</description>${lot(line)}<index>UP</index><change>${line.change ?? ''}</change><link/></item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><generator>made for a test</generator><title>Official rates</title><link>nowhere</link>
<description>Official rates</description><language>ru</language>${items.join('\n')}</channel></rss>`
}

/** `get_rates.cfm`: one date for all, and names. */
export function dayBody(day: string, lines: readonly Line[] = usualLines): string {
  const items = lines.map(
    (line) => `
            <item>
            <fullname>НАЗВАНИЕ ${line.code}</fullname>
            <title>${line.code}</title>
            <description>${line.figure}</description>
            ${lot(line)}
            <index></index>
            <change>${line.change ?? ''}</change>
            </item>`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<rates>
    <generator>made for a test</generator>
    <title>Official rates</title>
    <description>Official rates</description>
    <date>${dotted(day)}</date>
${items.join('\n')}
</rates>`
}

/** `XML_daily.asp`: roubles, decimal commas; the tenge at 6 for a rouble. */
export function cbrBody(day: string, roubles: Readonly<Record<string, string>> = {}): string {
  const values: Record<string, string> = {
    KZT: '16,6667',
    USD: '80,0000',
    EUR: '92,5000',
    CNY: '11,2000',
    ...Object.fromEntries(usualLines.slice(9).map(({ code }) => [code, '20,0000'])),
    SEK: '8,1000',
    ...roubles,
  }
  const rows = Object.entries(values).map(
    ([code, value]) =>
      `<Valute ID="R0"><NumCode>000</NumCode><CharCode>${code}</CharCode><Nominal>${code === 'KZT' ? 100 : 1}</Nominal><Name>Название</Name><Value>${value}</Value></Valute>`,
  )
  return `<?xml version="1.0" encoding="windows-1251"?><ValCurs Date="${dotted(day)}" name="Foreign Currency Market">${rows.join('')}</ValCurs>`
}

export function frankfurterBody(day: string, tenge: Readonly<Record<string, number>>): string {
  return JSON.stringify([
    { date: day, base: 'KZT', quote: 'KZT', rate: 1 },
    ...Object.entries(tenge).map(([quote, value]) => ({
      date: day,
      base: 'KZT',
      quote,
      rate: Number((1 / value).toPrecision(8)),
    })),
  ])
}

type Pairs = Readonly<Record<string, { buy: number; sell: number }>>

export function halykBody(
  history: Readonly<Record<string, { date: string; privatePersons?: Pairs }>> | unknown[],
): string {
  return JSON.stringify({ result: true, data: { currencyHistory: history } })
}

/** What Russian and Kazakh letters become on a bank's old server. */
export function windows1251(text: string): Buffer {
  const letters = new Map(
    [...new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, at) => at))].map((letter, at) => [
      letter,
      at,
    ]),
  )
  return Buffer.from([...text].map((letter) => letters.get(letter) ?? 0x3f))
}
