import type { FeedStory } from '../features/feeds/feed-story.js'
import { filingAddress } from '../features/filing/filed-under.js'
import { isoMoment } from '../language/dates.js'
import type { Feed } from './feed.js'

/** JSON Feed 1.1, with whole texts where they may be handed on. */
export function jsonFeed(feed: Feed): string {
  const { publisher } = feed
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.description,
    home_page_url: feed.home,
    feed_url: feed.self,
    next_url: feed.next ?? undefined,
    icon: feed.icons.large,
    favicon: feed.icons.small,
    language: feed.language,
    authors: [{ name: publisher.name, url: publisher.address, avatar: feed.icons.large }],
    hubs: feed.hub === null ? undefined : [{ type: 'WebSub', url: feed.hub }],
    items: feed.stories.map((story) => item(story, new URL(feed.self).origin)),
  })
}

function item(story: FeedStory, origin: string): unknown {
  const { picture, source, language } = story
  return {
    id: story.id,
    url: story.address,
    external_url: source?.original ?? undefined,
    title: story.title,
    ...(story.html === null ? { content_text: story.summary || story.title } : { content_html: story.html }),
    summary: story.summary || undefined,
    image: picture?.address,
    date_published: isoMoment(story.published),
    date_modified: isoMoment(story.updated),
    authors: story.authors.map(({ name, slug }) => ({ name, url: origin + filingAddress(language, 'author', slug) })),
    tags: [story.section.name, ...story.tags.map(({ name }) => name)],
    language,
    attachments: picture
      ? [{ url: picture.light.address, mime_type: 'image/jpeg', size_in_bytes: picture.light.bytes }]
      : undefined,
    _locman: {
      about: 'source: whom it came from; region: where it happened; pair: the same story in the other language',
      source: source && { name: source.name, url: source.original ?? source.address },
      region: story.region?.slug ?? null,
      pair: story.pair,
    },
  }
}
