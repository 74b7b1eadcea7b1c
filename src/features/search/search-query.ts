import type { Language } from '../../language/language.js'
import { beginningOfWord, termsOfSoughtWord } from '../../language/search-terms.js'
import { wordsIn } from '../../language/words.js'
import { titleMark } from '../indexing/article-terms.js'

/** A query as PostgreSQL's tsquery type reads it. Made of letters and figures alone, so that no input can break it. */
export interface SearchQuery {
  /** All words, in any form. */
  all: string
  /** All of them in the title. */
  titled: string
  /** All as they were typed, for ranking. */
  exact: string
  /** Each word or phrase apart, long words also by how they begin: for when `all` finds nothing. */
  each: string[]
}

export interface Asked {
  parts: Part[]
}

/** One word, or several that stand together. */
interface Part {
  words: string[]
  isExcluded: boolean
}

const mostWords = 12
/** A phrase in quotation marks of any kind, or a run without a space; a minus before either takes it out. */
const partPattern = /(?:^|(?<=[\s(]))([-−–])?(?:["«“„]([^"»”“]*)["»”“]?|(\S+))/gu

/** Reads words as people type them: `дорога "новый мост" -ремонт`. Whatever else is typed is passed over. */
export function readQuery(typed: string): Asked {
  const parts: Part[] = []
  let left = mostWords
  for (const [, minus, phrase, run] of typed.matchAll(partPattern)) {
    const words = Array.from(wordsIn(phrase ?? run ?? ''), ({ word }) => word).slice(0, left)
    left -= words.length
    const isExcluded = minus !== undefined
    if (phrase !== undefined || isExcluded) {
      if (words.length > 0) parts.push({ words, isExcluded })
    } else parts.push(...words.map((word) => ({ words: [word], isExcluded })))
  }
  return { parts }
}

/** The words that are looked for, without those that are excluded. */
export function soughtWords({ parts }: Asked): string[] {
  return parts.filter(({ isExcluded }) => !isExcluded).flatMap(({ words }) => words)
}

/** Undefined when nothing of it can be looked for: marks alone, or words such as «и» and «және». */
export function searchQuery(asked: Asked, languages: readonly Language[]): SearchQuery | undefined {
  const each = languages.map((language) => inOneLanguage(asked, language)).filter((query) => query !== undefined)
  if (each.length === 0) return undefined
  const either = (queries: string[]) => (queries.length === 1 ? (queries[0] ?? '') : queries.map(grouped).join(' | '))
  return {
    all: either(each.map((query) => query.all)),
    titled: either(each.map((query) => query.titled)),
    exact: either(each.map((query) => query.exact)),
    each: each.flatMap((query) => query.each),
  }
}

function inOneLanguage({ parts }: Asked, language: Language): SearchQuery | undefined {
  const sought = parts.filter(({ isExcluded }) => !isExcluded)
  const positive = sought.map(({ words }) => together(words, language)).filter((query) => query !== '')
  if (positive.length === 0) return undefined
  const negative = parts
    .filter(({ isExcluded }) => isExcluded)
    // An excluded word takes out its own forms, not everything that may share a stem with it.
    .map(({ words }) => together(words, language, { termsPerWord: 1 }))
    .filter((query) => query !== '')
    .map((query) => `!${grouped(query)}`)
  const joined = (queries: string[]) => [...queries.map(grouped), ...negative].join(' & ')
  const words = sought.flatMap((part) => part.words)
  const eachWord = (options: TermOptions) =>
    words.map((word) => together([word], language, options)).filter((query) => query !== '')
  return {
    all: joined(positive),
    titled: joined(eachWord({ mark: titleMark })),
    exact: joined(eachWord({ termsPerWord: 1 })),
    each: sought
      .map(({ words }) => together(words, language, { withBeginnings: true }))
      .filter((query) => query !== '')
      .map((query) => joined([query])),
  }
}

interface TermOptions {
  termsPerWord?: number
  mark?: string
  withBeginnings?: boolean
}

/** `('мост' | 'мостк') <2> ('реч')`: a word that is not kept in the index still counts as a step between the others. */
function together(
  words: readonly string[],
  language: Language,
  { termsPerWord = 20, mark = '', withBeginnings = false }: TermOptions = {},
): string {
  let query = ''
  let steps = 0
  for (const word of words) {
    const terms = termsOfSoughtWord(word, language).slice(0, termsPerWord)
    steps++
    if (terms.length === 0) continue
    const beginning = withBeginnings ? beginningOfWord(word) : null
    const any = grouped(
      [...terms.map((term) => `'${mark}${term}'`), ...(beginning === null ? [] : [`'${beginning}':*`])].join(' | '),
    )
    query = query === '' ? any : `${query} <${steps}> ${any}`
    steps = 0
  }
  return query
}

function grouped(query: string): string {
  return `(${query})`
}
