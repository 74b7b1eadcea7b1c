import type { Placement } from '../../src/features/ads/placement.js'
import { builtModule } from '../built.js'
import { putInCampaigns, takeOutCampaigns } from '../database/campaigns.js'
import { openBuilt } from '../servers/site.js'
import { median, wholeWords } from '../table.js'
import type { Row } from './bench-run.js'

const campaigns = 500
const mostMs = 0.2
/** What a story's page asks: whether there is room in each place, and then a banner for each that is on the screen. */
const rooms: readonly Placement[] = ['side', 'story', 'wide', 'phone']
const onScreen: readonly Placement[] = ['side', 'story', 'wide']

/** All that is decided about banners for one page, in the memory of the process that serves it. */
export const choosingBanners: Row = async (bench) => {
  const { place } = await bench.scratch(bench.options.articles)
  const { openAdBoard } =
    await builtModule<typeof import('../../src/features/ads/ad-board.js')>('features/ads/ad-board.js')
  const { kit } = await openBuilt(place)
  try {
    await putInCampaigns(kit.db, campaigns, { various: true })
    const ads = await openAdBoard(kit)
    let queries = 0
    const count = () => {
      queries += 1
    }
    kit.db.on('query', count)
    const pages = bench.options.isQuick ? 2000 : 10_000
    const times: number[] = []
    let chosen = 0
    for (let page = 0; page < pages; page += 1) {
      const around = { language: 'ru' as const, sectionId: (page % 9) + 1, region: page % 3 === 0 ? 'abai' : null }
      const reader = { address: `10.0.${(page >> 8) & 255}.${page & 255}`, userAgent: 'a phone' }
      const began = performance.now()
      for (const placement of rooms) ads.isOffered({ ...around, placement })
      for (const placement of onScreen)
        if (ads.choose({ ...around, placement, device: 'phone' }, reader, null)) chosen += 1
      // The first ones make the process warm.
      if (page >= 500) times.push(performance.now() - began)
    }
    kit.db.off('query', count)
    const late = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0
    const ms = median(times)
    return [
      {
        what: `15. choosing the banners of a page, ${campaigns} live campaigns in every place`,
        measured: `**${ms.toFixed(3)} ms** (99 % within ${late.toFixed(3)} ms; ${wholeWords(chosen / pages)} banners a page), **${queries}** queries`,
        mustReach: `≤ ${mostMs} ms, no query`,
        isMet: ms <= mostMs && queries === 0 && chosen > pages,
      },
    ]
  } finally {
    await takeOutCampaigns(kit.db)
    await kit.close()
  }
}
