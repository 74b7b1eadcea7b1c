import type { ServerProcess } from '../child.js'
import { ask } from '../fetch.js'
import { interleaved, type TargetResult } from '../rounds.js'
import { type Outcome, wholeWords } from '../table.js'
import { type BenchRun, type Row, uncachedSite, withServers } from './bench-run.js'

const front = '/'
const articleMustReach = 0.5
const frontMustReach = 0.35

/** Random articles from the database against Express and EJS with their ready models. */
export const uncachedArticle: Row = async (run) => {
  const { addresses } = await run.scratch(run.options.articles)
  const { articles } = addresses
  return beside(run, articles, async ({ site, ready }) => {
    const found = await interleaved(
      { site: { server: site, paths: articles }, ready: { server: ready, paths: articles } },
      run.options,
    )
    return [
      compared(
        `2. uncached article (${articles.length} random ones), 32 connections`,
        found.site,
        found.ready,
        'its ready model',
        articleMustReach,
      ),
    ]
  })
}

/** Judged by the front page's own ready model; the article's, which a front page of thirty cards cannot equal, is told too. */
export const uncachedFront: Row = async (run) => {
  const { addresses } = await run.scratch(run.options.articles)
  const { articles } = addresses
  return beside(run, [front, ...articles], async ({ site, ready }) => {
    const found = await interleaved(
      {
        site: { server: site, paths: [front] },
        ready: { server: ready, paths: [front] },
        readyArticle: { server: ready, paths: articles },
      },
      run.options,
    )
    return [
      compared(
        '3. uncached front page, 32 connections',
        found.site,
        found.ready,
        'its own ready model',
        frontMustReach,
      ),
      {
        ...compared('3b. the same', found.site, found.readyArticle, "the article's ready model", frontMustReach),
        mustReach: '',
        isMet: null,
      },
    ]
  })
}

async function beside(
  run: BenchRun,
  paths: string[],
  compare: (servers: Record<'ready' | 'site', ServerProcess>) => Promise<Outcome[]>,
): Promise<Outcome[]> {
  const scratch = await run.scratch(run.options.articles)
  // The ready models first: an embedded database serves one process at a time, and they give it back.
  return withServers(
    run,
    { ready: { kind: 'ready', database: scratch.place, paths }, site: uncachedSite(scratch) },
    async (servers) => {
      for (const path of [paths[0] ?? front, paths.at(-1) ?? front]) await checkSame(servers.site, servers.ready, path)
      return compare(servers)
    },
  )
}

/** Both must send the same page, or the comparison says nothing. The only difference is the build time in the footer. */
async function checkSame(site: ServerProcess, ready: ServerProcess, path: string): Promise<void> {
  const pages = await Promise.all([site, ready].map(async ({ port }) => (await ask(port, path)).bytes.toString()))
  const [one, other] = pages.map((page) => page.replace(/<p class="time">.*?<\/p>/s, ''))
  if (one !== other) throw new Error(`${path} is not the same page from the database and from its ready model`)
}

function compared(
  what: string,
  site: TargetResult,
  ready: TargetResult,
  reference: string,
  mustReach: number,
): Outcome {
  const ratio = site.perSecond / ready.perSecond
  const cpuRatio = ready.cpuMicrosecondsPerAnswer / site.cpuMicrosecondsPerAnswer
  const figures = `${wholeWords(site.perSecond)} of ${wholeWords(ready.perSecond)} a second; our process' own time ${milliseconds(site)} against ${milliseconds(ready)}, by which ${cpuRatio.toFixed(2)}`
  return {
    what,
    measured: `**${ratio.toFixed(2)}** × ${reference} (${figures})`,
    mustReach: `≥ ${mustReach}`,
    isMet: ratio >= mustReach,
  }
}

function milliseconds({ cpuMicrosecondsPerAnswer }: TargetResult): string {
  return `${(cpuMicrosecondsPerAnswer / 1000).toFixed(2)} ms`
}
