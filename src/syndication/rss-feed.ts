import type { FeedStory } from '../features/feeds/feed-story.js'
import { isoMoment } from '../language/dates.js'
import { type Feed, mailDate } from './feed.js'
import { cdata, element, textElement, xmlHead, xmlText } from './xml.js'

const namespaces = {
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:sy': 'http://purl.org/rss/1.0/modules/syndication/',
}

export type RssForm = 'short' | 'full' | 'yandex'

/** How often it is worth asking, in minutes; whoever listens to the hub need not ask. */
const minutesBetween = 10

/** RSS 2.0. */
export function rssFeed(feed: Feed, form: RssForm): string {
  const { publisher } = feed
  const channel = [
    textElement('title', feed.title),
    textElement('link', feed.home),
    textElement('description', feed.description),
    textElement('language', feed.language),
    textElement('copyright', feed.copyright),
    publisher.mail === null ? '' : textElement('managingEditor', `${publisher.mail} (${publisher.name})`),
    textElement('pubDate', mailDate(feed.updated)),
    textElement('lastBuildDate', mailDate(feed.updated)),
    textElement('ttl', String(minutesBetween)),
    textElement('sy:updatePeriod', 'hourly'),
    textElement('sy:updateFrequency', String(60 / minutesBetween)),
    element(
      'image',
      {},
      textElement('url', feed.icons.small) + textElement('title', feed.title) + textElement('link', feed.home),
    ),
    element('atom:link', { href: feed.self, rel: 'self', type: 'application/rss+xml' }),
    feed.hub === null ? '' : element('atom:link', { href: feed.hub, rel: 'hub' }),
    ...feed.stories.map((story) => item(story, form)),
  ]
  const lines = channel.filter((line) => line !== '').join('\n')
  return (
    xmlHead +
    element(
      'rss',
      { version: '2.0', ...namespaces, ...(form === 'yandex' && { 'xmlns:yandex': 'http://news.yandex.ru' }) },
      `\n${element('channel', {}, `\n${lines}\n`)}\n`,
    )
  )
}

function item(story: FeedStory, form: RssForm): string {
  const { picture, source } = story
  const parts = [
    textElement('title', story.title),
    textElement('link', story.address),
    element('guid', { isPermaLink: 'false' }, xmlText(story.id)),
    textElement('pubDate', mailDate(story.published)),
    textElement('atom:updated', isoMoment(story.updated)),
    ...story.authors.map(({ name }) => textElement('dc:creator', name)),
    textElement('category', story.section.name),
    ...story.tags.map(({ name }) => textElement('category', name)),
    textElement('description', story.summary),
    form === 'full' && story.html !== null ? `<content:encoded>${cdata(story.html)}</content:encoded>` : '',
    form === 'yandex' ? textElement('yandex:genre', 'message') + textElement('yandex:full-text', story.text) : '',
    picture === null ? '' : mediaOf(story),
    picture === null
      ? ''
      : element('enclosure', { url: picture.light.address, length: picture.light.bytes, type: 'image/jpeg' }),
    // The element needs an address; a source without one is told in the story's own words.
    source !== null && (source.original ?? source.address) !== null
      ? element('source', { url: source.original ?? source.address }, xmlText(source.credit || source.name))
      : '',
  ]
  return element('item', {}, `\n${parts.filter((part) => part !== '').join('\n')}\n`)
}

function mediaOf({ picture }: FeedStory): string {
  if (picture === null) return ''
  const words = picture.caption || picture.alt
  return element(
    'media:content',
    { url: picture.address, medium: 'image', type: 'image/jpeg', width: picture.width, height: picture.height },
    textElement('media:credit', picture.credit) + textElement('media:description', words),
  )
}
