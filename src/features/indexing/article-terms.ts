import type { Language } from '../../language/language.js'
import { termsOfWord } from '../../language/search-terms.js'
import { wordsIn } from '../../language/words.js'

/** What an article is found by. */
export interface SearchableText {
  title: string
  kicker: string
  lead: string
  body: string
  tags: readonly string[]
  authors: readonly string[]
  /** Names of its section and region. */
  places: readonly string[]
}

/** Before the terms of a title, so that titles can be asked for by an index alone. */
export const titleMark = '='

// PostgreSQL keeps at most 1 MB of terms for an article and positions up to 16383; a hostile text must not fail to be stored.
const mostTerms = 6000
const mostPlaces = 32
const lastPosition = 16_383
const longestBody = 200_000
/** Between two fields, so that no phrase reaches over. */
const gap = 10

/**
 * The terms as PostgreSQL writes a tsvector: `'дорог':1A,17C '=дорог'`. A title weighs A, kicker, lead, tags and authors B, the
 * body C, section and region D. All stems of a word share its place, so that phrases work in any form.
 */
export function articleTerms(text: SearchableText, language: Language): string {
  const places = new Map<string, string[]>()
  let position = 1
  const add = (field: string, weight: 'A' | 'B' | 'C' | 'D') => {
    for (const { word } of wordsIn(field)) {
      for (const term of termsOfWord(word, language)) {
        const found = places.get(term)
        if (found === undefined) {
          if (places.size < mostTerms) places.set(term, [`${Math.min(position, lastPosition)}${weight}`])
        } else if (found.length < mostPlaces) found.push(`${Math.min(position, lastPosition)}${weight}`)
      }
      position++
    }
    position += gap
  }
  add(text.title, 'A')
  const titled = [...places.keys()].map((term) => `'${titleMark}${term}'`)
  add(text.kicker, 'B')
  add(text.lead, 'B')
  for (const name of [...text.tags, ...text.authors]) add(name, 'B')
  add(text.body.slice(0, longestBody), 'C')
  for (const name of text.places) add(name, 'D')
  return [...titled, ...Array.from(places, ([term, at]) => `'${term}':${at.join(',')}`)].join(' ')
}
