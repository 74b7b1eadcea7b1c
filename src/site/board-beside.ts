import { boardTags } from '../features/board/notice.js'
import { listNotices } from '../features/board/notice-lists.js'
import { type Language, localAddress } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { usualDisplay } from '../web/display.js'
import { type NoticeCard, noticeCard } from './notice-card.js'

/** The newest notices beside the news, by their titles. */
export interface BoardBeside {
  href: string
  placeHref: string
  cards: NoticeCard[]
}

declare module '../web/views.js' {
  interface Views {
    'parts/board': BoardBeside
  }
}

const count = 5

/** From memory, so that a page pays no query for it. Null while the board is empty. */
export async function boardBeside(kit: Kit, language: Language): Promise<BoardBeside | null> {
  const beside = await kit.memory.keep(
    `board-beside:${language}`,
    { tags: [boardTags.board], seconds: 300 },
    async () => {
      const now = kit.clock.now()
      const wish = { categoryId: null, town: null, words: '', now, edge: null, limit: count }
      const { cards } = await listNotices(kit.db, language, wish)
      return {
        href: localAddress(language, '/ads'),
        placeHref: localAddress(language, '/ad/new'),
        cards: cards.map((notice) => noticeCard(notice, usualDisplay, language)),
      }
    },
  )
  return beside.cards.length === 0 ? null : beside
}
