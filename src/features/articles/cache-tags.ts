import type { Language } from '../../language/language.js'
import { filingTag } from '../filing/filing-keeping.js'
import { pagesTag } from '../pages/page-keeping.js'

/** What a page shows, as tags of the page cache. Told apart by language, since a Russian story changes no Kazakh list. */
export const cacheTags = {
  article: (id: number) => `article:${id}`,
  front: (language: Language) => `front:${language}`,
  /** The page of what was wrong and is put right. */
  corrections: (language: Language) => `corrections:${language}`,
  /** Every list by time: the archive, the calendar, fresh news beside a page. */
  newest: (language: Language) => `newest:${language}`,
  section: (language: Language, slug: string) => `section:${language}:${slug}`,
  region: (language: Language, slug: string) => `region:${language}:${slug}`,
  tag: (language: Language, slug: string) => `tag:${language}:${slug}`,
  author: (language: Language, slug: string) => `author:${language}:${slug}`,
  source: (language: Language, slug: string) => `source:${language}:${slug}`,
  /** Names and order of sections, regions, tags, authors, sources and plain pages. */
  filing: filingTag,
  pages: pagesTag,
}

/** A story that was withdrawn stands in the sidebar of pages that have nothing else to do with it, and must not for one minute more. */
export const tagsOfEveryPage: readonly string[] = [cacheTags.pages]

/** A story with what it is filed under. */
export interface Filed {
  id: number
  language: Language
  section: { slug: string }
  region: { slug: string } | null
  source: { slug: string } | null
  tags: readonly { slug: string }[]
  authors: readonly { slug: string }[]
  twin: { id: number } | null
}

/** Everything that looks different once this article appears, changes or goes. */
export function touchedBy(article: Filed): string[] {
  const { language } = article
  return [
    cacheTags.article(article.id),
    ...(article.twin ? [cacheTags.article(article.twin.id)] : []),
    cacheTags.front(language),
    cacheTags.newest(language),
    cacheTags.section(language, article.section.slug),
    ...(article.region ? [cacheTags.region(language, article.region.slug)] : []),
    ...(article.source ? [cacheTags.source(language, article.source.slug)] : []),
    ...article.tags.map((tag) => cacheTags.tag(language, tag.slug)),
    ...article.authors.map((author) => cacheTags.author(language, author.slug)),
  ]
}
