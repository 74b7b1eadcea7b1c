import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { type CashFault, type CashRate, type ExchangeOffice, faultOfCash } from './cash-rate.js'
import { putCashRate, putOffice, removeOffice, removeSampleOffices } from './cash-rate-store.js'
import { ratesTag } from './rate.js'
import { lastGoodValues } from './rate-store.js'

/**
 * Stores what a person says an office pays and asks. Gives the rule that it breaks, by name, and then stores nothing; the
 * official rate, where there is one, is what it is compared with.
 */
export async function setCashRate(kit: Kit, office: ExchangeOffice, rate: CashRate): Promise<CashFault | undefined> {
  const fault = faultOfCash(rate, (await lastGoodValues(kit.db)).get(rate.currency))
  if (fault) return fault
  await transaction(kit.db, async (db) => {
    await removeSampleOffices(db)
    await putCashRate(db, await putOffice(db, office), rate)
  })
  await kit.changes.announce([ratesTag])
  return undefined
}

/** Gives whether there was such an office. */
export async function removeExchangeOffice(kit: Kit, nameRu: string, townRu: string): Promise<boolean> {
  const isGone = await removeOffice(kit.db, nameRu, townRu)
  if (isGone) await kit.changes.announce([ratesTag])
  return isGone
}
