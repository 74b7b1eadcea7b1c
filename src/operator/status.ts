import { type FetcherState, fetcherStates } from '../features/fetching/fetcher.js'
import type { Kit } from '../platform/kit.js'

/** What only the running process knows. */
export interface ProcessFacts {
  pageCache(): { pages: number; bytes: number }
  nextRuns(): PlannedJob[]
}

/** Something the clock does, when it does it next, and whom it asks then. */
export interface PlannedJob {
  job: string
  at: Date | null
  fetchers: readonly string[]
}

export interface Status {
  uptimeInSeconds: number
  database: Kit['database']['kind']
  pageCache: { pages: number; bytes: number }
  jobs: { job: string; nextRunAt: Date | null }[]
  fetchers: PlannedFetcher[]
}

/** How a fetcher does, and when it is asked next; null when nothing is planned. Other sources than the first wait for it to fail. */
export type PlannedFetcher = Omit<FetcherState, 'lastAttemptAt' | 'etag' | 'lastModified'> & { nextRunAt: Date | null }

export async function statusOf(kit: Kit, facts: ProcessFacts): Promise<Status> {
  const planned = facts.nextRuns()
  return {
    uptimeInSeconds: Math.round(process.uptime()),
    database: kit.database.kind,
    pageCache: facts.pageCache(),
    jobs: planned.map(({ job, at }) => ({ job, nextRunAt: at })),
    fetchers: plannedFetchers(await fetcherStates(kit), planned),
  }
}

/** Every fetcher that has been asked or is going to be. */
export function plannedFetchers(states: readonly FetcherState[], planned: readonly PlannedJob[]): PlannedFetcher[] {
  const nextRuns = new Map(planned.flatMap(({ at, fetchers }) => fetchers.map((fetcher) => [fetcher, at] as const)))
  const known = new Map(states.map((state) => [state.fetcher, state]))
  return [...new Set([...nextRuns.keys(), ...known.keys()])].sort().map((fetcher) => {
    const state = known.get(fetcher)
    return {
      fetcher,
      lastSuccessAt: state?.lastSuccessAt ?? null,
      lastFailureAt: state?.lastFailureAt ?? null,
      lastFailureReason: state?.lastFailureReason ?? null,
      notBefore: state?.notBefore ?? null,
      circuit: state?.circuit ?? 'closed',
      nextRunAt: nextRuns.get(fetcher) ?? null,
    }
  })
}
