import { momentWords, shortDayWords } from '../../language/dates.js'
import { inLanguage, type Language, localAddress } from '../../language/language.js'
import { say } from '../../language/say.js'
import type { Kit } from '../../platform/kit.js'
import { dayOf, todayIn } from './rate-day.js'
import type { BoardCash, BoardRow } from './rate-lists.js'
import { changeOf, currencySign, lotFor, type RateChange, rateWords, shortCurrencyName } from './rate-words.js'
import { ageOf, currentBoard } from './rates-board.js'
import { ratesSettings } from './rates-settings.js'

export interface RatesWidget {
  /** The page with all rates. */
  href: string
  rows: RateRow[]
  isSample: boolean
  isStale: boolean
  /** Whose rates these are and of which day. */
  officialWords: string
  /** Who buys and sells at these rates and when he said so; null without cash rates. */
  cashWords: string | null
  source: RateOrigin
}

export interface RateRow {
  code: string
  /** `$`, or the code of a currency without a sign. */
  sign: string
  /** `доллар`; `сум, за 100`. */
  name: string
  /** The official rate: `478,77`. */
  official: string
  isCross: boolean
  /** Of its day when that is not the widget's. */
  dayNote: string | null
  change: RateChange | null
  /** Never reckoned from the official rate: somebody has named both. */
  cash: { buy: string; sell: string } | null
}

/** Named with a link, as the sources ask. */
export interface RateOrigin {
  name: string
  href: string | null
}

declare module '../../web/views.js' {
  interface Views {
    'parts/rates': RatesWidget
    'parts/rate-change': { change: RateChange; isBrief: boolean }
  }
}

/** What stands beside the news, or null when nothing is young enough to be honest. */
export async function ratesWidget(kit: Kit, language: Language): Promise<RatesWidget | null> {
  const board = new Map((await currentBoard(kit)).map((row) => [row.currency, row]))
  const rows = ratesSettings(kit).currencies.flatMap((currency) => board.get(currency) ?? [])
  const newest = newestOf(rows)
  if (!newest) return null
  const office = mainOffice(rows)
  const { officialWords, isStale } = officialOf(language, newest, kit.clock.now())
  return {
    href: localAddress(language, '/rates'),
    rows: rows.map((row) => rateRow(language, row, newest.day, office?.officeId)),
    isSample: newest.source === 'sample',
    isStale,
    officialWords,
    cashWords: office ? cashWords(language, office, rows) : null,
    source: originOf(language, newest),
  }
}

/** The row whose day speaks for all. */
export function newestOf(rows: readonly BoardRow[]): BoardRow | undefined {
  return rows.reduce<BoardRow | undefined>((newest, row) => (newest && newest.day >= row.day ? newest : row), undefined)
}

/** Whose rates of which day, with a warning by age. */
export function officialOf(language: Language, row: BoardRow, now: Date): { officialWords: string; isStale: boolean } {
  const texts = say(language).rates
  const day = shortDayWords(language, dayOf(row.day))
  const age = ageOf(row, todayIn(now))
  if (row.source === 'sample') return { officialWords: texts.sampleHint, isStale: false }
  if (age === 'stale') return { officialWords: texts.officialStale(day), isStale: true }
  if (row.isCross) return { officialWords: texts.crossOn(day), isStale: false }
  return { officialWords: age === 'late' ? texts.officialLast(day) : texts.officialOn(day), isStale: false }
}

const addresses: Readonly<Record<BoardRow['source'], string | null>> = {
  nbk: 'https://nationalbank.kz',
  frankfurter: 'https://frankfurter.dev',
  cbr: 'https://www.cbr.ru',
  sample: null,
}

export function originOf(language: Language, { source }: BoardRow): RateOrigin {
  return { name: say(language).rates.sources[source], href: addresses[source] }
}

/** One office speaks for the widget: the one with the most of its currencies, and of equals the one that spoke last. */
function mainOffice(rows: readonly BoardRow[]): BoardCash | undefined {
  const all = rows.flatMap(({ cash }) => cash)
  const count = (office: BoardCash) => all.filter(({ officeId }) => officeId === office.officeId).length
  return all.reduce<BoardCash | undefined>((best, each) => {
    const isBetter = !best || count(each) > count(best) || (count(each) === count(best) && each.at > best.at)
    return isBetter ? each : best
  }, undefined)
}

/** With the oldest of its times: no figure in the widget is older than it says. */
function cashWords(language: Language, named: BoardCash, rows: readonly BoardRow[]): string {
  const { officeId, officeRu, officeKk, townRu, townKk } = named
  const times = rows.flatMap(({ cash }) =>
    cash.filter((each) => each.officeId === officeId).map(({ at }) => at.getTime()),
  )
  const at = new Date(Math.min(...times))
  const [office, town] = [inLanguage(language, officeRu, officeKk), inLanguage(language, townRu, townKk)]
  return say(language).rates.cashOf(office, town, momentWords(language, at))
}

function rateRow(language: Language, row: BoardRow, day: string, officeId: number | undefined): RateRow {
  const { currency, value, previous, isCross } = row
  const lot = lotFor(value)
  const cash = row.cash.find((each) => each.officeId === officeId)
  return {
    code: currency,
    sign: currencySign(currency),
    name: shortCurrencyName(language, currency, lot),
    official: rateWords(language, value * lot),
    isCross,
    dayNote: row.day === day ? null : say(language).rates.dayOfRow(shortDayWords(language, dayOf(row.day))),
    change: changeOf(language, value * lot, previous === null ? null : previous * lot),
    cash: cash ? { buy: rateWords(language, cash.buy * lot), sell: rateWords(language, cash.sell * lot) } : null,
  }
}
