import type { Request, Response } from 'express'
import { cacheTags } from '../features/articles/cache-tags.js'
import { ratesTag } from '../features/rates/rate.js'
import { dayOf } from '../features/rates/rate-day.js'
import type { BoardRow } from '../features/rates/rate-lists.js'
import { changeOf, currencyName, lotFor, type RateChange, rateWords } from '../features/rates/rate-words.js'
import { currentBoard } from '../features/rates/rates-board.js'
import { ratesSettings } from '../features/rates/rates-settings.js'
import { newestOf, officialOf, originOf, type RateOrigin } from '../features/rates/rates-widget.js'
import { type Moment, moment, shortDayWords } from '../language/dates.js'
import { inLanguage, type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { cacheable } from '../web/cacheable.js'
import { render } from '../web/render.js'
import { type RatesChart, ratesChart } from './rates-chart.js'
import { type Converter, type ConverterWishes, converter } from './rates-converter.js'
import { type Shell, shell } from './shell.js'
import { type Sidebar, sidebar } from './sidebar.js'

export interface RatesPage {
  shell: Shell
  /** Null without any rate that is young enough to show. */
  official: OfficialRates | null
  cash: CashBoard[]
  chart: RatesChart | null
  converter: Converter | null
  /** For the converter to keep the chart that is open. */
  chartOf: string | null
  side: Sidebar
}

export interface OfficialRates {
  words: string
  isStale: boolean
  isSample: boolean
  source: RateOrigin
  rows: OfficialRow[]
}

export interface OfficialRow {
  code: string
  name: string
  value: string
  change: RateChange | null
  isCross: boolean
  dayNote: string | null
  chartHref: string
  isInChart: boolean
}

export interface CashBoard {
  office: string
  town: string
  rows: { code: string; name: string; buy: string; sell: string; named: Moment }[]
}

declare module '../web/views.js' {
  interface Views {
    'site/rates': RatesPage
  }
}

export async function ratesPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const texts = say(language).rates
  const board = inOrder(await currentBoard(kit), ratesSettings(kit).currencies)
  const given = wishes(req)
  const chosen = board.find(({ currency }) => currency === given.of) ?? board[0]
  const query = queryOf(given, chosen)
  const [frame, chart, side] = await Promise.all([
    shell(kit, req, {
      language,
      title: texts.title,
      description: texts.description,
      path: localAddress(language, '/rates') + query,
      twin: localAddress(otherLanguage(language), '/rates') + query,
      noindex: given.amount !== '',
    }),
    chosen ? ratesChart(kit, language, chosen, board) : null,
    sidebar(kit, language, { withFresh: true }),
  ])
  cacheable(res, {
    tags: [ratesTag, cacheTags.filing, cacheTags.pages, cacheTags.newest(language)],
    seconds: 300,
  })
  render(res, language, 'site/rates', {
    shell: frame,
    official: officialRates(language, board, chosen, kit.clock.now()),
    cash: cashBoards(language, board),
    chart,
    converter: board.length > 0 ? converter(language, board, given) : null,
    chartOf: given.of === chosen?.currency ? given.of : null,
    side,
  })
}

/** Everything is checked where it is used. */
interface RatesWishes extends ConverterWishes {
  /** The currency of the chart. */
  of: string
}

const longest = 40

function wishes({ query }: Request): RatesWishes {
  const text = (name: keyof RatesWishes) => {
    const value: unknown = query[name]
    return typeof value === 'string' ? value.trim().slice(0, longest) : ''
  }
  return { of: text('of'), amount: text('amount'), from: text('from'), to: text('to') }
}

/** Only what was asked for and makes a difference. */
function queryOf(given: RatesWishes, chosen: BoardRow | undefined): string {
  const query = new URLSearchParams()
  if (given.of !== '' && given.of === chosen?.currency) query.set('of', given.of)
  for (const name of ['amount', 'from', 'to'] as const) {
    if (given.amount !== '' && given[name] !== '') query.set(name, given[name])
  }
  return query.size === 0 ? '' : `?${query}`
}

/** What most readers look for comes first, the others by code. */
function inOrder(board: readonly BoardRow[], shown: readonly string[]): BoardRow[] {
  const place = ({ currency }: BoardRow) => {
    const at = shown.indexOf(currency)
    return at === -1 ? shown.length : at
  }
  return [...board].sort((a, b) => place(a) - place(b) || a.currency.localeCompare(b.currency))
}

function officialRates(
  language: Language,
  board: readonly BoardRow[],
  chosen: BoardRow | undefined,
  now: Date,
): OfficialRates | null {
  const newest = newestOf(board)
  if (!newest) return null
  const { officialWords, isStale } = officialOf(language, newest, now)
  return {
    words: officialWords,
    isStale,
    isSample: newest.source === 'sample',
    source: originOf(language, newest),
    rows: board.map((row) => officialRow(language, row, newest.day, row === chosen)),
  }
}

function officialRow(language: Language, row: BoardRow, day: string, isInChart: boolean): OfficialRow {
  const { currency, value, previous, isCross } = row
  const lot = lotFor(value)
  const texts = say(language).rates
  const name = currencyName(language, currency)
  return {
    code: currency,
    name: lot === 1 ? name : texts.units(name, lot),
    value: rateWords(language, value * lot),
    change: changeOf(language, value * lot, previous === null ? null : previous * lot),
    isCross,
    dayNote: row.day === day ? null : texts.dayOfRow(shortDayWords(language, dayOf(row.day))),
    chartHref: `${localAddress(language, '/rates')}?of=${currency}#chart`,
    isInChart,
  }
}

/** Every office with its own rates, each with the time when it was named. */
function cashBoards(language: Language, board: readonly BoardRow[]): CashBoard[] {
  const boards = new Map<number, CashBoard>()
  for (const { currency, cash } of board) {
    for (const { officeId, officeRu, officeKk, townRu, townKk, buy, sell, at } of cash) {
      const office = boards.get(officeId) ?? {
        office: inLanguage(language, officeRu, officeKk),
        town: inLanguage(language, townRu, townKk),
        rows: [],
      }
      const lot = lotFor(buy)
      const name = currencyName(language, currency)
      office.rows.push({
        code: currency,
        name: lot === 1 ? name : say(language).rates.units(name, lot),
        buy: rateWords(language, buy * lot),
        sell: rateWords(language, sell * lot),
        named: moment(language, at),
      })
      boards.set(officeId, office)
    }
  }
  return [...boards.values()]
}
