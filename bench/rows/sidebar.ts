import { putInSampleNotices } from '../../src/features/board/sample-notices.js'
import { putInSampleRates } from '../../src/features/rates/sample-rates.js'
import { putInSampleWeather } from '../../src/features/weather/sample-weather.js'
import { builtModule } from '../built.js'
import { putInCampaigns, takeOutCampaigns } from '../database/campaigns.js'
import { putInViews } from '../database/views.js'
import { openBuilt } from '../servers/site.js'
import { median } from '../table.js'
import type { Row } from './bench-run.js'

const mostQueries = 1
const mostMs = 0.3

/** Everything that changes by itself, with nothing missing, on a page that is printed anew: its model and its part of the page. */
export const besideTheNews: Row = async (run) => {
  const { place, articles } = await run.scratch(run.options.articles)
  const { sidebar } = await builtModule<typeof import('../../src/site/sidebar.js')>('site/sidebar.js')
  const { openAdBoard } =
    await builtModule<typeof import('../../src/features/ads/ad-board.js')>('features/ads/ad-board.js')
  const { kit, parts } = await openBuilt(place)
  try {
    await putInSampleWeather(kit)
    await putInSampleRates(kit)
    await putInSampleNotices(kit)
    await putInViews(kit.db, { articles, views: 30_000_000, now: kit.clock.now() })
    await putInCampaigns(kit.db, 1, { various: false })
    kit.ads = await openAdBoard(kit)
    let queries = 0
    kit.db.on('query', () => {
      queries += 1
    })
    const turns: { queries: number; ms: number }[] = []
    for (let turn = 0; turn < 2000; turn += 1) {
      const before = queries
      const began = performance.now()
      const side = await sidebar(kit, 'ru', { withFresh: true, around: { sectionId: 1 + (turn % 10), region: null } })
      parts.print('ru', 'parts/sidebar', side)
      turns.push({ queries: queries - before, ms: performance.now() - began })
      const missing = Object.entries(side).filter(([, part]) => part === null)
      if (missing.length > 0) throw new Error(`the sidebar has no ${missing.map(([name]) => name).join(', ')}`)
    }
    const first = turns[0]?.queries ?? 0
    // The first ones make the process warm.
    const warm = turns.slice(200)
    const asked = Math.max(...warm.map((turn) => turn.queries))
    const ms = median(warm.map((turn) => turn.ms))
    return [
      {
        what: '18. all that stands beside the news, on a page printed anew',
        measured: `**${ms.toFixed(3)} ms**, ${asked} queries (${first} for the first page of a process)`,
        mustReach: `≤ ${mostMs} ms, ≤ ${mostQueries} query`,
        isMet: ms <= mostMs && asked <= mostQueries,
      },
    ]
  } finally {
    await takeOutCampaigns(kit.db)
    await kit.close()
  }
}
