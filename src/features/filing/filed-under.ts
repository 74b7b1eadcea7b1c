import { type Language, localAddress } from '../../language/language.js'

/** The five things a story may be filed under, each with lists of its own. */
export const filingKinds = ['section', 'region', 'tag', 'author', 'source'] as const
export type FilingKind = (typeof filingKinds)[number]

export interface FiledUnder {
  kind: FilingKind
  id: number
  slug: string
  name: string
  /** A line under the name: an author's role, a region's centre, a source's credit line. */
  note: string
  /** A few sentences, plain text. */
  about: string
  /** The site of a source. */
  address: string | null
}

/** `/section/sport`, `/kk/tag/harvest` */
export function filingAddress(language: Language, kind: FilingKind, slug: string): string {
  return localAddress(language, `/${kind}/${slug}`)
}
