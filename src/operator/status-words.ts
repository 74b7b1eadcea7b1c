import type { PlannedFetcher } from './status.js'

/** For a terminal: one line a fetcher, the last failure under it. */
export function fetcherLines(fetchers: readonly PlannedFetcher[], now: Date): string[] {
  if (fetchers.length === 0) return ['Nothing has been fetched from other sites yet.']
  const width = Math.max(...fetchers.map(({ fetcher }) => fetcher.length))
  return fetchers.flatMap((state) => [
    [
      state.fetcher.padEnd(width),
      `last success ${ago(state.lastSuccessAt, now)}`,
      `circuit ${state.circuit}`,
      `next run ${state.nextRunAt ? ahead(state.nextRunAt, now) : 'not planned'}`,
      ...(state.notBefore && state.notBefore > now
        ? [`not asked for ${span(now, state.notBefore)}, as it wishes`]
        : []),
    ].join('  '),
    ...(state.lastFailureAt
      ? [`${' '.repeat(width)}  last failure ${ago(state.lastFailureAt, now)}: ${state.lastFailureReason ?? ''}`]
      : []),
  ])
}

function ago(at: Date | null, now: Date): string {
  return at === null ? 'never' : `${span(at, now)} ago`
}

function ahead(at: Date, now: Date): string {
  return at <= now ? 'now' : `in ${span(now, at)}`
}

function span(from: Date, to: Date): string {
  const minutes = Math.round((to.getTime() - from.getTime()) / 60_000)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
