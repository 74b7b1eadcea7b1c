import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { putCashRate, putOffice } from './cash-rate-store.js'
import { type Rate, ratesTag } from './rate.js'
import { dayMoved, todayIn } from './rate-day.js'
import { historyDays } from './rate-history.js'
import { forgetSampleRates, hasRates, saveRates } from './rate-store.js'

/** Invented, near what a reader expects: tenge for one unit on the last day, and how far the curve swings. */
const samples: readonly (readonly [currency: string, value: number, swing: number])[] = [
  ['USD', 480, 0.02],
  ['EUR', 555, 0.03],
  ['RUB', 6, 0.04],
  ['CNY', 68, 0.02],
  ['KGS', 5.5, 0.01],
  ['UZS', 0.04, 0.03],
  ['GBP', 640, 0.03],
  ['CHF', 600, 0.02],
  ['TRY', 11, 0.05],
  ['JPY', 3.2, 0.03],
  ['KRW', 0.33, 0.02],
  ['AED', 130, 0.02],
]

const office = {
  nameRu: 'Обменный пункт для примера',
  nameKk: 'Үлгі айырбастау пункті',
  townRu: 'придуманный город',
  townKk: 'ойдан шығарылған қала',
}

/**
 * Rates for a portal that has never been on the network: ninety days of them, so that the chart is alive, and one exchange
 * office. They carry the source `sample`, are labelled so wherever they show, and go with the first real rate. Gives whether they were needed.
 */
export async function putInSampleRates(kit: Kit): Promise<boolean> {
  if (await hasRates(kit.db)) return false
  const now = kit.clock.now()
  const today = todayIn(now)
  await transaction(kit.db, async (db) => {
    await saveRates(
      db,
      samples.flatMap(([currency, value, swing], at) => curve(currency, value, swing, at, today)),
      now,
    )
    const id = await putOffice(db, office, true)
    for (const [currency, value] of samples.slice(0, 3)) {
      await putCashRate(db, id, { currency, buy: round(value * 0.994), sell: round(value * 1.006), at: now })
    }
  })
  await kit.changes.announce([ratesTag])
  return true
}

/** Gives whether there were any. */
export async function removeSampleRates(kit: Kit): Promise<boolean> {
  const count = await transaction(kit.db, (db) => forgetSampleRates(db))
  if (count > 0) await kit.changes.announce([ratesTag])
  return count > 0
}

/** Two waves of different length, which look like a market and are the same at every start. */
function curve(currency: string, value: number, swing: number, phase: number, today: string): Rate[] {
  return Array.from({ length: historyDays + 1 }, (_, back): Rate => {
    const wave = Math.sin(back / 11 + phase) + 0.35 * Math.sin(back / 3.1 + phase * 2)
    const start = Math.sin(phase) + 0.35 * Math.sin(phase * 2)
    const lot = value < 1 ? 100 : 1
    const raw = (value * lot * (1 + (swing / 2) * (wave - start))).toFixed(2)
    return {
      currency,
      day: dayMoved(today, -back),
      value: Number(raw) / lot,
      raw,
      lot,
      source: 'sample',
      isCross: false,
      change: null,
    }
  })
}

const round = (value: number) => Number(value.toFixed(2))
