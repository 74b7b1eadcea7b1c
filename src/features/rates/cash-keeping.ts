import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { demand, type Staff } from '../accounts/staff.js'
import { audit } from '../audit/audit-store.js'
import { type CashFault, type CashRate, type ExchangeOffice, faultOfCash } from './cash-rate.js'
import { putCashRate, putOffice, removeOffice, removeOtherCash, removeSampleOffices } from './cash-rate-store.js'
import { ratesTag } from './rate.js'
import { lastGoodValues } from './rate-store.js'

/**
 * Stores all that an office pays and asks now; a currency that is not among `rates` is no longer traded there. With one fault
 * nothing is stored, and the faults are given by currency.
 */
export async function keepCashRates(
  kit: Kit,
  staff: Staff,
  office: ExchangeOffice,
  rates: readonly CashRate[],
): Promise<Map<string, CashFault>> {
  demand(staff, 'rates.manage')
  const official = await lastGoodValues(kit.db)
  const faults = new Map<string, CashFault>()
  for (const rate of rates) {
    const fault = faultOfCash(rate, official.get(rate.currency))
    if (fault) faults.set(rate.currency, fault)
  }
  if (faults.size > 0) return faults
  await transaction(kit.db, async (db) => {
    await removeSampleOffices(db)
    const officeId = await putOffice(db, office)
    for (const rate of rates) await putCashRate(db, officeId, rate)
    await removeOtherCash(
      db,
      officeId,
      rates.map(({ currency }) => currency),
    )
    await audit(db, staff, kit.clock.now(), {
      deed: 'rates.cash',
      subject: `office:${officeId}`,
      after: { office: office.nameRu, town: office.townRu, rates },
    })
  })
  await kit.changes.announce([ratesTag])
  return faults
}

export async function dropOffice(kit: Kit, staff: Staff, nameRu: string, townRu: string): Promise<boolean> {
  demand(staff, 'rates.manage')
  const isGone = await transaction(kit.db, async (db) => {
    const gone = await removeOffice(db, nameRu, townRu)
    if (gone)
      await audit(db, staff, kit.clock.now(), {
        deed: 'rates.remove-office',
        subject: 'office',
        before: { office: nameRu, town: townRu },
      })
    return gone
  })
  if (isGone) await kit.changes.announce([ratesTag])
  return isGone
}
