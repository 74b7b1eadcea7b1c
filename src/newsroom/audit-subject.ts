import type { Deed } from '../features/audit/deed.js'

const id = /^[1-9]\d{0,8}$/

/** Where the newsroom keeps a thing, by the first word of its name in the audit; `null` where that one has no place of its own. */
const places: Record<string, (name: string) => string | null> = {
  article: (name) => numbered('articles', name),
  picture: (name) => numbered('media', name),
  page: (name) => numbered('pages', name),
  section: (name) => numbered('filing/section', name),
  tag: (name) => numbered('filing/tag', name),
  author: (name) => numbered('filing/author', name),
  source: (name) => numbered('filing/source', name),
  campaign: (name) => numbered('campaigns', name),
  comment: (name) => numbered('comments', name),
  writer: (name) => numbered('comments/writers', name),
  front: (name) => `front?language=${name === 'kk' ? 'kk' : 'ru'}`,
  notice: () => 'notices?of=decided',
  category: () => 'notices/board',
  network: () => 'comments/settings',
  office: () => 'cash-rates',
  'partner-feed': () => 'partner-feeds',
  address: () => 'redirects',
  account: () => 'staff',
  invitation: () => 'staff',
  settings: (name) => groups[name] ?? null,
}

const groups: Record<string, string> = {
  site: 'settings/site',
  publisher: 'settings/publisher',
  board: 'notices/board',
  comments: 'comments/settings',
  ads: 'campaigns',
  security: 'staff',
  pings: 'pings',
  crawlers: 'crawlers',
}

const numbered = (folder: string, name: string) => (id.test(name) ? `${folder}/${name}` : null)

/** Deeds after which there is no page any more. */
const endings: ReadonlySet<string> = new Set<Deed>([
  'section.remove',
  'tag.remove',
  'author.remove',
  'source.remove',
  'page.remove',
])

/** The page about what a line of the audit tells of. What was done to it later may have ended it: then its page says so. */
export function placeOfSubject({ deed, subject }: { deed: string; subject: string }): string | null {
  if (endings.has(deed)) return null
  const [kind = '', ...rest] = subject.split(':')
  const place = Object.hasOwn(places, kind) ? places[kind]?.(rest.join(':')) : undefined
  return place ? `/newsroom/${place}` : null
}
