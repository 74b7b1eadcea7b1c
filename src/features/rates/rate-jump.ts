import type { Rate } from './rate.js'

/** A value that waits for a second word. */
export interface HeldRate {
  currency: string
  day: string
  value: number
  lastGood: number
  source: string
  firstSeenAt: Date
}

export interface Judged {
  good: Rate[]
  /** Too far from the last good value, and nobody has confirmed them. */
  held: HeldRate[]
  /** For the log: what moved by more than a reader would expect in a day. */
  moved: string[]
}

export interface KnownRates {
  lastGood: ReadonlyMap<string, number>
  held: ReadonlyMap<string, HeldRate>
  now: Date
}

const worthALine = 0.05
const tooFar = 0.15
const agreesWithin = 0.05
const minutesUntilBelieved = 30

/** Whether a rate moved so far that another word is needed. A first value has nothing to be far from. */
export function isDoubtful({ currency, value }: Rate, { lastGood }: KnownRates): boolean {
  return far(value, lastGood.get(currency) ?? value) > tooFar
}

/**
 * Real devaluations happen, and so do typing mistakes: a rate that moved by more than 15 % is believed when a second source
 * says nearly the same, or when a fetch at least 30 minutes later brings it again. Until then the last good value stays.
 */
export function judgeJumps(rates: readonly Rate[], known: KnownRates, second: ReadonlyMap<string, number>): Judged {
  const judged: Judged = { good: [], held: [], moved: [] }
  for (const rate of rates) {
    const last = known.lastGood.get(rate.currency) ?? rate.value
    if (far(rate.value, last) > worthALine) judged.moved.push(`${rate.currency} ${last} → ${rate.value}`)
    if (!isDoubtful(rate, known) || agrees(rate, second) || cameAgain(rate, last, known)) judged.good.push(rate)
    else judged.held.push(held(rate, last, known))
  }
  return judged
}

function agrees({ currency, value }: Rate, second: ReadonlyMap<string, number>): boolean {
  const other = second.get(currency)
  return other !== undefined && far(value, other) <= agreesWithin
}

function cameAgain(rate: Rate, last: number, { held, now }: KnownRates): boolean {
  const earlier = held.get(rate.currency)
  if (!earlier || far(rate.value, earlier.value) > agreesWithin || isLostLot(rate.value, last)) return false
  return now.getTime() - earlier.firstSeenAt.getTime() >= minutesUntilBelieved * 60_000
}

/** Ten, a hundred or a thousand times the last value: a wrong lot, which repeats itself, so only a second source can confirm it. */
function isLostLot(value: number, last: number): boolean {
  const places = Math.abs(Math.log10(value / last))
  return places > 0.9 && Math.abs(places - Math.round(places)) < 0.06
}

function held({ currency, day, value, source }: Rate, lastGood: number, known: KnownRates): HeldRate {
  const earlier = known.held.get(currency)
  const isTheSame = earlier !== undefined && far(value, earlier.value) <= agreesWithin
  return { currency, day, value, lastGood, source, firstSeenAt: isTheSame ? earlier.firstSeenAt : known.now }
}

const far = (value: number, from: number) => Math.abs(value / from - 1)
