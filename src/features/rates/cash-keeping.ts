import { z } from 'zod'
import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { NotFound } from '../../web/errors.js'
import { demand, type Staff } from '../accounts/staff.js'
import { auditLine } from '../audit/audit-lists.js'
import { audit } from '../audit/audit-store.js'
import { type CashFault, type CashRate, type ExchangeOffice, faultOfCash } from './cash-rate.js'
import {
  allCashRates,
  findOffice,
  putCashRate,
  putOffice,
  removeOffice,
  removeOtherCash,
  removeSampleOffices,
} from './cash-rate-store.js'
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

/** Gives the line of the audit that keeps what the office named, or undefined when there is no such office. */
export async function dropOffice(kit: Kit, staff: Staff, nameRu: string, townRu: string): Promise<number | undefined> {
  demand(staff, 'rates.manage')
  const line = await transaction(kit.db, async (db) => {
    const office = await findOffice(db, nameRu, townRu)
    if (!office) return undefined
    const rates = (await allCashRates(db))
      .filter((rate) => rate.nameRu === nameRu && rate.townRu === townRu)
      .map(({ currency, buy, sell, at }) => ({ currency, buy, sell, at }))
    await removeOffice(db, nameRu, townRu)
    return audit(db, staff, kit.clock.now(), {
      deed: 'rates.remove-office',
      subject: 'office',
      before: { ...office, rates },
    })
  })
  if (line !== undefined) await kit.changes.announce([ratesTag])
  return line
}

const dropped = z.object({
  nameRu: z.string(),
  nameKk: z.string(),
  townRu: z.string(),
  townKk: z.string(),
  rates: z.array(z.object({ currency: z.string(), buy: z.number(), sell: z.number(), at: z.coerce.date() })),
})

/**
 * Puts an office back as that line of the audit has it, its rates named when they were named. Gives its name, or undefined when
 * somebody has put it back or made it anew.
 */
export async function returnOffice(kit: Kit, staff: Staff, line: number): Promise<string | undefined> {
  demand(staff, 'rates.manage')
  const name = await transaction(kit.db, async (db) => {
    const read = dropped.safeParse((await auditLine(db, line, 'rates.remove-office'))?.before)
    if (!read.success) throw new NotFound('no such office')
    const { rates, ...office } = read.data
    if (await findOffice(db, office.nameRu, office.townRu)) return undefined
    await removeSampleOffices(db)
    const id = await putOffice(db, office)
    for (const rate of rates) await putCashRate(db, id, rate)
    await audit(db, staff, kit.clock.now(), {
      deed: 'rates.return-office',
      subject: `office:${id}`,
      after: read.data,
    })
    return office.nameRu
  })
  if (name !== undefined) await kit.changes.announce([ratesTag])
  return name
}
