import type { Request, Response } from 'express'
import { cacheTags } from '../features/articles/cache-tags.js'
import { type FilterChoice, filterChoices } from '../features/search/filter-lists.js'
import { type Finding, findArticles } from '../features/search/finding.js'
import { foundEnd, foundStart } from '../features/search/found-excerpt.js'
import { type FoundArticle, lastRankedPage } from '../features/search/search-lists.js'
import { type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import type { SafeHtml } from '../text/safe-html.js'
import { cacheable } from '../web/cacheable.js'
import { render } from '../web/render.js'
import { type Card, card } from './cards.js'
import { type Pager, pagerOf } from './list-page.js'
import { newsBeside } from './news-beside.js'
import { withMarks } from './picture-view.js'
import { type AskedSearch, longestQuery, readSearch } from './search-wish.js'
import { type Shell, shell } from './shell.js'
import { type Sidebar, sidebar } from './sidebar.js'

export interface SearchPage {
  shell: Shell
  words: string
  longest: number
  heading: string
  filters: SearchFilters
  /** Why there is nothing, or null when there is something or nothing was asked. */
  trouble: { words: string; hint: string } | null
  /** That other words, another language or some of the words were looked for. */
  note: string | null
  results: (Card & { excerpt: SafeHtml; language: Language })[]
  pages: { previous: string | null; next: string | null; deeper: string | null }
  pager: Pager
  /** Shown when there are no results. */
  fresh: Card[]
  side: Sidebar
}

interface SearchFilters {
  isOpen: boolean
  /** The same search without them, when there are any. */
  clear: string | null
  choices: { name: string; label: string; options: Option[] }[]
  from: string
  till: string
}

interface Option {
  value: string
  name: string
  isChosen: boolean
}

declare module '../web/views.js' {
  interface Views {
    'site/search': SearchPage
  }
}

const pageLength = 15

const nothing: Omit<Finding, 'words' | 'language'> = {
  found: [],
  hasNewer: false,
  hasOlder: false,
  how: 'nothing',
  isSearchable: true,
}

export async function searchPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const now = kit.clock.now()
  const texts = say(language).search
  const choices = await kit.memory.keep(`search filters:${language}`, { tags: [cacheTags.filing], seconds: 300 }, () =>
    filterChoices(kit.db, language),
  )
  const asked = readSearch(req.query, language, choices)
  const { words, narrowed } = asked
  const isAsked = words !== '' && !asked.isTooLong
  const finding: Finding = isAsked
    ? await findArticles(kit.db, { ...asked, language, now, limit: pageLength })
    : { ...nothing, words, language }
  if (isAsked && finding.how === 'nothing' && finding.isSearchable && Object.keys(narrowed).length === 0)
    kit.missedSearches?.note(words, language)
  const path = localAddress(language, '/search')
  const address = (extra: Record<string, string> = {}, filters = narrowed) => {
    const query = new URLSearchParams({ ...(words !== '' && { q: words }), ...filters, ...extra }).toString()
    return query === '' ? path : `${path}?${query}`
  }
  const [frame, side, fresh] = await Promise.all([
    shell(kit, req, {
      language,
      title: words === '' ? texts.title : texts.titleOf(words),
      path: address(),
      otherwise: localAddress(
        otherLanguage(language),
        `/search${words === '' ? '' : `?q=${encodeURIComponent(words)}`}`,
      ),
      searchWords: words,
      noindex: true,
      styles: ['search.css'],
      scripts: ['suggest.js'],
      ...(isAsked && { feedOf: `/search?q=${encodeURIComponent(words)}` }),
    }),
    sidebar(kit, language, { withFresh: false }),
    finding.found.length === 0 ? newsBeside(kit, language) : [],
  ])
  cacheable(res, { tags: [cacheTags.newest(language), cacheTags.filing], seconds: 60, staleSeconds: 60 })
  render(res, language, 'site/search', {
    shell: frame,
    words,
    longest: longestQuery,
    heading: words === '' ? texts.title : texts.results(words),
    filters: {
      isOpen: Object.keys(narrowed).length > 0,
      clear: Object.keys(narrowed).length > 0 ? address({}, {}) : null,
      choices: filterFields(asked, language, choices),
      from: narrowed.from ?? '',
      till: narrowed.till ?? '',
    },
    trouble: troubleOf(asked, finding, language),
    note: noteOf(asked, finding, language),
    results: finding.found.map((article) => resultOf(article, frame, now)),
    pages: rankedPages(asked, finding, address),
    pager:
      asked.order.by === 'time'
        ? pagerOf(address(), { ...finding, cards: finding.found }, asked.order.edge)
        : { newest: null, newer: null, older: null },
    fresh,
    side,
  })
}

function resultOf(article: FoundArticle, { display }: Shell, now: Date): SearchPage['results'][number] {
  return {
    ...card(article, display, now),
    excerpt: withMarks(article.excerpt, foundStart, foundEnd),
    language: article.language,
  }
}

function filterFields(
  { narrowed, lang, order }: AskedSearch,
  language: Language,
  choices: Record<'section' | 'region' | 'author', readonly FilterChoice[]>,
): SearchFilters['choices'] {
  const texts = say(language).search
  const usual = { value: '', name: texts.any }
  const filings = (['section', 'region', 'author'] as const).map((kind) => ({
    name: kind,
    label: texts[kind],
    options: [usual, ...choices[kind].map(({ slug, name }) => ({ value: slug, name }))].map((option) => ({
      ...option,
      isChosen: option.value === (narrowed[kind] ?? ''),
    })),
  }))
  return [
    ...filings,
    {
      name: 'lang',
      label: texts.language,
      options: [language, otherLanguage(language), 'any' as const].map((value) => ({
        value: value === language ? '' : value,
        name: texts.languages[value],
        isChosen: value === lang,
      })),
    },
    {
      name: 'order',
      label: texts.order,
      options: (['weight', 'time'] as const).map((by) => ({
        value: by === 'time' ? 'new' : '',
        name: texts.orders[by],
        isChosen: by === order.by,
      })),
    },
  ]
}

function troubleOf(
  { words, isTooLong, narrowed }: AskedSearch,
  found: Finding,
  language: Language,
): SearchPage['trouble'] {
  const texts = say(language).search
  if (isTooLong) return { words: texts.tooLong, hint: texts.nothingHint }
  if (words === '' || found.found.length > 0) return null
  const isNarrowed = Object.keys(narrowed).some((name) => name !== 'order')
  return {
    words: found.isSearchable ? texts.nothing(words) : texts.onlyMarks,
    hint: isNarrowed ? texts.nothingFiltered : texts.nothingHint,
  }
}

function noteOf(
  { narrowed }: AskedSearch,
  { how, words, language: foundIn, found }: Finding,
  language: Language,
): string | null {
  const texts = say(language).search
  if (found.length === 0) return null
  // Whoever chose the language need not be told.
  const inOther = foundIn === language || narrowed.lang !== undefined ? '' : texts.otherLanguage
  if (how === 'other words') return `${texts.otherWords(words)} ${inOther}`.trim()
  if (how === 'some') return texts.some
  return inOther || null
}

function rankedPages(
  { order }: AskedSearch,
  { hasNewer, hasOlder }: Finding,
  address: (extra: Record<string, string>) => string,
): SearchPage['pages'] {
  if (order.by === 'time') return { previous: null, next: null, deeper: null }
  const { page } = order
  return {
    previous: hasNewer ? address(page === 2 ? {} : { page: String(page - 1) }) : null,
    next: hasOlder ? address({ page: String(page + 1) }) : null,
    // What is weighed ends somewhere; the whole archive is walked by date.
    deeper: hasNewer && (!hasOlder || page === lastRankedPage) ? address({ order: 'new' }) : null,
  }
}
