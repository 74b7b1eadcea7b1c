import { startServer } from '../child.js'
import { ask } from '../fetch.js'
import { interleaved } from '../rounds.js'
import { wholeWords } from '../table.js'
import { type Row, usualPageCacheMb, withServers } from './bench-run.js'

const headers = { 'accept-encoding': 'br' }
const mustReach = 0.8
/** Node writes these itself for both. */
const ownOfNode = /^(?:date|connection|keep-alive)$/i

/** A page of the page cache against raw node:http with the same bytes and headers. */
export const cachedArticle: Row = async (run) => {
  const { place, addresses } = await run.scratch(run.options.articles)
  const { path } = addresses.weighed
  return withServers(
    run,
    { site: { kind: 'site', database: place, pageCacheMb: usualPageCacheMb, keepsMemory: true } },
    async ({ site }) => {
      const page = await ask(site.port, path, headers)
      if (page.headers['content-encoding'] !== 'br') throw new Error('the front door did not answer in brotli')
      const kept = page.rawHeaders.flatMap((name, at, all) =>
        at % 2 === 0 && !ownOfNode.test(name) ? [name, all[at + 1] ?? ''] : [],
      )
      const raw = await startServer(
        { kind: 'raw', status: 200, headers: kept, bodyInBase64: page.bytes.toString('base64') },
        run.options,
      )
      try {
        const found = await interleaved(
          { site: { server: site, paths: [path], headers }, raw: { server: raw, paths: [path], headers } },
          run.options,
        )
        const ratio = found.site.perSecond / found.raw.perSecond
        const cpuRatio = found.raw.cpuMicrosecondsPerAnswer / found.site.cpuMicrosecondsPerAnswer
        return [
          {
            what: '1. cached article, brotli, keep-alive, 32 connections',
            measured: `**${ratio.toFixed(2)}** × raw node:http (${wholeWords(found.site.perSecond)} of ${wholeWords(found.raw.perSecond)} a second, ${(page.bytes.length / 1000).toFixed(1)} KB; by processor time ${cpuRatio.toFixed(2)})`,
            mustReach: `≥ ${mustReach}`,
            isMet: ratio >= mustReach,
          },
        ]
      } finally {
        await raw.stop()
      }
    },
  )
}
