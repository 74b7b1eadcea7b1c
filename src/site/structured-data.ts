import { type SiteWords, titleOf } from '../features/identity/site-words.js'
import { pageAddress } from '../features/pages/page-store.js'
import { type Language, localAddress } from '../language/language.js'
import { say } from '../language/say.js'
import type { SafeHtml } from '../text/safe-html.js'
import type { Link } from './cards.js'

/** One thing of a page's JSON-LD graph, in the words of schema.org. Undefined values are left out. */
export interface GraphNode {
  '@type': string | readonly string[]
  '@id'?: string
  [property: string]: unknown
}

/** What every page's graph is about: the portal in one language. */
export interface Publisher {
  origin: string
  language: Language
  words: SiteWords
  logo: { address: string; width: number; height: number }
  /** Slugs of the plain pages there are. */
  pages: readonly string[]
  /** The portal's own pages elsewhere. */
  sameAs: readonly string[]
}

export const publisherId = (origin: string) => `${origin}/#publisher`
export const websiteId = (origin: string, language: Language) => `${origin}${localAddress(language, '/')}#website`

/** A page's graph as it stands in a script element: no `<` can end the element early. */
export function graphText(nodes: readonly GraphNode[]): SafeHtml {
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': nodes }).replaceAll('<', '\\u003c') as SafeHtml
}

/** Which plain page tells what a publisher should tell; a property is printed once the newsroom has written its page. */
const trustPages: Record<string, readonly string[]> = {
  publishingPrinciples: ['principles', 'rules'],
  correctionsPolicy: ['corrections'],
  ethicsPolicy: ['ethics'],
  masthead: ['masthead', 'about'],
  ownershipFundingInfo: ['ownership'],
}

export function publisherNode({ origin, language, words, logo, pages, sameAs }: Publisher): GraphNode {
  const trust = Object.entries(trustPages).flatMap(([property, slugs]) => {
    const slug = slugs.find((each) => pages.includes(each))
    return slug === undefined ? [] : [[property, origin + pageAddress(language, slug)]]
  })
  return {
    '@type': 'NewsMediaOrganization',
    '@id': publisherId(origin),
    name: words.name,
    url: origin + localAddress(language, '/'),
    logo: { '@type': 'ImageObject', url: logo.address, width: logo.width, height: logo.height },
    ...(sameAs.length > 0 && { sameAs }),
    ...Object.fromEntries(trust),
  }
}

/** Only on the front page, where search engines look for it. */
export function websiteNode({ origin, language, words }: Publisher): GraphNode {
  return {
    '@type': 'WebSite',
    '@id': websiteId(origin, language),
    name: words.name,
    alternateName: titleOf(words),
    url: origin + localAddress(language, '/'),
    inLanguage: say(language).site.languageTag,
    publisher: { '@id': publisherId(origin) },
    potentialAction: {
      '@type': 'SearchAction',
      target: {
        '@type': 'EntryPoint',
        urlTemplate: `${origin}${localAddress(language, '/search')}?q={search_term_string}`,
      },
      'query-input': 'required name=search_term_string',
    },
  }
}

/** Front page → … → this page, whose own address needs no link. */
export function breadcrumbNode(
  { origin, language }: Publisher,
  path: string,
  crumbs: readonly Link[],
  here: string,
): GraphNode {
  const steps = [{ href: localAddress(language, '/'), name: say(language).frame.front }, ...crumbs]
  return {
    '@type': 'BreadcrumbList',
    '@id': `${origin}${path}#breadcrumb`,
    itemListElement: [
      ...steps.map(({ href, name }, at) => ({ '@type': 'ListItem', position: at + 1, name, item: origin + href })),
      { '@type': 'ListItem', position: steps.length + 1, name: here },
    ],
  }
}

/** A page that is no story: a list, a person, a plain page. */
export function pageNode(
  publisher: Publisher,
  wish: {
    type: 'CollectionPage' | 'ProfilePage' | 'WebPage' | 'AboutPage' | 'ContactPage' | 'SearchResultsPage'
    path: string
    name: string
    description?: string
    /** Addresses of the stories it lists, in order. */
    lists?: readonly Link[]
    about?: GraphNode
    dateModified?: string
  },
): GraphNode {
  const { origin, language } = publisher
  return {
    '@type': wish.type,
    '@id': origin + wish.path,
    url: origin + wish.path,
    name: wish.name,
    description: wish.description || undefined,
    inLanguage: say(language).site.languageTag,
    dateModified: wish.dateModified,
    isPartOf: { '@id': websiteId(origin, language) },
    publisher: { '@id': publisherId(origin) },
    mainEntity:
      wish.about ??
      (wish.lists && {
        '@type': 'ItemList',
        itemListElement: wish.lists.map(({ href, name }, at) => ({
          '@type': 'ListItem',
          position: at + 1,
          url: origin + href,
          name,
        })),
      }),
  }
}
