import { z } from 'zod'
import type { PlannedFetcher } from './status.js'

const moment = z.coerce.date().nullable()
const answer = z.object({
  fetchers: z.array(
    z.object({
      fetcher: z.string(),
      lastSuccessAt: moment,
      lastFailureAt: moment,
      lastFailureReason: z.string().nullable(),
      notBefore: moment,
      circuit: z.enum(['closed', 'half-open', 'open']),
      nextRunAt: moment,
    }),
  ),
})

const secondsToAnswer = 5

/** What the server that runs on this machine says of its fetchers; undefined when none answers there. */
export async function runningFetchers(port: number): Promise<PlannedFetcher[] | undefined> {
  try {
    const found = await fetch(`http://127.0.0.1:${port}/status`, {
      signal: AbortSignal.timeout(secondsToAnswer * 1000),
    })
    return answer.parse(await found.json()).fetchers
  } catch {
    // Nobody, or another program: then the database is asked.
    return undefined
  }
}
