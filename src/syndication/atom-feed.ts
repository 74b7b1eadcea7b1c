import type { FeedStory } from '../features/feeds/feed-story.js'
import { isoMoment } from '../language/dates.js'
import type { Feed } from './feed.js'
import { element, textElement, xmlHead } from './xml.js'

/** Atom 1.0 (RFC 4287), with whole texts where they may be handed on. */
export function atomFeed(feed: Feed): string {
  const { publisher } = feed
  const parts = [
    // One feed, of which this may be a part.
    textElement('id', feed.address),
    textElement('title', feed.title),
    textElement('subtitle', feed.description),
    textElement('updated', isoMoment(feed.updated)),
    element('link', { rel: 'self', type: 'application/atom+xml', href: feed.self }),
    element('link', { rel: 'alternate', type: 'text/html', hreflang: feed.language, href: feed.home }),
    feed.hub === null ? '' : element('link', { rel: 'hub', href: feed.hub }),
    feed.next === null ? '' : element('link', { rel: 'next', href: feed.next }),
    ...archiveLinks(feed),
    element('author', {}, textElement('name', publisher.name) + textElement('uri', publisher.address)),
    textElement('icon', feed.icons.large),
    textElement('rights', feed.copyright),
    ...feed.stories.map((story) => entry(story, feed)),
  ]
  const lines = parts.filter((part) => part !== '').join('\n')
  const attributes = {
    xmlns: 'http://www.w3.org/2005/Atom',
    'xml:lang': feed.language,
    'xmlns:fh': feed.archive?.isArchive ? 'http://purl.org/syndication/history/1.0' : null,
  }
  return xmlHead + element('feed', attributes, `\n${lines}\n`)
}

/** RFC 5005: whoever reads them back to the end has every story of the list once. */
function archiveLinks({ archive, address }: Feed): string[] {
  if (archive === null) return []
  return [
    ...(archive.isArchive ? [element('fh:archive', {}), element('link', { rel: 'current', href: address })] : []),
    archive.previous === null ? '' : element('link', { rel: 'prev-archive', href: archive.previous }),
  ]
}

function entry(story: FeedStory, { publisher, copyright }: Feed): string {
  const authors = story.authors.length > 0 ? story.authors.map(({ name }) => name) : [publisher.name]
  const { source, picture } = story
  const parts = [
    textElement('id', story.id),
    textElement('title', story.title),
    textElement('published', isoMoment(story.published)),
    textElement('updated', isoMoment(story.updated)),
    element('link', { rel: 'alternate', type: 'text/html', hreflang: story.language, href: story.address }),
    picture === null
      ? ''
      : element('link', {
          rel: 'enclosure',
          type: 'image/jpeg',
          length: picture.light.bytes,
          href: picture.light.address,
        }),
    ...authors.map((name) => element('author', {}, textElement('name', name))),
    element('category', { term: story.section.slug, label: story.section.name }),
    ...story.tags.map(({ slug, name }) => element('category', { term: slug, label: name })),
    textElement('summary', story.summary),
    story.html === null ? '' : textElement('content', story.html).replace('<content>', '<content type="html">'),
    textElement('rights', source === null ? copyright : source.credit || source.name),
    source === null ? '' : sourceOf(story),
  ]
  return element('entry', {}, `\n${parts.filter((part) => part !== '').join('\n')}\n`)
}

/** Where the story came from, as the feed it might have been in. */
function sourceOf({ source, updated }: FeedStory): string {
  if (source === null) return ''
  const address = source.original ?? source.address
  if (address === null) return ''
  return element(
    'source',
    {},
    textElement('id', address) +
      textElement('title', source.name) +
      textElement('updated', isoMoment(updated)) +
      element('link', { rel: 'alternate', href: address }),
  )
}
