import type { Kit } from '../../platform/kit.js'
import { allCashRates, findOffice } from './cash-rate-store.js'
import { cashRateLines, refusalWords } from './cash-rate-words.js'
import { setCashRate } from './cash-rates.js'
import { readFigure } from './rate-reading.js'
import { lastGoodValues } from './rate-store.js'
import { cashShownFrom } from './rates-board.js'

/** As typed on a command line. */
export interface TypedCashRate {
  currency: string
  buy: string
  sell: string
  office: string
  town: string
  officeKk?: string
  townKk?: string
}

/** Takes in what an operator typed. Gives the words of a refusal, or undefined when it is stored. */
export async function takeInCashRate(kit: Kit, typed: TypedCashRate): Promise<string | undefined> {
  const [buy, sell] = [readFigure(typed.buy), readFigure(typed.sell)]
  if (buy === undefined || sell === undefined) return 'A rate is a number such as 478.5 or 478,5. Nothing was stored.'
  const [nameRu, townRu] = [typed.office.trim(), typed.town.trim()]
  if (nameRu === '' || townRu === '') return 'An office has a name and a town. Nothing was stored.'
  const rate = { currency: typed.currency.trim().toUpperCase(), buy, sell, at: kit.clock.now() }
  // Kazakh names are given once; without any, Kazakh readers see the Russian ones.
  const known = await findOffice(kit.db, nameRu, townRu)
  const nameKk = typed.officeKk?.trim() || known?.nameKk || nameRu
  const townKk = typed.townKk?.trim() || known?.townKk || townRu
  const fault = await setCashRate(kit, { nameRu, nameKk, townRu, townKk }, rate)
  return fault && refusalWords(fault, rate, (await lastGoodValues(kit.db)).get(rate.currency))
}

/** What is stored, for the operator. */
export async function namedCashRates(kit: Kit): Promise<string[]> {
  return cashRateLines(await allCashRates(kit.db), cashShownFrom(kit.clock.now()))
}
