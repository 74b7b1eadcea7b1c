import { type ArticleCard, articleAddress } from '../features/articles/article.js'
import { cacheTags } from '../features/articles/cache-tags.js'
import { filingAddress } from '../features/filing/filed-under.js'
import {
  clockWords,
  type Day,
  dayAfter,
  dayWords,
  type Moment,
  moment,
  sameDay,
  shortDayWords,
  wall,
} from '../language/dates.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import type { Display } from '../web/display.js'
import { type PictureView, pictureView } from './picture-view.js'

export interface Link {
  href: string
  name: string
}

/** An article as printed in any list. */
export interface Card {
  id: number
  href: string
  /** The legal label of paid material, printed before its title in every list. */
  partner: string | null
  kicker: string
  title: string
  lead: string
  published: Moment
  /** `16:05` today and in a list with day separators, the day otherwise. */
  clock: string
  when: string
  section: Link
  region: Link | null
  picture: PictureView | null
}

/** Cards of one day under its heading. */
export interface DayOfCards {
  heading: string
  iso: string
  cards: Card[]
}

declare module '../web/views.js' {
  interface Views {
    'parts/card': { card: Card; sizes: 'second' | 'card'; isFirst: boolean; heading: 'h2' | 'h3' }
    /** `listName`: of the section or region they stand in, not repeated on every card. */
    'parts/days': { days: DayOfCards[]; withLeads: boolean; listName: string }
    'parts/links': { cards: Card[]; heading: string }
  }
}

export function card(article: ArticleCard, display: Display, now: Date): Card {
  const { language, publishedAt } = article
  return {
    id: article.id,
    href: articleAddress(article),
    partner: article.partnerMark && say(language).marks.partner[article.partnerMark],
    kicker: article.kicker,
    title: article.title,
    lead: article.lead,
    published: moment(language, publishedAt),
    clock: clockWords(publishedAt),
    when: whenWords(language, publishedAt, now),
    section: { href: filingAddress(language, 'section', article.section.slug), name: article.section.name },
    region: article.region && {
      href: filingAddress(language, 'region', article.region.slug),
      name: article.region.name,
    },
    picture: article.cover && pictureView(article.cover, display, language),
  }
}

const keptCards = new WeakMap<ArticleCard, Map<string, Card>>()

/** The card of a story that memory keeps and many pages show: made once a day for each way to show pictures. */
export function keptCard(article: ArticleCard, display: Display, now: Date): Card {
  const { year, month, day } = wall(now)
  const key = `${year}-${month}-${day} ${display.lite} ${display.pictures}`
  const kept = keptCards.get(article) ?? new Map<string, Card>()
  const known = kept.get(key)
  if (known) return known
  const made = card(article, display, now)
  keptCards.set(article, kept.set(key, made))
  return made
}

/** `Сегодня, 16:05`, `Вчера, 09:10`, `20 ноября`, `20 ноября 2025` */
function whenWords(language: Language, date: Date, now: Date): string {
  const day = wall(date)
  const today = wall(now)
  if (sameDay(day, today)) return `${say(language).day.today}, ${clockWords(date)}`
  if (sameDay(day, dayAfter(today, -1))) return `${say(language).day.yesterday}, ${clockWords(date)}`
  return day.year === today.year ? shortDayWords(language, day) : dayWords(language, day)
}

/** A river of articles, each as `draw` makes a card of it, parted by days. */
export function byDay(
  articles: readonly ArticleCard[],
  language: Language,
  now: Date,
  draw: (article: ArticleCard) => Card,
): DayOfCards[] {
  const days: (DayOfCards & { day: Day })[] = []
  for (const article of articles) {
    const day = wall(article.publishedAt)
    const last = days.at(-1)
    const current = last && sameDay(last.day, day) ? last : { ...newDay(language, day, now), day }
    if (current !== last) days.push(current)
    current.cards.push(draw(article))
  }
  return days.map(({ heading, iso, cards }) => ({ heading, iso, cards }))
}

function newDay(language: Language, day: Day, now: Date): DayOfCards {
  const today = wall(now)
  const heading = sameDay(day, today)
    ? say(language).day.today
    : sameDay(day, dayAfter(today, -1))
      ? say(language).day.yesterday
      : day.year === today.year
        ? shortDayWords(language, day)
        : dayWords(language, day)
  const { year, month, day: number } = day
  return { heading, iso: [year, month, number].map((part) => String(part).padStart(2, '0')).join('-'), cards: [] }
}

/** Tags of the articles that a page shows, so that a change to any of them drops the page. */
export function tagsOfCards(articles: readonly { id: number }[]): string[] {
  return articles.map((article) => cacheTags.article(article.id))
}
