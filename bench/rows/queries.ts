import { ask } from '../fetch.js'
import type { Outcome } from '../table.js'
import { type BenchRun, type Row, uncachedSite, withServers } from './bench-run.js'

/**
 * Judged by a process that has shown something before and has not this page: settings, weather and rates are remembered by then. The very
 * first page of a process, which asks for all of those, is told too.
 */
export const queries: Row = async (run) => {
  const { addresses } = await run.scratch(run.options.articles)
  return [await budget(run, 'article', addresses.weighed.path, 6), await budget(run, 'front page', '/', 8)]
}

async function budget(run: BenchRun, name: string, path: string, most: number): Promise<Outcome> {
  const scratch = await run.scratch(run.options.articles)
  const [veryFirst = 0, first = 0, later = 0] = await withServers(
    run,
    { site: uncachedSite(scratch) },
    async ({ site }) => {
      const counts: number[] = []
      for (const each of ['/regions', path, path]) {
        const before = (await site.usage()).queries
        await ask(site.port, each)
        counts.push((await site.usage()).queries - before)
      }
      return counts
    },
  )
  return {
    what: `5. queries for an uncached ${name}`,
    measured: `**${first}** the first time, ${later} while all beside it is remembered (${veryFirst} for the first page of a process, the list of regions)`,
    mustReach: `≤ ${most}`,
    isMet: first <= most,
  }
}
