import { type FetcherState, fetcherStates } from '../features/fetching/fetcher.js'
import type { Kit } from '../platform/kit.js'

/** What only the running process knows. */
export interface ProcessFacts {
  pageCache(): { pages: number; bytes: number }
  nextRuns(): { job: string; at: Date | null }[]
}

export interface Status {
  uptimeInSeconds: number
  database: Kit['database']['kind']
  pageCache: { pages: number; bytes: number }
  jobs: { job: string; nextRunAt: Date | null }[]
  fetchers: FetcherState[]
}

export async function statusOf(kit: Kit, facts: ProcessFacts): Promise<Status> {
  return {
    uptimeInSeconds: Math.round(process.uptime()),
    database: kit.database.kind,
    pageCache: facts.pageCache(),
    jobs: facts.nextRuns().map(({ job, at }) => ({ job, nextRunAt: at })),
    fetchers: await fetcherStates(kit),
  }
}

/** For a terminal: one line a fetcher, the last failure under it. */
export function fetcherLines(fetchers: readonly FetcherState[], now: Date): string[] {
  if (fetchers.length === 0) return ['Nothing has been fetched from other sites yet.']
  const width = Math.max(...fetchers.map(({ fetcher }) => fetcher.length))
  return fetchers.flatMap((state) => [
    [
      state.fetcher.padEnd(width),
      `last success ${ago(state.lastSuccessAt, now)}`,
      `circuit ${state.circuit}`,
      ...(state.notBefore && state.notBefore > now ? [`not before ${state.notBefore.toISOString()}`] : []),
    ].join('  '),
    ...(state.lastFailureAt
      ? [`${' '.repeat(width)}  last failure ${ago(state.lastFailureAt, now)}: ${state.lastFailureReason ?? ''}`]
      : []),
  ])
}

function ago(at: Date | null, now: Date): string {
  if (at === null) return 'never'
  const minutes = Math.round((now.getTime() - at.getTime()) / 60_000)
  return minutes < 120 ? `${minutes} min ago` : `${Math.round(minutes / 60)} h ago`
}
