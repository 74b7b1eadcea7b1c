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
  const behind: Weighed[] = []
  const open: Weighed[] = []
  const house: Weighed[] = []
  for (const candidate of candidates) {
    if (!suits(candidate, context) || !runsAt(candidate, now, hour)) continue
    if (candidate.isHouse) house.push({ candidate, weight: candidate.weight })
    else if (candidate.planned === null) open.push({ candidate, weight: candidate.weight })
    else {
      const lag = standing.due(candidate, now) - standing.shown(candidate)
      if (lag > 0) behind.push({ candidate, weight: candidate.weight * lag })
    }
  }
  return drawn(behind, standing, chance) ?? drawn(open, standing, chance) ?? drawn(house, standing, chance)
}

interface Weighed {
  candidate: Candidate
  weight: number
}

/** Whether a reader has had enough is asked of the drawn one alone: it costs a hash. Then another one is drawn from the rest. */
function drawn(weighed: Weighed[], { isSated }: Standing, chance: () => number): Candidate | undefined {
  let sum = weighed.reduce((total, { weight }) => total + weight, 0)
  while (weighed.length > 0) {
    let left = chance() * sum
    let at = weighed.findIndex(({ weight }) => {
      left -= weight
      return left < 0
    })
    if (at === -1) at = weighed.length - 1
    const [found] = weighed.splice(at, 1)
    if (!found || !isSated(found.candidate)) return found?.candidate
    sum -= found.weight
  }
  return undefined
}
