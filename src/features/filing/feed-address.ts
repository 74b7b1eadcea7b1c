import { type Language, localAddress } from '../../language/language.js'

/** The forms of a feed: RSS with beginnings, RSS with whole texts, Atom, JSON Feed, and RSS as Yandex reads it. */
export const feedKinds = ['rss', 'full', 'atom', 'json', 'yandex'] as const
export type FeedKind = (typeof feedKinds)[number]

export const feedTypes: Record<FeedKind, string> = {
  rss: 'application/rss+xml',
  full: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
  yandex: 'application/rss+xml',
}

/** `/feed/rss`, `/kk/feed/section/sport/json`, `/feed/search/atom?q=снег`. `of` is the list's own address in Russian, or empty. */
export function feedAddress(language: Language, of: string, kind: FeedKind): string {
  const [path = '', query] = of.split('?', 2)
  return localAddress(language, `/feed${path}/${kind}${query === undefined ? '' : `?${query}`}`)
}
