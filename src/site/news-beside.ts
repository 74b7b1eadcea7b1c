import { cacheTags } from '../features/articles/cache-tags.js'
import { recentNews } from '../features/articles/recent-news.js'
import type { Language } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { usualDisplay } from '../web/display.js'
import { type Card, card } from './cards.js'

const count = 7

/** The newest stories, kept for a moment: beside pages, under search that found nothing, and on error pages. */
export function newsBeside(kit: Kit, language: Language): Promise<Card[]> {
  return kit.memory.keep(`fresh:${language}`, { tags: [cacheTags.newest(language)], seconds: 30 }, async () => {
    const now = kit.clock.now()
    const recent = await recentNews(kit, language)
    return recent.cards.slice(0, count).map((article) => card(article, usualDisplay, now))
  })
}
