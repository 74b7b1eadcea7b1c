import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import type { Conditions } from '../../platform/outside.js'
import { BadAnswer } from '../fetching/bad-answer.js'
import { type Fetched, fetchOnce } from '../fetching/fetcher.js'
import { readCbr } from './cbr-reading.js'
import { readFrankfurter } from './frankfurter-reading.js'
import { readNbk } from './nbk-reading.js'
import { type Quote, type Rate, type RateSource, ratesTag } from './rate.js'
import { type Checked, checkQuotes } from './rate-check.js'
import { dayMoved, todayIn } from './rate-day.js'
import { isDoubtful, judgeJumps, type KnownRates } from './rate-jump.js'
import {
  forgetWorse,
  heldRates,
  lastGoodValues,
  markSeen,
  newestDay,
  replaceHeld,
  saveRates,
  valuesBefore,
} from './rate-store.js'
import type { RatesSettings } from './rates-settings.js'
import { cbr, frankfurter, nbkDay, nbkFeed } from './rates-source.js'

export interface Refreshed {
  source: RateSource
  day: string
  /** How many rates are new or different. */
  changed: number
  /** Currencies whose value moved too far to be believed yet. */
  held: string[]
}

interface Asking {
  kit: Kit
  settings: RatesSettings
  today: string
}

/** Asks for official rates, the next source only where the one before has none. */
const chain: readonly {
  fetcher: string
  ask(asking: Asking, conditions: Conditions): Promise<Fetched<Checked> | 'unchanged'>
}[] = [
  { fetcher: 'rates-nbk', ask: askNbkFeed },
  { fetcher: 'rates-nbk-day', ask: askNbkBackwards },
  { fetcher: 'rates-frankfurter', ask: askFrankfurter },
  { fetcher: 'rates-cbr', ask: askCbr },
]

export const ratesFetchers = chain.map(({ fetcher }) => fetcher)

const daysToWalkBack = 10

/** Fetches the official rates and stores the good ones. Undefined when no source had any: readers go on seeing the last good ones. */
export async function refreshRates(kit: Kit, settings: RatesSettings): Promise<Refreshed | 'unchanged' | undefined> {
  const asking = { kit, settings, today: todayIn(kit.clock.now()) }
  for (const { fetcher, ask } of chain) {
    // Stored before the source's conditions are: otherwise rates that could not be stored would never be sent again.
    const found = await fetchOnce(kit, fetcher, async (conditions) => {
      const answer = await ask(asking, conditions)
      return answer === 'unchanged' ? answer : { ...answer, value: await takeIn(asking, answer.value) }
    })
    if (found === 'unchanged') await markSeen(kit.db, kit.clock.now())
    if (found) return found
  }
  kit.log.warn('no source of rates has answered; the last good rates stay')
  return undefined
}

async function askNbkFeed(asking: Asking, conditions: Conditions): Promise<Fetched<Checked> | 'unchanged'> {
  const { kit, settings } = asking
  // What waits for a second word must come whole again, so nothing is asked with conditions then.
  const isWaiting = (await heldRates(kit.db)).size > 0
  const { text, notModified, ...kept } = await nbkFeed(kit.outside, settings, isWaiting ? {} : conditions)
  if (notModified) return 'unchanged'
  const quotes = readNbk(text)
  if (quotes.length === 0) throw new BadAnswer('the feed of the National Bank is empty')
  return { value: await checked(asking, 'nbk', quotes), ...kept }
}

/** Day by day back from today to the last one with rates, across weekends and holidays. */
async function askNbkBackwards(asking: Asking): Promise<Fetched<Checked>> {
  const { kit, settings, today } = asking
  for (let back = 0; back <= daysToWalkBack; back++) {
    const quotes = readNbk((await nbkDay(kit.outside, settings, dayMoved(today, -back))).text)
    if (quotes.length > 0) return { value: await checked(asking, 'nbk', quotes) }
  }
  throw new BadAnswer(`the National Bank has published nothing for ${daysToWalkBack} days`)
}

async function askFrankfurter(asking: Asking): Promise<Fetched<Checked>> {
  const { text } = await frankfurter(asking.kit.outside, asking.settings)
  return { value: await checked(asking, 'frankfurter', readFrankfurter(text)) }
}

async function askCbr(asking: Asking): Promise<Fetched<Checked>> {
  return { value: await checked(asking, 'cbr', await cbrQuotes(asking)) }
}

async function cbrQuotes({ kit, settings }: Asking): Promise<Quote[]> {
  return readCbr((await cbr(kit.outside, settings)).text)
}

/** Frankfurter is asked for the shown currencies only; the banks always send a long list. */
async function checked({ kit, today }: Asking, source: RateSource, quotes: readonly Quote[]): Promise<Checked> {
  const leastCurrencies = source === 'frankfurter' ? 2 : 20
  return checkQuotes(source, quotes, { today, shownDay: await newestDay(kit.db, source), leastCurrencies })
}

/** Stores what is believed, holds back what is not, in one transaction. */
async function takeIn(asking: Asking, { source, rates, dropped }: Checked): Promise<Refreshed> {
  const { kit } = asking
  const now = kit.clock.now()
  const known = { now, lastGood: await lastGoodValues(kit.db), held: await heldRates(kit.db) }
  const { good, held, moved } = judgeJumps(rates, known, await secondWord(asking, source, rates, known))
  if (dropped.length > 0 || moved.length > 0) kit.log.warn({ source, dropped, moved }, 'rates look unusual')
  await compareChanges(kit, rates)
  const changed = await transaction(kit.db, async (db) => {
    await replaceHeld(db, held)
    return (await forgetWorse(db, source, rates[0]?.day ?? '')) + (await saveRates(db, good, now))
  })
  if (changed > 0) await kit.changes.announce([ratesTag])
  return { source, day: rates[0]?.day ?? '', changed, held: held.map(({ currency }) => currency) }
}

/** The Central Bank of Russia is asked only when something moved too far, and never to confirm itself. */
async function secondWord(
  asking: Asking,
  source: RateSource,
  rates: readonly Rate[],
  known: KnownRates,
): Promise<Map<string, number>> {
  if (source === 'cbr' || !rates.some((rate) => isDoubtful(rate, known))) return new Map()
  const second = await fetchOnce(asking.kit, 'rates-cbr', async () => ({
    // As a second word it may be of yesterday.
    value: checkQuotes('cbr', await cbrQuotes(asking), { today: asking.today, shownDay: null, leastCurrencies: 20 }),
  }))
  if (second === undefined || second === 'unchanged') return new Map()
  return new Map(second.rates.map(({ currency, value }) => [currency, value]))
}

/** The National Bank says itself by how much each rate changed: a mismatch tells the operator that a day is missing or was corrected. */
async function compareChanges(kit: Kit, rates: readonly Rate[]): Promise<void> {
  const before = await valuesBefore(kit.db, rates[0]?.day ?? '')
  const odd = rates.filter(({ currency, value, change, lot }) => {
    const previous = before.get(currency)
    return change !== null && previous !== undefined && Math.abs(value - previous - change) > 0.02 / lot
  })
  if (odd.length > 0) kit.log.info({ currencies: odd.map(({ currency }) => currency) }, 'changes do not add up')
}
