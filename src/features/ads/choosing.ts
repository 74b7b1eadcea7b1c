import { type AdContext, type Candidate, hourOfWeek, runsAt, suits } from './campaign.js'

/** What the running process knows beyond the candidates themselves. */
export interface Standing {
  /** Clean impressions of a campaign so far, those not yet written included. */
  shown(candidate: Candidate): number
  /** How many of its plan a campaign should have had by now. */
  due(candidate: Candidate, now: Date): number
  /** Whether this reader has had enough of a campaign for today. */
  isSated(candidate: Candidate): boolean
}

/**
 * Which creative a place shows, or undefined for none. A campaign with a plan comes when it is behind its plan, the further
 * behind and the heavier the likelier; then campaigns without a plan by weight; house ads take what is left. `chance` gives
 * numbers from 0 up to 1.
 */
export function chooseCreative(
  candidates: readonly Candidate[],
  context: AdContext,
  now: Date,
  standing: Standing,
  chance: () => number = Math.random,
): Candidate | undefined {
  const hour = hourOfWeek(now)
  const [behind, open, house] = [new Draw(), new Draw(), new Draw()]
  for (const candidate of candidates) {
    if (!suits(candidate, context) || !runsAt(candidate, now, hour)) continue
    const { weight } = candidate
    if (candidate.isHouse) house.put(candidate, weight)
    else if (candidate.planned === null) open.put(candidate, weight)
    else {
      const lag = standing.due(candidate, now) - standing.shown(candidate)
      if (lag > 0) behind.put(candidate, weight * lag)
    }
  }
  const isSated = (candidate: Candidate) => standing.isSated(candidate)
  return behind.take(isSated, chance) ?? open.take(isSated, chance) ?? house.take(isSated, chance)
}

/** Lots of different weight. */
class Draw {
  private readonly candidates: Candidate[] = []
  private readonly weights: number[] = []
  private sum = 0

  put(candidate: Candidate, weight: number): void {
    this.candidates.push(candidate)
    this.weights.push(weight)
    this.sum += weight
  }

  /** Whether a reader has had enough is asked of the drawn one alone: it costs a hash. Then another one is drawn from the rest. */
  take(isSated: (candidate: Candidate) => boolean, chance: () => number): Candidate | undefined {
    while (this.candidates.length > 0) {
      let left = chance() * this.sum
      let at = 0
      while (at < this.weights.length - 1 && left >= (this.weights[at] ?? 0)) left -= this.weights[at++] ?? 0
      const [found] = this.candidates.splice(at, 1)
      const [weight = 0] = this.weights.splice(at, 1)
      if (!found || !isSated(found)) return found
      this.sum -= weight
    }
    return undefined
  }
}
