/**
 * Popularity fades: a view is worth 1 when it is made and half of that after each half-life. Three half-lives stand behind
 * the three lists: with six hours a view of yesterday morning is worth a sixteenth of one now, and a quiet night empties nothing.
 *
 * What is kept for a story is not the sum of its faded views, which would have to be faded anew all the time, but
 * `log2(sum of 2^(time of view / half-life))`. Between two views it stands still, all stories fade at the same pace, so their
 * order is right at any moment, and an index on it is the list. Logarithms, because the sum itself would soon be too large.
 */
export const periods = ['today', 'week', 'month'] as const
export type Period = (typeof periods)[number]

const halfLivesInHours: Record<Period, number> = { today: 6, week: 48, month: 240 }

/** `time of view / half-life`: where the scale of a period stands now. A story's faded views are `2^(score - mark)`. */
export function markOf(period: Period, now: Date): number {
  return now.getTime() / 3_600_000 / halfLivesInHours[period]
}

/** What is left of a story's views must be worth at least this to be called popular: one view a half-life and a half ago. */
const leastWorth = 0.35

/** The score below which a story is not popular any more. */
export function leastScore(period: Period, now: Date): number {
  return markOf(period, now) + Math.log2(leastWorth)
}
