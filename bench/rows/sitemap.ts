import { openServer, rows } from '../../src/platform/database.js'
import { openEmbedded } from '../../src/platform/embedded.js'
import { policyVersion } from '../../src/text/safe-html.js'
import { ask } from '../fetch.js'
import { median, type Outcome, wholeWords } from '../table.js'
import { type Row, withServers } from './bench-run.js'

const mostMilliseconds = 50
const mostMegabytes = 64
/** Twenty years of both languages, as evenly as a real archive: some 2 000 to 4 200 a month. */
const months = 240
/** Few enough for the limit of a statement on a busy machine. */
const batch = 10_000

/** A sitemap of a million addresses: what asking for all of it adds to memory, and how long one file of it takes. */
export const sitemap: Row = async (run) => {
  const addresses = run.options.isQuick ? 100_000 : 1_000_000
  // A number of articles that no other row asks for, so that this database is this row's own.
  const scratch = await run.scratch(1001)
  const { place } = scratch
  const database = place.kind === 'server' ? openServer(place.url, 2) : await openEmbedded(place.folder)
  try {
    for (let from = 0; from < addresses; from += batch) {
      await rows(
        database.db,
        `insert into articles (language, slug, title, body_policy, section_id, state, published_at)
         select case n % 2 when 0 then 'ru' else 'kk' end, 'novost-nomer-' || n, 'Новость ' || n, ${policyVersion},
           (select min(id) from sections), 'published',
           now() - interval '1 day' - (n::float8 / ${addresses}) * interval '${months} months'
         from generate_series(${from}::bigint, ${Math.min(from + batch, addresses) - 1}) as n`,
      )
    }
    await rows(database.db, 'analyze articles')
  } finally {
    await database.close()
  }
  return withServers(
    run,
    { site: { kind: 'site', database: place, pageCacheMb: 0, keepsMemory: true } },
    async ({ site }) => {
      const index = (await ask(site.port, '/sitemap.xml')).bytes.toString()
      const files = [...index.matchAll(/<loc>https:\/\/locman\.example(\/sitemaps\/(?:ru|kk)-[^<]+)<\/loc>/g)].map(
        ([, path = '']) => path,
      )
      // Once through a few, so that what every process loads once is not counted as growth.
      for (const path of files.slice(0, 5)) await ask(site.port, path)
      const idle = (await site.usage()).rssInBytes
      const times: number[] = []
      let counted = 0
      let peak = idle
      for (const path of files) {
        const began = performance.now()
        const { bytes } = await ask(site.port, path)
        times.push(performance.now() - began)
        counted += bytes.toString().split('<loc>').length - 1
        if (times.length % 20 === 0) peak = Math.max(peak, (await site.usage()).rssInBytes)
      }
      const grown = (peak - idle) / 1e6
      const one = median(times)
      const outcomes: Outcome[] = [
        {
          what: `11. sitemap of ${wholeWords(counted)} addresses in ${files.length} files: memory above idle`,
          measured: `**${grown.toFixed(0)} MB**`,
          mustReach: `≤ ${mostMegabytes} MB`,
          isMet: grown <= mostMegabytes,
        },
        {
          what: `11. one file of it (${wholeWords(counted / files.length)} addresses)`,
          measured: `**${one.toFixed(0)} ms** (slowest ${Math.max(...times).toFixed(0)} ms)`,
          mustReach: `≤ ${mostMilliseconds} ms`,
          isMet: one <= mostMilliseconds,
        },
      ]
      return outcomes
    },
  )
}
