import { noticeAddress } from '../features/board/notice.js'
import { noticesForMachines } from '../features/board/notice-lists.js'
import { languages, localAddress } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { mostAddresses, type SitemapEntry } from './sitemap.js'

/** `/sitemaps/ads.xml`: the board and what stands on it now; samples are nobody's notices. */
export async function boardEntries(kit: Kit): Promise<SitemapEntry[]> {
  const boards = languages.map((language) => kit.origin + localAddress(language, '/ads'))
  const notices = await noticesForMachines(kit.db, kit.clock.now(), mostAddresses - boards.length)
  return [
    ...boards.map((address) => ({ address, changed: notices[0]?.raisedAt ?? null })),
    ...notices.map((notice) => ({ address: kit.origin + noticeAddress(notice), changed: notice.raisedAt })),
  ]
}
