import { lastKept } from '../platform/last-kept.js'
import { kazakhStems } from './kazakh-stems.js'
import type { Language } from './language.js'
import { russianStems } from './russian-stem.js'
import { folded, hasKazakhLetters } from './words.js'

/** Longer runs of letters are no words, and a term has to fit into an index. */
const longestWord = 40

const remembered = lastKept<string, readonly string[]>(20_000)

/** Under which terms a word of a text is kept, the most telling first; none for a word that says nothing by itself. */
export function termsOfWord(word: string, language: Language): readonly string[] {
  return remember(`${language} ${word}`, () => {
    if (word.length > longestWord) return [folded(word.slice(0, longestWord))]
    if (isStopWord(word)) return []
    return language === 'ru' ? russianStems(folded(word)) : kazakhTerms(kazakhStems(word))
  })
}

/** Under which terms a word that somebody looks for is found: a Kazakh one may be typed with Russian letters. */
export function termsOfSoughtWord(word: string, language: Language): readonly string[] {
  if (language === 'ru' || hasKazakhLetters(word)) return termsOfWord(word, language)
  return remember(`sought ${word}`, () => {
    const exact = termsOfWord(word, language)
    return exact.length === 0 ? exact : kazakhTerms([...exact, ...kazakhStems(word, 'plain')])
  })
}

/** How a long word begins, which other words of its family share: «светоотражатели», «светоотражающий». Null for a short one. */
export function beginningOfWord(word: string): string | null {
  return word.length < 7 || word.length > longestWord
    ? null
    : folded(word).slice(0, Math.max(5, Math.ceil(word.length * 0.6)))
}

/** Stems of two letters stand in every story; only a word that is as short itself is kept by them. */
function kazakhTerms(stems: readonly string[]): string[] {
  const [word = ''] = stems
  return [...new Set(stems.filter((stem) => stem.length > 2 || stem.length === word.length).map(folded))]
}

function remember(key: string, make: () => readonly string[]): readonly string[] {
  let terms = remembered.get(key)
  if (terms === undefined) {
    terms = make()
    remembered.set(key, terms)
  }
  return terms
}

const stopWords = new Set(
  `и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее мне от меня о из ему еще для мы их чем или
  это при об до под над без между эта этот эти там тут где кто ли если
  және мен пен бен да де та те үшін бұл сол осы ол деп еді емес бар не ма ме ба бе па пе ғой ғана тек дейді деген болып
  болды болады екен еткен етті соң дейін кейін туралы бойынша бірақ немесе яғни сияқты`
    .split(/\s+/)
    .flatMap((word) => [word, folded(word)]),
)

export function isStopWord(word: string): boolean {
  return stopWords.has(word)
}
