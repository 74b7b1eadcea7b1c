import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel'
import { z } from 'zod'

/** `open`: no attempt is made for a while. `half-open`: the next attempt decides. */
export type Circuit = 'closed' | 'half-open' | 'open'

/** Stops asking who has failed several times on end, and tries again after a pause. */
export interface Breaker {
  /** Runs the work or, when the circuit is open, throws without running it. */
  run<T>(work: () => Promise<T>): Promise<T>
  circuit(): Circuit
  /** What has to be kept so that the next process goes on from here. */
  kept(): string
}

const failuresToOpen = 5
const pauseInMilliseconds = 15 * 60_000

const keptState = z.object({
  ownState: z.union([
    z.object({ value: z.literal(CircuitState.Closed) }),
    z.object({ value: z.literal(CircuitState.Open), openedAt: z.number(), attemptNo: z.number() }),
  ]),
  breakerState: z.number(),
})

/** A circuit that begins closed or, with what an earlier one kept, goes on from there. Something unreadable begins anew. */
export function openBreaker(kept: string | null): Breaker {
  const state = kept === null ? undefined : readKept(kept)
  const policy = circuitBreaker(handleAll, {
    breaker: new ConsecutiveBreaker(failuresToOpen),
    halfOpenAfter: pauseInMilliseconds,
    ...(state && { initialState: state }),
  })
  return {
    run: (work) => policy.execute(work),
    circuit: () => circuitOf(JSON.stringify(policy)),
    kept: () => JSON.stringify(policy),
  }
}

/** The circuit as it is now, from what was kept: a pause that is over makes it half open. */
export function circuitOf(kept: string | null): Circuit {
  const own = kept === null ? undefined : readKept(kept)?.ownState
  if (own?.value !== CircuitState.Open) return 'closed'
  return Date.now() - own.openedAt < pauseInMilliseconds ? 'open' : 'half-open'
}

function readKept(kept: string): z.infer<typeof keptState> | undefined {
  try {
    return keptState.safeParse(JSON.parse(kept)).data
  } catch {
    return undefined
  }
}
