import { openServer, rows } from '../../src/platform/database.js'
import { searched } from '../database/words.js'
import { ask } from '../fetch.js'
import { type Outcome, wholeWords } from '../table.js'
import { type Row, uncachedSite, withServers } from './bench-run.js'

const articles = 200_000
const mustReachInMs = 100

/** Every kind of search with every filter, one after the other, without the page cache: what a reader waits for one. */
export const searching: Row = async (run) => {
  const scratch = await run.scratch(run.options.isQuick ? 20_000 : articles)
  const { place } = scratch
  // The embedded database is not what an archive of this size is kept in.
  if (place.kind !== 'server') return []
  const paths = searches(await filters(place.url))
  return withServers(run, { site: uncachedSite(scratch) }, async ({ site }): Promise<Outcome[]> => {
    const times: { path: string; ms: number }[] = []
    for (let round = 0; round <= run.options.rounds; round += 1) {
      for (const path of paths) {
        const began = performance.now()
        const { status } = await ask(site.port, path)
        const ms = performance.now() - began
        if (status !== 200) throw new Error(`${path} was answered ${status}`)
        // The first round makes process and database warm.
        if (round > 0) times.push({ path, ms })
      }
    }
    const sorted = times.toSorted((a, b) => a.ms - b.ms)
    const share = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]?.ms ?? 0
    const slowest = sorted.at(-1)
    return [
      {
        what: `13. search among ${wholeWords(scratch.articles)} articles, ${paths.length} different ones, filters included, p95`,
        measured: `**${share(0.95).toFixed(0)} ms** (median ${share(0.5).toFixed(0)} ms, slowest ${slowest?.ms.toFixed(0)} ms: ${decodeURIComponent(slowest?.path ?? '')})`,
        mustReach: `≤ ${mustReachInMs} ms`,
        isMet: share(0.95) <= mustReachInMs,
      },
    ]
  })
}

async function filters(url: string): Promise<string[]> {
  const { db, close } = openServer(url, 1)
  try {
    const found = await rows<{ filter: string }>(
      db,
      `(select 'section=' || slug as filter from sections where id in (1, 5, 10) order by id)
       union all (select 'region=' || slug from regions where id in (1, 17) order by id)
       union all (select 'author=' || slug from authors where id in (1, 40) order by id)`,
    )
    return ['', ...found.map(({ filter }) => filter), 'from=2025-01-01', 'from=2020-01-01&till=2020-12-31', 'lang=any']
  } finally {
    await close()
  }
}

/** Words that stand everywhere, in some stories, in a few and in none; together, as a phrase, without one, mistyped. */
function searches(filters: readonly string[]): string[] {
  const { common, seldom, rare } = searched
  const words = [
    common,
    seldom,
    rare,
    `${common} ${rare}`,
    `${common} дорогу между сёлами`,
    '"новую школу"',
    `${common} -дорожники`,
    'верблюдв',
    'irjke',
    'абракадабра',
    'жители построили мост через реку в Костанае',
    'энергетики оцифровали обсерваторию абракадабра',
  ]
  return words.flatMap((typed) =>
    filters.flatMap((filter) => {
      const path = `/search?q=${encodeURIComponent(typed)}${filter === '' ? '' : `&${filter}`}`
      return [path, `${path}&order=new`]
    }),
  )
}
