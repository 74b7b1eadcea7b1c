import { setTimeout as wait } from 'node:timers/promises'
import type { Kit } from '../../platform/kit.js'
import { BadAnswer } from '../fetching/bad-answer.js'
import { fetchOnce } from '../fetching/fetcher.js'
import { readNbk } from './nbk-reading.js'
import { ratesTag } from './rate.js'
import { type Checked, checkQuotes } from './rate-check.js'
import { dayMoved, todayIn } from './rate-day.js'
import { daysToFill, markWithoutRates, newestDay, saveRates } from './rate-store.js'
import type { RatesSettings } from './rates-settings.js'
import { nbkDay } from './rates-source.js'

export const historyFetcher = 'rates-nbk-history'

/** How far the chart reaches back. */
export const historyDays = 90

/**
 * Asks the National Bank for days that the chart lacks, newest first, a few in one go and each only once: the rate of a past day
 * never changes. Stops at the first fault. Gives how many days have come in.
 */
export async function fillRateHistory(kit: Kit, settings: RatesSettings): Promise<number> {
  // Without a real rate the samples stand, and a lonely past day must not drive them out.
  if ((await newestDay(kit.db, 'cbr')) === null) return 0
  const today = todayIn(kit.clock.now())
  const days = await daysToFill(kit.db, {
    from: dayMoved(today, -historyDays),
    to: dayMoved(today, -1),
    limit: settings.historyDaysAtOnce,
  })
  let filled = 0
  for (const [at, day] of days.entries()) {
    if (at > 0) await wait(settings.secondsBetweenDays * 1000)
    const found = await fetchOnce(kit, historyFetcher, async () => ({ value: await askDay(kit, settings, day) }))
    if (found === undefined || found === 'unchanged') break
    if (found === 'nothing') await markWithoutRates(kit.db, day, kit.clock.now())
    else await saveRates(kit.db, found.rates, kit.clock.now())
    filled += found === 'nothing' ? 0 : 1
  }
  if (filled > 0) await kit.changes.announce([ratesTag])
  return filled
}

async function askDay(kit: Kit, settings: RatesSettings, day: string): Promise<Checked | 'nothing'> {
  const quotes = readNbk((await nbkDay(kit.outside, settings, day)).text)
  if (quotes.length === 0) return 'nothing'
  const checked = checkQuotes('nbk', quotes, { today: day, shownDay: null, leastCurrencies: 20 })
  // On a day off the bank may repeat the last working day.
  if (checked.rates.every((rate) => rate.day < day)) return 'nothing'
  if (checked.rates.some((rate) => rate.day !== day)) throw new BadAnswer(`another day came in place of ${day}`)
  return checked
}
