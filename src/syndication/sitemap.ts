import { isoMoment } from '../language/dates.js'
import { element, textElement, xmlHead } from './xml.js'

/** The limit of the protocol for one file. */
export const mostAddresses = 50_000

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9'

export interface SitemapEntry {
  address: string
  /** True, or left out. */
  changed: Date | null
  picture?: string | undefined
}

const body = ({ address, changed }: SitemapEntry) =>
  textElement('loc', address) + (changed === null ? '' : textElement('lastmod', isoMoment(changed)))

export function urlEntry(entry: SitemapEntry): string {
  const picture =
    entry.picture === undefined ? '' : `<image:image>${textElement('image:loc', entry.picture)}</image:image>`
  return `<url>${body(entry)}${picture}</url>\n`
}

export const urlsetStart = `${xmlHead}<urlset xmlns="${namespace}" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">\n`
export const urlsetEnd = '</urlset>\n'

export function sitemapIndex(entries: readonly SitemapEntry[]): string {
  const lines = entries.map((entry) => `<sitemap>${body(entry)}</sitemap>`).join('\n')
  return `${xmlHead}${element('sitemapindex', { xmlns: namespace }, `\n${lines}\n`)}\n`
}

export interface NewsEntry {
  address: string
  title: string
  published: Date
}

/** The Google News extension; valid with no entry too. */
export function newsSitemap(publication: { name: string; language: string }, entries: readonly NewsEntry[]): string {
  const lines = entries.map(({ address, title, published }) =>
    element(
      'url',
      {},
      textElement('loc', address) +
        element(
          'news:news',
          {},
          element(
            'news:publication',
            {},
            textElement('news:name', publication.name) + textElement('news:language', publication.language),
          ) +
            textElement('news:publication_date', isoMoment(published)) +
            textElement('news:title', title),
        ),
    ),
  )
  const attributes = { xmlns: namespace, 'xmlns:news': 'http://www.google.com/schemas/sitemap-news/0.9' }
  return `${xmlHead}${element('urlset', attributes, `\n${lines.join('\n')}\n`)}\n`
}
