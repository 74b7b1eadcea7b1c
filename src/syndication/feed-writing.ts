import type { FeedKind } from '../features/filing/feed-address.js'
import { atomFeed } from './atom-feed.js'
import type { Feed } from './feed.js'
import { jsonFeed } from './json-feed.js'
import { rssFeed } from './rss-feed.js'

/** A feed reader takes two megabytes, Yandex ten. */
export const maxBytes: Record<FeedKind, number> = {
  rss: 2_000_000,
  full: 1_900_000,
  atom: 1_900_000,
  json: 1_900_000,
  yandex: 9_500_000,
}

const writers: Record<FeedKind, (feed: Feed) => string> = {
  rss: (feed) => rssFeed(feed, 'short'),
  full: (feed) => rssFeed(feed, 'full'),
  yandex: (feed) => rssFeed(feed, 'yandex'),
  atom: atomFeed,
  json: jsonFeed,
}

/** A feed too heavy for its readers loses its oldest stories; `goingOn` says where they are, by how many found room. */
export function writtenWithin(
  feed: Feed,
  kind: FeedKind,
  most: number,
  goingOn: (count: number) => Partial<Feed> = () => ({}),
): string {
  for (let count = feed.stories.length; ; count = Math.floor(count * 0.7)) {
    const text = writers[kind]({ ...feed, stories: feed.stories.slice(0, count), ...goingOn(count) })
    if (Buffer.byteLength(text) <= most || count <= 1) return text
  }
}

export function newest(dates: readonly Date[]): Date {
  return new Date(Math.max(0, ...dates.map((date) => date.getTime())))
}
