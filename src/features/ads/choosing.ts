import { type AdContext, type Audience, type Candidate, dueBy, runsAt, suits } from './campaign.js'

/** What the running process knows beyond the candidates themselves. */
export interface Standing {
  /** Clean impressions of a campaign so far, those not yet written included. */
  shown(candidate: Candidate): number
  /** Whether this reader has had enough of a campaign for today. */
  isSated(candidate: Candidate): boolean
  /** When readers come; even where nothing is known. */
  audience?: Audience
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
  const behind: [Candidate, number][] = []
  const open: [Candidate, number][] = []
  const house: [Candidate, number][] = []
  for (const candidate of candidates) {
    if (!suits(candidate, context) || !runsAt(candidate, now) || standing.isSated(candidate)) continue
    if (candidate.isHouse) house.push([candidate, candidate.weight])
    else if (candidate.planned === null) open.push([candidate, candidate.weight])
    else {
      const lag = dueBy(candidate, now, standing.audience) - standing.shown(candidate)
      if (lag > 0) behind.push([candidate, candidate.weight * lag])
    }
  }
  return drawn(behind, chance) ?? drawn(open, chance) ?? drawn(house, chance)
}

function drawn(weighed: readonly [Candidate, number][], chance: () => number): Candidate | undefined {
  const sum = weighed.reduce((total, [, weight]) => total + weight, 0)
  let left = chance() * sum
  for (const [candidate, weight] of weighed) {
    left -= weight
    if (left < 0) return candidate
  }
  return weighed.at(-1)?.[0]
}
