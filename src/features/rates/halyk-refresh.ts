import { dayStart } from '../../language/dates.js'
import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { BadAnswer } from '../fetching/bad-answer.js'
import { fetchOnce } from '../fetching/fetcher.js'
import { type CashRate, type ExchangeOffice, faultOfCash } from './cash-rate.js'
import { putCashRate, putOffice, removeOtherCash, removeSampleOffices } from './cash-rate-store.js'
import { type HalykBoard, readHalyk } from './halyk-reading.js'
import { ratesTag } from './rate.js'
import { dayMoved, dayOf, todayIn } from './rate-day.js'
import { lastGoodValues } from './rate-store.js'
import type { RatesSettings } from './rates-settings.js'
import { halyk } from './rates-source.js'

const office: ExchangeOffice = {
  nameRu: 'Народный банк',
  nameKk: 'Халық банкі',
  townRu: 'Казахстан',
  townKk: 'Қазақстан',
}

export const halykFetcher = 'rates-halyk'

/** Where the bank has allowed it: what Halyk pays and asks. Gives how many currencies came in. */
export async function refreshHalyk(kit: Kit, settings: RatesSettings): Promise<number> {
  if (!settings.halyk.isOn) return 0
  const now = kit.clock.now()
  const board = await fetchOnce(kit, halykFetcher, async () => {
    const read = readHalyk((await halyk(kit.outside, settings)).text)
    return { value: await believable(kit, read, now) }
  })
  if (board === undefined || board === 'unchanged') return 0
  await transaction(kit.db, async (db) => {
    await removeSampleOffices(db)
    const id = await putOffice(db, office)
    const currencies = board.map(({ currency }) => currency)
    await removeOtherCash(db, id, currencies)
    for (const rate of board) await putCashRate(db, id, rate)
  })
  await kit.changes.announce([ratesTag])
  return board.length
}

/** A board of today or yesterday, less the rows that break a rule. Throws `BadAnswer` when nothing is left of it. */
async function believable(kit: Kit, { day, pairs }: HalykBoard, now: Date): Promise<CashRate[]> {
  const today = todayIn(now)
  if (day > today || day < dayMoved(today, -1)) throw new BadAnswer(`the newest board is of ${day}`)
  // A board of yesterday stood until midnight; today's stands now.
  const at = day === today ? now : new Date(dayStart(dayOf(today)).getTime() - 60_000)
  const official = await lastGoodValues(kit.db)
  const good = pairs
    .map((pair): CashRate => ({ ...pair, at }))
    .filter((rate) => faultOfCash(rate, official.get(rate.currency)) === undefined)
  if (good.length === 0) throw new BadAnswer('no row of the board can be believed')
  return good
}
