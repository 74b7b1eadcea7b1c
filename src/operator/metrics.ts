import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Kit } from '../platform/kit.js'
import { type ProcessFacts, statusOf } from './status.js'

/** The same facts as the status, for Prometheus. */
export function openMetrics(kit: Kit, facts: ProcessFacts): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const pages = new Gauge({ name: 'locman_page_cache_pages', help: 'Rendered pages in memory', registers })
  const success = new Gauge({
    name: 'locman_fetcher_last_success_timestamp_seconds',
    help: 'When another site last gave what was asked',
    labelNames: ['fetcher'],
    registers,
  })
  const failure = new Gauge({
    name: 'locman_fetcher_last_failure_timestamp_seconds',
    help: 'When another site last failed',
    labelNames: ['fetcher'],
    registers,
  })
  const circuit = new Gauge({
    name: 'locman_fetcher_circuit_open',
    help: '1 while a site is left alone because it failed too often',
    labelNames: ['fetcher'],
    registers,
  })
  const nextRun = new Gauge({
    name: 'locman_job_next_run_timestamp_seconds',
    help: 'When a job runs next',
    labelNames: ['job'],
    registers,
  })
  new Gauge({
    name: 'locman_page_cache_bytes',
    help: 'What they take of their budget',
    registers,
    // One look at everything for each scrape.
    collect: async function () {
      const status = await statusOf(kit, facts)
      this.set(status.pageCache.bytes)
      pages.set(status.pageCache.pages)
      for (const { fetcher, lastSuccessAt, lastFailureAt, ...state } of status.fetchers) {
        if (lastSuccessAt) success.set({ fetcher }, lastSuccessAt.getTime() / 1000)
        if (lastFailureAt) failure.set({ fetcher }, lastFailureAt.getTime() / 1000)
        circuit.set({ fetcher }, state.circuit === 'open' ? 1 : 0)
      }
      for (const { job, nextRunAt } of status.jobs) if (nextRunAt) nextRun.set({ job }, nextRunAt.getTime() / 1000)
    },
  })
  return registry
}
