import type { Language } from '../../language/language.js'
import type { Kit } from '../../platform/kit.js'
import { settingsOf, settingsTag } from '../settings/setting-store.js'
import type { ArticleCard } from './article.js'
import {
  cardsById,
  type FrontNews,
  frontNews,
  newestBySection,
  newestWithTags,
  type TaggedCard,
} from './article-lists.js'
import { cacheTags } from './cache-tags.js'
import { type Arrangement, type FrontSlot, frontGroup } from './front-settings.js'

export interface RecentNews {
  /** Newest first. */
  cards: TaggedCard[]
  byTag: ReadonlyMap<number, TaggedCard[]>
  bySection: ReadonlyMap<string, TaggedCard[]>
}

/**
 * The newest stories of a language, kept in memory between pages and dropped with every change to them: what stands beside
 * a page and under a story is chosen from here, so that a story that nobody keeps yet costs one query.
 */
export function recentNews(kit: Kit, language: Language): Promise<RecentNews> {
  const tags = [cacheTags.newest(language), cacheTags.filing]
  return kit.memory.keep(`recent:${language}`, { tags, seconds: 60 }, async () => {
    const cards = await newestWithTags(kit.db, { language, now: kit.clock.now(), limit: 400 })
    return {
      cards,
      byTag: grouped(cards, (card) => card.tagIds),
      bySection: grouped(cards, (card) => [card.section.slug]),
    }
  })
}

function grouped<Key>(
  cards: readonly TaggedCard[],
  keysOf: (card: TaggedCard) => readonly Key[],
): Map<Key, TaggedCard[]> {
  const groups = new Map<Key, TaggedCard[]>()
  for (const card of cards) {
    for (const key of keysOf(card)) {
      const group = groups.get(key)
      if (group) group.push(card)
      else groups.set(key, [card])
    }
  }
  return groups
}

export interface FrontChoice extends FrontNews {
  /** Whom the newsroom gave a place, if readers may see it. */
  lead: ArticleCard | null
  seconds: ArticleCard[]
  /** In the order in which their blocks stand. */
  bySection: Map<string, ArticleCard[]>
}

/** What the front page chooses from. Shorter kept than the rest, since a pin ends by itself. */
export async function frontChoice(kit: Kit, language: Language): Promise<FrontChoice> {
  const group = frontGroup(language)
  const tags = [cacheTags.front(language), cacheTags.newest(language), cacheTags.filing, settingsTag(group.name)]
  const { live } = await settingsOf(kit, group)
  return kit.memory.keep(`front:${language}`, { tags, seconds: 15 }, () => arrangedFront(kit, language, live))
}

/** The same by an arrangement that is only looked at. */
export async function arrangedFront(kit: Kit, language: Language, arrangement: Arrangement): Promise<FrontChoice> {
  const now = kit.clock.now()
  const inForce = (slot: FrontSlot | null) => slot !== null && (slot.until === null || slot.until > now)
  const lead = inForce(arrangement.lead) ? arrangement.lead : null
  const seconds = arrangement.seconds.filter(inForce)
  const chosen = [...(lead ? [lead] : []), ...seconds].map(({ id }) => id)
  const [news, bySection, cards] = await Promise.all([
    frontNews(kit.db, { language, now, limit: 40 }),
    newestBySection(kit.db, { language, now, limit: 6 }),
    cardsById(kit.db, chosen, language, now),
  ])
  const card = (id: number | undefined) => cards.find((each) => each.id === id) ?? null
  return {
    ...news,
    lead: card(lead?.id),
    seconds: seconds.map(({ id }) => card(id)).filter((each) => each !== null),
    bySection: inOrder(bySection, arrangement.sections),
  }
}

function inOrder(bySection: Map<string, ArticleCard[]>, order: readonly string[]): Map<string, ArticleCard[]> {
  const place = (slug: string) => (order.includes(slug) ? order.indexOf(slug) : order.length)
  return new Map([...bySection].sort(([one], [other]) => place(one) - place(other)))
}

interface Centre {
  id: number
  section: { slug: string }
  tags: readonly { id: number }[]
}

const lookedAtPerTag = 12

/** Of recent stories those that share most tags with this one, the newest first, and then its section's newest. */
export function relatedTo(
  article: Centre,
  recent: RecentNews,
  besides: readonly number[],
  count: number,
): ArticleCard[] {
  const shared = new Map<TaggedCard, number>()
  const sharedBy = (card: TaggedCard) => shared.get(card) ?? 0
  const isNearer = (one: TaggedCard, other: TaggedCard) =>
    sharedBy(one) > sharedBy(other) ||
    (sharedBy(one) === sharedBy(other) && one.publishedAt.getTime() > other.publishedAt.getTime())
  for (const { id } of article.tags) {
    const tagged = recent.byTag.get(id) ?? []
    for (let at = 0; at < tagged.length && at < lookedAtPerTag; at += 1) {
      const card = tagged[at] as TaggedCard
      if (card.id !== article.id && !besides.includes(card.id)) shared.set(card, sharedBy(card) + 1)
    }
  }
  // A few of some dozens: to keep the few in order is less work than to sort all.
  const related: TaggedCard[] = []
  for (const card of shared.keys()) {
    const place = related.findIndex((other) => isNearer(card, other))
    if (place !== -1) related.splice(place, 0, card)
    else if (related.length < count) related.push(card)
    if (related.length > count) related.pop()
  }
  for (const card of recent.bySection.get(article.section.slug) ?? []) {
    if (related.length >= count) break
    if (card.id !== article.id && !besides.includes(card.id) && !shared.has(card)) related.push(card)
  }
  return related
}
