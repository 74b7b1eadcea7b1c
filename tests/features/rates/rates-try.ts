import { fetcherStates } from '../../../src/features/fetching/fetcher.js'
import { refreshRates } from '../../../src/features/rates/rates-refresh.js'
import { type RatesSettings, usualRatesSettings } from '../../../src/features/rates/rates-settings.js'
import { type RatesWidget, ratesWidget } from '../../../src/features/rates/rates-widget.js'
import { rows } from '../../../src/platform/database.js'
import { openReplay, type Replay, type ReplayAnswer } from '../../support/replay-server.js'
import { type TestKit, testNow } from '../../support/test-kit.js'
import { dayBody, feedBody, type Line } from './bodies.js'

export const today = '2026-11-24'
export const yesterday = '2026-11-23'
export const tomorrow = '2026-11-25'

/** The National Bank, Frankfurter, the Central Bank of Russia and Halyk, all on one server of ours. */
export interface RatesTry {
  provider: Replay
  settings: RatesSettings
  /** Nothing stored, nothing prepared, the clock at noon of the test day. */
  begin(): Promise<void>
  feed(answer: ReplayAnswer): void
  day(day: string, lines?: readonly Line[]): void
  /** Yesterday's rates are in: what readers see when today brings nothing good. */
  beginWithYesterday(): Promise<void>
  refresh(wish?: Partial<RatesSettings>): ReturnType<typeof refreshRates>
  /** The official figures of the widget by currency. */
  shown(): Promise<Record<string, string>>
  widget(): Promise<RatesWidget | null>
  reasonOf(fetcher: string): Promise<string | null | undefined>
}

export const feedPath = '/rss/rates_all.xml'
const xml = { 'content-type': 'text/xml; charset=UTF-8' }

export const xmlAnswer = (body: string): ReplayAnswer => ({ headers: xml, body })

export async function openRatesTry(kit: TestKit): Promise<RatesTry> {
  const provider = await openReplay()
  const { origin } = provider
  const settings: RatesSettings = {
    ...usualRatesSettings,
    nbk: origin,
    frankfurter: origin,
    cbr: origin,
    halyk: { isOn: true, address: origin },
    deadlineInSeconds: 20,
    secondsBetweenDays: 0,
  }
  const widget = () => ratesWidget(kit, 'ru')
  const begin = async () => {
    provider.forget()
    kit.clock.set(testNow)
    for (const table of ['official_rates', 'held_rates', 'days_without_rates', 'exchange_offices', 'fetches']) {
      await rows(kit.db, `delete from ${table}`)
    }
    await kit.changes.announce(['rates'])
  }
  const feed = (answer: ReplayAnswer) => provider.answer(feedPath, answer)
  const refresh = (wish: Partial<RatesSettings> = {}) => refreshRates(kit, { ...settings, ...wish })
  return {
    provider,
    settings,
    begin,
    feed,
    refresh,
    widget,
    day: (day, lines) =>
      provider.answer(`/rss/get_rates.cfm?fdate=${day.split('-').reverse().join('.')}`, xmlAnswer(dayBody(day, lines))),
    beginWithYesterday: async () => {
      await begin()
      feed(xmlAnswer(feedBody(yesterday)))
      await refresh()
      provider.forget()
    },
    shown: async () => Object.fromEntries((await widget())?.rows.map(({ code, official }) => [code, official]) ?? []),
    reasonOf: async (name) => (await fetcherStates(kit)).find(({ fetcher }) => fetcher === name)?.lastFailureReason,
  }
}

/** What `beginWithYesterday` shows. */
export const yesterdaysRates = {
  USD: '480,10',
  EUR: '555,20',
  RUB: '6,05',
  CNY: '67,40',
  KGS: '5,51',
  UZS: '4,02',
}
