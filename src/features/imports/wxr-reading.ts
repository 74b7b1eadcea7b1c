import { ImportStopped } from './import-stopped.js'
import { wordpressDate } from './wordpress-date.js'
import type { WxrComment, WxrEntry, WxrPost, WxrSite, WxrTerm } from './wxr-entry.js'
import { readParts, type XmlPart } from './xml-parts.js'

/**
 * A WordPress export, entry by entry, the site first. Throws `ImportStopped` where it cannot be read on, after giving
 * everything before that place.
 */
export async function* readWxr(file: string, onRead?: (bytes: number) => void): AsyncGenerator<WxrEntry> {
  const site: WxrSite = { title: '', address: '', version: '' }
  let isSiteGiven = false
  for await (const part of readParts(file, onRead)) {
    learn(site, part)
    const entry = entryOf(part)
    if (!entry) continue
    if (!isSiteGiven) {
      refuseOtherFeeds(site)
      yield { kind: 'site', site }
      isSiteGiven = true
    }
    yield entry
  }
  refuseOtherFeeds(site)
  if (!isSiteGiven) yield { kind: 'site', site }
}

function refuseOtherFeeds(site: WxrSite): void {
  if (site.version !== '') return
  throw new ImportStopped(
    'This is an RSS feed but not a WordPress export: it has no wp:wxr_version. Make the export in WordPress under Tools → Export.',
  )
}

function learn(site: WxrSite, { name, text }: XmlPart): void {
  const value = text.trim()
  if (name === 'title') site.title = value
  if (name === 'wp:wxr_version') site.version = value
  if ((name === 'link' && site.address === '') || name === 'wp:base_blog_url') site.address = value.replace(/\/+$/, '')
}

function entryOf(part: XmlPart): WxrEntry | undefined {
  switch (part.name) {
    case 'wp:author': {
      const login = fieldOf(part, 'wp:author_login')
      return { kind: 'author', author: { login, name: fieldOf(part, 'wp:author_display_name') || login } }
    }
    case 'wp:category':
      return {
        kind: 'category',
        term: {
          nicename: fieldOf(part, 'wp:category_nicename'),
          name: fieldOf(part, 'wp:cat_name'),
          parent: fieldOf(part, 'wp:category_parent'),
        },
      }
    case 'wp:tag':
      return {
        kind: 'tag',
        term: { nicename: fieldOf(part, 'wp:tag_slug'), name: fieldOf(part, 'wp:tag_name'), parent: '' },
      }
    case 'item':
      return itemOf(part)
    default:
      return undefined
  }
}

function itemOf(part: XmlPart): WxrEntry {
  const type = fieldOf(part, 'wp:post_type')
  const number = fieldOf(part, 'wp:post_id')
  const title = fieldOf(part, 'title')
  if (part.isTooBig) return { kind: 'unreadable', number, title, what: 'it is larger than 60 million characters' }
  if (!/^\d{1,15}$/.test(number)) {
    return { kind: 'unreadable', number: number.slice(0, 30), title, what: 'it has no number (wp:post_id)' }
  }
  if (type === 'post' || type === 'page') return { kind: type, post: postOf(part, number, title) }
  if (type === 'attachment') {
    return {
      kind: 'attachment',
      attachment: {
        number,
        title,
        address: fieldOf(part, 'wp:attachment_url') || fieldOf(part, 'guid'),
        link: fieldOf(part, 'link'),
        alt: metaOf(part, '_wp_attachment_image_alt'),
        caption: fieldOf(part, 'excerpt:encoded'),
        parent: fieldOf(part, 'wp:post_parent'),
      },
    }
  }
  return { kind: 'other', type, number, title }
}

function postOf(part: XmlPart, number: string, title: string): WxrPost {
  const cover = metaOf(part, '_thumbnail_id')
  return {
    number,
    title,
    link: fieldOf(part, 'link'),
    author: fieldOf(part, 'dc:creator'),
    slug: fieldOf(part, 'wp:post_name'),
    excerpt: fieldOf(part, 'excerpt:encoded'),
    content: fieldOf(part, 'content:encoded'),
    status: fieldOf(part, 'wp:status'),
    publishedAt: wordpressDate(
      fieldOf(part, 'wp:post_date_gmt'),
      fieldOf(part, 'pubDate'),
      fieldOf(part, 'wp:post_date'),
    ),
    modifiedAt: wordpressDate(fieldOf(part, 'wp:post_modified_gmt'), '', fieldOf(part, 'wp:post_modified')),
    isSticky: fieldOf(part, 'wp:is_sticky') === '1',
    isProtected: fieldOf(part, 'wp:post_password') !== '',
    coverNumber: /^\d+$/.test(cover) ? cover : null,
    views: viewsOf(part),
    categories: termsOf(part, ['category']),
    tags: termsOf(part, ['post_tag', 'tag']),
    comments: part.children.filter(({ name }) => name === 'wp:comment').map(commentOf),
  }
}

/** The keys of the plugins that count in a post's own fields. */
const viewKeys = ['post_views_count', 'views', '_post_views', 'wpb_post_views_count']
const mostViews = 1_000_000_000

function viewsOf(part: XmlPart): number {
  const counts = viewKeys.map((key) => metaOf(part, key)).filter((count) => /^\d{1,10}$/.test(count))
  return Math.min(mostViews, Math.max(0, ...counts.map(Number)))
}

/** Old exports repeat each term without a domain; those are left alone. */
function termsOf(part: XmlPart, domains: readonly string[]): WxrTerm[] {
  return part.children
    .filter(({ name, attributes }) => name === 'category' && domains.includes(attributes.domain ?? ''))
    .map(({ attributes, text }) => ({ nicename: attributes.nicename ?? '', name: text.trim() }))
    .filter(({ nicename, name }) => nicename !== '' || name !== '')
}

function commentOf(part: XmlPart): WxrComment {
  return {
    number: fieldOf(part, 'wp:comment_id'),
    parent: fieldOf(part, 'wp:comment_parent'),
    author: fieldOf(part, 'wp:comment_author'),
    content: fieldOf(part, 'wp:comment_content'),
    approved: fieldOf(part, 'wp:comment_approved'),
    type: fieldOf(part, 'wp:comment_type'),
    writtenAt: wordpressDate(fieldOf(part, 'wp:comment_date_gmt'), '', fieldOf(part, 'wp:comment_date')),
  }
}

function metaOf(part: XmlPart, key: string): string {
  const meta = part.children.find(
    ({ name, children }) =>
      name === 'wp:postmeta' && children.some((field) => field.name === 'wp:meta_key' && field.text.trim() === key),
  )
  return meta ? fieldOf(meta, 'wp:meta_value') : ''
}

function fieldOf(part: XmlPart, name: string): string {
  return part.children.find((child) => child.name === name)?.text.trim() ?? ''
}
