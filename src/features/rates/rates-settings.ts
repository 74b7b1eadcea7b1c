import type { Kit } from '../../platform/kit.js'
import { shownCurrencies } from './rate.js'

/** Where rates come from. Addresses are without a path, so that a test or a proxy in the house can stand in. */
export interface RatesSettings {
  nbk: string
  frankfurter: string
  cbr: string
  /** Off unless the bank has allowed it: nobody has published terms for this address. */
  halyk: { isOn: boolean; address: string }
  /** What the widget shows, in this order. */
  currencies: readonly string[]
  /** For everything that one request needs. */
  deadlineInSeconds: number
  maxBytes: number
  /** How many days of history are asked for in one go, and how far apart. */
  historyDaysAtOnce: number
  secondsBetweenDays: number
}

declare module '../../platform/kit.js' {
  interface Kit {
    rates?: RatesSettings
  }
}

export const usualRatesSettings: RatesSettings = {
  nbk: 'https://nationalbank.kz',
  frankfurter: 'https://api.frankfurter.dev',
  cbr: 'https://www.cbr.ru',
  halyk: { isOn: false, address: 'https://back.halykbank.kz' },
  currencies: shownCurrencies,
  deadlineInSeconds: 15,
  maxBytes: 512 * 1024,
  // Short enough to end within the drain of a process that is told to stop.
  historyDaysAtOnce: 10,
  secondsBetweenDays: 1,
}

export function ratesSettings(kit: Kit): RatesSettings {
  return kit.rates ?? usualRatesSettings
}
