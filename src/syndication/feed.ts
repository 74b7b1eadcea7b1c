import type { FeedStory } from '../features/feeds/feed-story.js'
import { wall } from '../language/dates.js'
import type { Language } from '../language/language.js'

/** A feed before it is written in one of its forms. Addresses are absolute. */
export interface Feed {
  language: Language
  title: string
  description: string
  /** The page for people. */
  home: string
  /** Where the newest is, whichever part of the feed this is. */
  address: string
  self: string
  /** The next page of a JSON Feed or an Atom feed. */
  next: string | null
  /** Of an Atom feed: where what is older than this has its lasting place, and whether this is such a place itself. */
  archive: { previous: string | null; isArchive: boolean } | null
  hub: string | null
  /** Of the portal: a name and its front page. */
  publisher: { name: string; address: string; mail: string | null }
  copyright: string
  icons: { large: string; small: string }
  /** Of its newest change: never the time it was asked for, or it would be new every time. */
  updated: Date
  stories: FeedStory[]
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number) => String(n).padStart(2, '0')

/** `Tue, 24 Nov 2026 12:00:00 +0500`, as RFC 822 wants it and a reader in Almaty sees it. */
export function mailDate(date: Date): string {
  const { year, month, day, hour, minute, offsetInMinutes } = wall(date)
  const weekday = weekdays[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]
  const offset = `+${two(Math.floor(offsetInMinutes / 60))}${two(offsetInMinutes % 60)}`
  return `${weekday}, ${two(day)} ${months[month - 1]} ${year} ${two(hour)}:${two(minute)}:${two(date.getUTCSeconds())} ${offset}`
}
