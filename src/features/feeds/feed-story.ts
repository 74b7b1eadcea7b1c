import { inLanguage, type Language } from '../../language/language.js'
import { excerpt } from '../../text/excerpt.js'
import type { SafeHtml } from '../../text/safe-html.js'
import { articleAddress, type Named } from '../articles/article.js'
import { liteWidth, pictureAddress, pictureWidths } from '../media/picture.js'

/** How much of a story may be handed on. */
export const feedRights = ['full', 'excerpt', 'headline'] as const
export type FeedRights = (typeof feedRights)[number]

/** A story as any feed tells it; every address in it is absolute. */
export interface FeedStory {
  /** The same for ever, also when title and address change. */
  id: string
  address: string
  language: Language
  title: string
  /** Plain text; empty where the source's rights allow only the headline. */
  summary: string
  /** Whole, or null where it may not be handed on whole. */
  html: string | null
  text: string | null
  published: Date
  updated: Date
  section: Named
  region: Named | null
  tags: Named[]
  authors: Named[]
  picture: FeedPicture | null
  source: { name: string; slug: string; credit: string; address: string | null; original: string | null } | null
  /** The same story in the other language. */
  pair: string | null
}

export interface FeedPicture {
  address: string
  width: number
  height: number
  /** A lighter one, whose weight we know. */
  light: { address: string; bytes: number }
  alt: string
  caption: string
  credit: string
}

interface Bilingual {
  slug: string
  name_ru: string
  name_kk: string
}

export interface FeedRow {
  id: number
  language: Language
  slug: string
  title: string
  lead: string
  body_html: SafeHtml
  body_text: string
  published_at: Date
  updated_at: Date | null
  cover_alt: string
  cover_caption: string
  cover_credit: string
  hash: string | null
  width: number | null
  height: number | null
  lite_bytes: number | null
  source_address: string | null
  source_rights: FeedRights
  around: {
    section: Bilingual
    region: Bilingual | null
    source: (Bilingual & { credit_ru: string; credit_kk: string; address: string | null; rights: FeedRights }) | null
    authors: Bilingual[] | null
    tags: Bilingual[] | null
    twin: { id: number; slug: string } | null
  }
}

const summaryLength = 400

/** `most` is what this feed hands on at most; the story and its source may allow less. */
export function feedStory(origin: string, row: FeedRow, most: FeedRights): FeedStory {
  const { language, around } = row
  const named = (thing: Bilingual): Named => ({
    slug: thing.slug,
    name: inLanguage(language, thing.name_ru, thing.name_kk),
  })
  const rights = least(most, row.source_rights, around.source?.rights ?? 'full')
  const picture = rights === 'headline' ? null : pictureOf(origin, row)
  return {
    id: `${origin}/a/${row.id}`,
    address: origin + articleAddress(row),
    language,
    title: row.title,
    summary: rights === 'headline' ? '' : row.lead || excerpt(row.body_text, summaryLength),
    html: rights === 'full' ? withPicture(absolute(origin, row.body_html), picture) : null,
    text: rights === 'full' ? row.body_text : null,
    published: row.published_at,
    updated: row.updated_at !== null && row.updated_at > row.published_at ? row.updated_at : row.published_at,
    section: named(around.section),
    region: around.region && named(around.region),
    tags: (around.tags ?? []).map(named),
    authors: (around.authors ?? []).map(named),
    picture,
    source: around.source && {
      ...named(around.source),
      credit: inLanguage(language, around.source.credit_ru, around.source.credit_kk),
      address: around.source.address,
      original: row.source_address,
    },
    pair: around.twin && origin + articleAddress({ ...around.twin, language: language === 'ru' ? 'kk' : 'ru' }),
  }
}

function least(...rights: readonly FeedRights[]): FeedRights {
  return feedRights[Math.max(...rights.map((each) => feedRights.indexOf(each)))] ?? 'headline'
}

function pictureOf(origin: string, row: FeedRow): FeedPicture | null {
  const { hash, width, height } = row
  if (hash === null || width === null || height === null) return null
  const wide = pictureWidths.find((each) => each >= width) ?? pictureWidths[pictureWidths.length - 1] ?? width
  const drawn = Math.min(wide, width)
  return {
    address: origin + pictureAddress(hash, wide, 'jpg'),
    width: drawn,
    height: Math.round((height * drawn) / width),
    light: { address: origin + pictureAddress(hash, liteWidth, 'jpg'), bytes: row.lite_bytes ?? 0 },
    alt: row.cover_alt,
    caption: row.cover_caption,
    credit: row.cover_credit,
  }
}

/** A feed is read on other sites: addresses of ours need our name, and what our own pages need of a picture is nobody's business. */
function absolute(origin: string, html: string): string {
  return html.replace(/ (src|href)="\/(?!\/)/g, ` $1="${origin}/`).replace(/ data-(?:picture|tone|bytes)="[^"]*"/g, '')
}

function withPicture(html: string, picture: FeedPicture | null): string {
  if (picture === null) return html
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  const words = [picture.caption, picture.credit].filter((each) => each !== '').join(' / ')
  const caption = words === '' ? '' : `<figcaption>${escaped(words)}</figcaption>`
  return `<figure><img src="${picture.address}" alt="${escaped(picture.alt)}" width="${picture.width}" height="${picture.height}" />${caption}</figure>${html}`
}
