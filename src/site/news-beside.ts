import { cacheTags } from '../features/articles/cache-tags.js'
import { recentNews } from '../features/articles/recent-news.js'
import type { Language } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { usualDisplay } from '../web/display.js'
import { type Card, card } from './cards.js'

const count = 7

/** The newest stories, under search that found nothing and on error pages. */
export async function newsBeside(kit: Kit, language: Language): Promise<Card[]> {
  return othersThan(undefined, await newestCards(kit, language))
}

/** The newest stories, kept for a moment; one more than a list shows, since beside one of them stand the others. */
export function newestCards(kit: Kit, language: Language): Promise<Card[]> {
  return kit.memory.keep(`fresh:${language}`, { tags: [cacheTags.newest(language)], seconds: 30 }, async () => {
    const now = kit.clock.now()
    const recent = await recentNews(kit, language)
    return recent.cards.slice(0, count + 1).map((article) => card(article, usualDisplay, now))
  })
}

/** As many of the newest as a list shows, without the story that is being read. */
export function othersThan(articleId: number | undefined, newest: readonly Card[]): Card[] {
  return newest.filter(({ id }) => id !== articleId).slice(0, count)
}
