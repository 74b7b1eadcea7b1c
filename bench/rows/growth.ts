import type { ServerProcess } from '../child.js'
import type { PageKind } from '../database/addresses.js'
import { loadAll } from '../load.js'
import { fewArticles } from '../options.js'
import { median, type Outcome, wholeWords } from '../table.js'
import { type Row, uncachedSite, withServers } from './bench-run.js'

const mustStayWithin = 1.3
/** Short turns, so that what else the machine does meets both alike. */
const requestsPerTurn = 2
const uncountedTurns = 5

/**
 * Single requests for every public page on a small and on a large archive, in turns, with neither page cache nor memory:
 * what is asked for is found in the database each time.
 */
export const growth: Row = async (run) => {
  const { articles, isQuick } = run.options
  if (articles <= fewArticles) {
    return [
      {
        what: '4. every public page in a large archive',
        measured: 'not measured: add `--articles 100000`',
        mustReach: `≤ ${mustStayWithin} × its time at ${fewArticles}`,
        isMet: null,
      },
    ]
  }
  const [few, many] = [await run.scratch(fewArticles), await run.scratch(articles)]
  const jobs = { few: uncachedSite(few, { keepsMemory: false }), many: uncachedSite(many, { keepsMemory: false }) }
  return withServers(run, jobs, async (servers) => {
    const turns = isQuick ? 10 : 30
    const outcomes: Outcome[] = []
    for (const [at, kind] of many.addresses.kinds.entries()) {
      const counterpart = few.addresses.kinds[at]
      if (counterpart?.name !== kind.name) throw new Error(`${kind.name} has no counterpart in the small archive`)
      const found = await inTurns(servers, { few: counterpart, many: kind }, turns)
      const ratio = found.many / found.few
      outcomes.push({
        what: `4. ${kind.name}, ${wholeWords(articles)} articles against ${wholeWords(fewArticles)}`,
        measured: `**${ratio.toFixed(2)}** × (${found.many.toFixed(1)} ms against ${found.few.toFixed(1)} ms)`,
        mustReach: `≤ ${mustStayWithin}`,
        isMet: ratio <= mustStayWithin,
      })
    }
    return outcomes
  })
}

type Size = 'few' | 'many'

/** The median of single requests on each; the first turns are not counted. */
async function inTurns(
  servers: Record<Size, ServerProcess>,
  kinds: Record<Size, PageKind>,
  turns: number,
): Promise<Record<Size, number>> {
  const times: Record<Size, number[]> = { few: [], many: [] }
  for (let turn = 0; turn < uncountedTurns + turns; turn += 1) {
    for (const size of ['few', 'many'] as const) {
      const { paths, status = 200 } = kinds[size]
      const chosen = Array.from(
        { length: requestsPerTurn },
        (_, at) => paths[(turn * requestsPerTurn + at) % paths.length] ?? '/',
      )
      const { timesInMs } = await loadAll(1, { port: servers[size].port, paths: chosen, connections: 1, status })
      if (turn >= uncountedTurns) times[size].push(...timesInMs)
    }
  }
  return { few: median(times.few), many: median(times.many) }
}
