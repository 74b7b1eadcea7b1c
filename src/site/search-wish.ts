import type { Edge } from '../features/articles/article-lists.js'
import type { FilterChoice, FilterKind } from '../features/search/filter-lists.js'
import { lastRankedPage } from '../features/search/search-lists.js'
import type { SearchScope } from '../features/search/search-reach.js'
import { dayAfter, dayStart, isRealDay } from '../language/dates.js'
import type { Language } from '../language/language.js'
import { oneLine } from '../text/safe-html.js'
import { readPageWish } from '../web/pager.js'

export const longestQuery = 200

/** The parameters of a search's address; anything else is not looked at. */
export const searchParameters = [
  'q',
  'section',
  'region',
  'author',
  'from',
  'till',
  'lang',
  'order',
  'page',
  'before',
  'after',
]

export interface AskedSearch {
  words: string
  isTooLong: boolean
  scope: SearchScope
  order: { by: 'weight'; page: number } | { by: 'time'; edge: Edge }
  lang: Language | 'any'
  /** What narrows the search, as it stands in the address; without what has its usual value. */
  narrowed: Record<string, string>
}

/** Reads a search from its address. A parameter that means nothing is as if it was not there: no address of a search is a fault. */
export function readSearch(
  query: Record<string, unknown>,
  language: Language,
  choices: Record<FilterKind, readonly FilterChoice[]>,
): AskedSearch {
  const given = (name: string) => (typeof query[name] === 'string' ? query[name] : '')
  const narrowed: Record<string, string> = {}
  const chosen = (kind: FilterKind) => {
    const choice = choices[kind].find(({ slug }) => slug === given(kind))
    if (choice) narrowed[kind] = choice.slug
    return choice?.id
  }
  const [sectionId, regionId, authorId] = [chosen('section'), chosen('region'), chosen('author')]
  const from = readDay(given('from'))
  const till = readDay(given('till'))
  if (from) narrowed.from = given('from')
  if (till) narrowed.till = given('till')
  const asked = given('lang')
  const lang = asked === 'ru' || asked === 'kk' || asked === 'any' ? asked : language
  if (lang !== language) narrowed.lang = lang
  const edge = readPageWish(query)
  // An address of a deeper page by date needs no word about the order.
  const isByTime = given('order') === 'new' || edge !== null
  if (isByTime) narrowed.order = 'new'
  const page = /^\d{1,2}$/.test(given('page')) ? Math.min(Math.max(Number(given('page')), 1), lastRankedPage) : 1
  return {
    words: oneLine(given('q'), longestQuery),
    isTooLong: oneLine(given('q'), longestQuery + 1).length > longestQuery,
    scope: {
      languages: lang === 'any' ? ['ru', 'kk'] : [lang],
      ...(sectionId !== undefined && { sectionId }),
      ...(regionId !== undefined && { regionId }),
      ...(authorId !== undefined && { authorId }),
      ...(from && { from: dayStart(from) }),
      ...(till && { until: dayStart(dayAfter(till, 1)) }),
    },
    order: isByTime ? { by: 'time', edge } : { by: 'weight', page },
    lang,
    narrowed,
  }
}

/** `2026-11-24`, as a date field of a browser sends it. */
function readDay(text: string) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const day = found && { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) }
  return day && isRealDay(day) ? day : null
}
