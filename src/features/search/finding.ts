import { inOtherLayouts } from '../../language/keyboard-layout.js'
import { type Language, otherLanguage } from '../../language/language.js'
import type { Db } from '../../platform/database.js'
import type { Edge } from '../articles/article-lists.js'
import { closeArticles } from './close-lists.js'
import { bestArticles, type FoundPage, firstThatFinds, newestArticles } from './search-lists.js'
import { readQuery, searchQuery, soughtWords } from './search-query.js'
import type { SearchScope } from './search-reach.js'
import { correctedWords } from './word-lists.js'

export interface SearchWish {
  words: string
  language: Language
  scope: SearchScope
  order: { by: 'weight'; page: number } | { by: 'time'; edge: Edge }
  now: Date
  limit: number
}

export interface Finding extends FoundPage {
  /** `asked` as it was typed; `other words` when a layout or typing errors were put right; `some` when not all words were found together. */
  how: 'asked' | 'other words' | 'some' | 'nothing'
  /** What was looked for in the end. */
  words: string
  /** In another language than the reader's. */
  language: Language
  /** False when the words hold nothing that can be searched, such as punctuation alone. */
  isSearchable: boolean
}

const nothing: FoundPage = { found: [], hasNewer: false, hasOlder: false }

/**
 * Looks for words, and when there is nothing, for what was likely meant: in the other language, on another keyboard layout, without
 * typing errors, and at last for what comes closest. A wish that names its languages is not looked for in others.
 */
export async function findArticles(db: Db, wish: SearchWish): Promise<Finding> {
  const { language, scope, words } = wish
  const isFree = scope.languages.length === 1 && scope.languages[0] === language
  const languages = isFree ? [language, otherLanguage(language)] : scope.languages
  const asIs = { words, languages: scope.languages, how: 'asked' as const }
  const found = await look(db, wish, asIs)
  if (found) return found
  const guesses = await guessesAt(db, words, languages)
  const searchable = guesses.flatMap((guess) => {
    const query = searchQuery(readQuery(guess.words), [guess.language])
    return query === undefined ? [] : [{ guess, query: query.all, language: guess.language }]
  })
  if (searchable.length === 0 && searchQuery(readQuery(words), languages) === undefined)
    return { ...nothing, how: 'nothing', words, language, isSearchable: false }
  const first = searchable[await firstThatFinds(db, searchable, wish)]
  const meant = first
    ? {
        words: first.guess.words,
        languages: [first.language],
        how: first.guess.words === words ? ('asked' as const) : ('other words' as const),
      }
    : { ...asIs, how: 'some' as const }
  return (await look(db, wish, meant)) ?? { ...nothing, how: 'nothing', words, language, isSearchable: true }
}

interface Guess {
  words: string
  language: Language
}

/** What may have been meant, the likelier first. */
async function guessesAt(db: Db, words: string, languages: readonly Language[]): Promise<Guess[]> {
  const inEach = (text: string) => languages.map((language) => ({ words: text, language }))
  const sought = soughtWords(readQuery(words))
  const better = await correctedWords(db, sought, languages)
  return [
    ...inEach(words).slice(1),
    ...inOtherLayouts(words).flatMap(inEach),
    ...languages.map((language, at) => ({ words: withWords(words, sought, better[at] ?? []), language })),
  ].filter((guess, at) => at < languages.length - 1 || guess.words !== words)
}

/** The typed text with each word put right where it stands, so that quotation marks and minus stay. */
function withWords(typed: string, sought: readonly string[], better: readonly string[]): string {
  let text = typed.toLowerCase()
  sought.forEach((word, at) => {
    text = text.replace(word, better[at] ?? word)
  })
  return text === typed.toLowerCase() ? typed : text
}

async function look(
  db: Db,
  { scope, order, now, limit, language }: SearchWish,
  { words, languages, how }: { words: string; languages: readonly Language[]; how: Exclude<Finding['how'], 'nothing'> },
): Promise<Finding | undefined> {
  const asked = readQuery(words)
  const query = searchQuery(asked, languages)
  if (query === undefined) return undefined
  const search = { query, sought: soughtWords(asked), scope: { ...scope, languages }, now, limit }
  const page =
    how === 'some'
      ? await closeArticles(db, search)
      : order.by === 'weight'
        ? await bestArticles(db, { ...search, page: order.page })
        : await newestArticles(db, { ...search, edge: order.edge })
  // A page after the last one is empty, which does not mean that nothing is found.
  if (page.found.length === 0 && !page.hasNewer) return undefined
  const [only = language] = languages
  return { ...page, how, words, language: languages.length === 1 ? only : language, isSearchable: true }
}
