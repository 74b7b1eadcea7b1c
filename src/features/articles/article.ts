import { type Language, localAddress } from '../../language/language.js'
import type { SafeHtml } from '../../text/safe-html.js'
import type { Cover } from '../media/picture.js'
import type { AgeMark, PartnerMark, SourceRights } from './manuscript.js'

export type ArticleState = 'draft' | 'review' | 'scheduled' | 'published' | 'withdrawn'

/** Something a story is filed under, as a link: a section, region, tag, author or source. */
export interface Named {
  slug: string
  name: string
}

/** An article as any list needs it: never with its body. */
export interface ArticleCard {
  id: number
  language: Language
  slug: string
  kicker: string
  title: string
  lead: string
  publishedAt: Date
  section: Named
  region: Named | null
  cover: Cover | null
  isSample: boolean
  /** Which legal label stands on it wherever it is shown. */
  partnerMark: PartnerMark | null
}

/** A whole article with all that its page names. */
export interface Article {
  id: number
  language: Language
  storyId: string
  slug: string
  kicker: string
  title: string
  lead: string
  body: SafeHtml
  /** The first words of the body, where there is no lead. */
  beginning: string
  words: number
  state: ArticleState
  publishedAt: Date | null
  updatedAt: Date | null
  withdrawnReason: string
  cover: Cover | null
  coverCaption: string
  coverCredit: string
  /** Where the licence of the cover can be read; null where none was named, or only a contract of ours. */
  coverLicence: string | null
  section: Named & { id: number }
  /** With its ISO 3166-2 code. */
  region: (Named & { code: string }) | null
  source: (Named & { credit: string; address: string | null }) | null
  sourceAddress: string | null
  authors: (Named & { role: string })[]
  tags: (Named & { id: number })[]
  /** What was wrong and is put right, oldest first. */
  corrections: { at: Date; words: string }[]
  /** The published version in the other language. */
  twin: Neighbour | null
  /** Of the same section and language, by time. */
  previous: Neighbour | null
  next: Neighbour | null
  isSample: boolean
  seoTitle: string
  seoDescription: string
  ageMark: AgeMark | null
  partnerMark: PartnerMark | null
  /** How much of the source's text readers see here. */
  sourceRights: SourceRights
  talk: Talk
  /** How often it was handed on through our own links. */
  shares: number
  /** How often it was opened, here and on the site it came from. */
  views: number
}

export const talkModes = ['off', 'before', 'after', 'mixed'] as const
/** Nobody may comment; comments appear after somebody looked at them, at once, or at once of those who are trusted. */
export type TalkMode = (typeof talkModes)[number]

/** What the story's page needs to know of its conversation before it asks for a comment. */
export interface Talk {
  shown: number
  /** Null: as the whole site has it. */
  mode: TalkMode | null
  closedAt: Date | null
}

/** Another article as a link to it. */
export interface Neighbour {
  id: number
  slug: string
  title: string
}

interface Addressed {
  id: number
  language: Language
  slug: string
}

/** The stable address: `/news/42-most-otkryt`, `/kk/news/43-kopir-ashyldy`. */
export function articleAddress({ id, language, slug }: Addressed): string {
  return localAddress(language, `/news/${id}-${slug}`)
}

/** The address for a messenger or a printed page. */
export function shortAddress(id: number): string {
  return `/a/${id}`
}

export function isVisible(article: Article, now: Date): article is Article & { publishedAt: Date } {
  return article.state === 'published' && article.publishedAt !== null && article.publishedAt <= now
}
