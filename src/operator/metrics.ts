import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Kit } from '../platform/kit.js'
import { type ProcessFacts, statusOf } from './status.js'

export interface Metrics {
  contentType: string
  /** As they are now. */
  read(): Promise<string>
}

/** The same facts as the status, for Prometheus. */
export function openMetrics(kit: Kit, facts: ProcessFacts): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `locman_${name}`, help, labelNames, registers: [registry] })
  const pages = gauge('page_cache_pages', 'Rendered pages in memory')
  const bytes = gauge('page_cache_bytes', 'What they take of their budget')
  const [success, failure, nextFetch, circuit] = [
    gauge('fetcher_last_success_timestamp_seconds', 'When another site last gave what was asked', 'fetcher'),
    gauge('fetcher_last_failure_timestamp_seconds', 'When another site last failed', 'fetcher'),
    gauge('fetcher_next_run_timestamp_seconds', 'When another site is asked next', 'fetcher'),
    gauge('fetcher_circuit_open', '1 while a site is left alone because it failed too often', 'fetcher'),
  ]
  const nextRun = gauge('job_next_run_timestamp_seconds', 'When a job runs next', 'job')

  // Before the registry prints: a gauge that collects for others would find them printed already.
  async function look(): Promise<void> {
    const { pageCache, fetchers, jobs } = await statusOf(kit, facts)
    for (const each of [success, failure, nextFetch, circuit, nextRun]) each.reset()
    pages.set(pageCache.pages)
    bytes.set(pageCache.bytes)
    for (const { fetcher, lastSuccessAt, lastFailureAt, nextRunAt, ...state } of fetchers) {
      if (lastSuccessAt) success.set({ fetcher }, seconds(lastSuccessAt))
      if (lastFailureAt) failure.set({ fetcher }, seconds(lastFailureAt))
      if (nextRunAt) nextFetch.set({ fetcher }, seconds(nextRunAt))
      circuit.set({ fetcher }, state.circuit === 'open' ? 1 : 0)
    }
    for (const { job, nextRunAt } of jobs) if (nextRunAt) nextRun.set({ job }, seconds(nextRunAt))
  }

  return {
    contentType: registry.contentType,
    read: async () => {
      await look()
      return registry.metrics()
    },
  }
}

const seconds = (at: Date) => at.getTime() / 1000
