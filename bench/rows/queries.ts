import { ask } from '../fetch.js'
import type { Outcome } from '../table.js'
import { type BenchRun, type Row, uncachedSite, withServers } from './bench-run.js'

/** Judged by the very first request of a process, when its memory is empty and even the menu is asked for. */
export const queries: Row = async (run) => {
  const { addresses } = await run.scratch(run.options.articles)
  return [await budget(run, 'article', addresses.weighed.path, 6), await budget(run, 'front page', '/', 8)]
}

async function budget(run: BenchRun, name: string, path: string, most: number): Promise<Outcome> {
  const scratch = await run.scratch(run.options.articles)
  const [first = 0, later = 0] = await withServers(run, { site: uncachedSite(scratch) }, async ({ site }) => {
    const counts: number[] = []
    for (const _ of ['first', 'later']) {
      const before = (await site.usage()).queries
      await ask(site.port, path)
      counts.push((await site.usage()).queries - before)
    }
    return counts
  })
  return {
    what: `5. queries for an uncached ${name}`,
    measured: `**${first}** the first time, ${later} while the menu and the calendar are remembered`,
    mustReach: `≤ ${most}`,
    isMet: first <= most,
  }
}
