export const pingTargets = ['index-now', 'websub'] as const
export type PingTarget = (typeof pingTargets)[number]

interface Pace {
  /** An editor saves several times: told once, so long after the last of them. */
  quietSeconds: number
  /** But never later than this after the first. */
  mostQuietSeconds: number
  /** Between two tellings of one address. */
  secondsBetween: number
  /** Addresses in one request. */
  batch: number
}

/** Search engines answer 429 to whoever repeats an address within ten minutes; a hub exists to be told at once. */
export const pingPaces: Record<PingTarget, Pace> = {
  'index-now': { quietSeconds: 60, mostQuietSeconds: 300, secondsBetween: 600, batch: 10_000 },
  websub: { quietSeconds: 3, mostQuietSeconds: 15, secondsBetween: 60, batch: 100 },
}

const mostAttempts = 9

/** 1, 2, 4 … 128 minutes, and then no more: by that time crawlers have come by themselves. */
export function nextAttempt(attempts: number, now: Date, retryAfter?: Date): Date | null {
  if (attempts >= mostAttempts) return null
  const backOff = new Date(now.getTime() + 2 ** (attempts - 1) * 60_000)
  return retryAfter !== undefined && retryAfter > backOff ? retryAfter : backOff
}
