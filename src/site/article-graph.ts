import type { Article } from '../features/articles/article.js'
import { filingAddress } from '../features/filing/filed-under.js'
import {
  type NamelessShare,
  type ShareForm,
  shareAddress,
  shareDigest,
  shareForms,
} from '../features/sharing/share-picture.js'
import { isoMoment } from '../language/dates.js'
import { say } from '../language/say.js'
import { excerpt } from '../text/excerpt.js'
import { breadcrumbNode, type GraphNode, type Publisher, publisherId, websiteId } from './structured-data.js'

type Shown = Article & { publishedAt: Date }

const longestHeadline = 110

/** When a story last changed for its readers: the date in page, JSON-LD, cards, feeds and sitemaps. */
export function changedAt({ publishedAt, updatedAt }: Shown): Date {
  return updatedAt !== null && updatedAt > publishedAt ? updatedAt : publishedAt
}

export function shareSubjectOf(article: Article): NamelessShare {
  return {
    of: article.id,
    language: article.language,
    title: article.title,
    kicker: article.section.name,
    cover: article.cover && {
      hash: article.cover.hash,
      focalX: article.cover.focus?.x ?? null,
      focalY: article.cover.focus?.y ?? null,
    },
  }
}

/** The story as search engines read it, with its way from the front page. `twin` is the address of its other language. */
export function articleGraph(
  publisher: Publisher,
  article: Shown,
  { path, description, twin }: { path: string; description: string; twin: string | null },
): GraphNode[] {
  const { origin, language } = publisher
  const address = origin + path
  const headline = excerpt(article.title, longestHeadline)
  const section = { href: filingAddress(language, 'section', article.section.slug), name: article.section.name }
  const tags = article.tags.map(({ slug, name }) => ({
    '@type': 'Thing',
    name,
    url: origin + filingAddress(language, 'tag', slug),
  }))
  const story: GraphNode = {
    '@type': 'NewsArticle',
    '@id': `${address}#article`,
    mainEntityOfPage: address,
    url: address,
    headline,
    ...(headline !== article.title && { alternativeHeadline: article.title }),
    description: description || undefined,
    inLanguage: say(language).site.languageTag,
    datePublished: isoMoment(article.publishedAt),
    dateModified: isoMoment(changedAt(article)),
    author:
      article.authors.length > 0
        ? article.authors.map(({ slug, name }) => ({
            '@type': 'Person',
            name,
            url: origin + filingAddress(language, 'author', slug),
          }))
        : [{ '@type': 'Organization', name: publisher.words.name, url: publisher.origin }],
    publisher: { '@id': publisherId(origin) },
    isPartOf: { '@id': websiteId(origin, language) },
    image: images(publisher, article),
    articleSection: article.section.name,
    ...(tags.length > 0 && { keywords: tags.map(({ name }) => name), about: tags }),
    ...(article.region && {
      contentLocation: {
        '@type': 'Place',
        name: article.region.name,
        identifier: article.region.code,
        address: { '@type': 'PostalAddress', addressCountry: 'KZ', addressRegion: article.region.name },
      },
    }),
    wordCount: article.words,
    isAccessibleForFree: true,
    discussionUrl: `${address}#comments`,
    commentCount: article.talk.shown,
    ...(article.corrections.length > 0 && {
      correction: article.corrections.map(({ at, words }) => ({
        '@type': 'CorrectionComment',
        text: words,
        datePublished: isoMoment(at),
      })),
    }),
    // What can be read aloud of a story: its headline and what stands under it.
    speakable: {
      '@type': 'SpeakableSpecification',
      cssSelector: ['.article h1', ...(article.lead === '' ? [] : ['.article .standfirst'])],
    },
    ...origins(article),
    ...otherLanguage(origin, article, twin),
  }
  return [story, breadcrumbNode(publisher, path, [section], article.title)]
}

const crops: readonly ShareForm[] = ['16x9', '4x3', '1x1']

function images({ origin, words: { name } }: Publisher, article: Article): unknown[] {
  const subject = { ...shareSubjectOf(article), site: name }
  const digest = shareDigest(subject)
  const image = (form: ShareForm) => ({
    '@type': 'ImageObject',
    url: origin + shareAddress(subject, digest, form),
    ...shareForms[form],
  })
  if (!article.cover) return [image('card')]
  const words = {
    caption: article.coverCaption || article.cover.alt || undefined,
    license: article.coverLicence ?? undefined,
    ...(article.coverCredit !== '' && {
      creditText: article.coverCredit,
      creator: { '@type': 'Person', name: article.coverCredit },
      copyrightNotice: `© ${article.coverCredit}`,
    }),
  }
  return crops.map((form, at) => (at === 0 ? { ...image(form), ...words } : image(form)))
}

/** Of a story that came from elsewhere: from whom, and where it stands there. */
function origins({ source, sourceAddress }: Article): Record<string, unknown> {
  if (!source) return {}
  return {
    ...(sourceAddress && { isBasedOn: sourceAddress }),
    sourceOrganization: { '@type': 'Organization', name: source.name, ...(source.address && { url: source.address }) },
    creditText: source.credit || source.name,
  }
}

/** The version that was begun first counts as the original: nobody notes down which was translated from which. */
function otherLanguage(origin: string, { id, twin }: Article, address: string | null): Record<string, unknown> {
  if (!twin || !address) return {}
  const other = { '@type': 'NewsArticle', '@id': `${origin}${address}#article`, url: origin + address }
  return id < twin.id ? { workTranslation: other } : { translationOfWork: other }
}
