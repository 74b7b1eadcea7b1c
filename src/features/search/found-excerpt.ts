import type { Language } from '../../language/language.js'
import { termsOfSoughtWord, termsOfWord } from '../../language/search-terms.js'
import { wordsIn } from '../../language/words.js'

/** Marks of a found word in an excerpt: control characters cannot stand in a stored text, so they cannot be forged. */
export const foundStart = '\u0002'
export const foundEnd = '\u0003'

const excerptLength = 260

interface Hit {
  start: number
  end: number
  /** Which of the sought words it is a form of. */
  sought: number
}

/**
 * The part of a text in which most of the sought words stand close together, with every form of them between `foundStart` and
 * `foundEnd`; the beginning where none stands. About 260 characters, cut between words.
 */
export function foundExcerpt(text: string, sought: readonly string[], language: Language): string {
  const hits = hitsIn(text, sought, language)
  const from = startOf(text, bestPlace(hits))
  const until = endOf(text, from + excerptLength)
  let shown = from > 0 ? '… ' : ''
  let at = from
  for (const { start, end } of hits) {
    if (start < at || end > until) continue
    shown += `${text.slice(at, start)}${foundStart}${text.slice(start, end)}${foundEnd}`
    at = end
  }
  return shown + text.slice(at, until) + (until < text.length ? ' …' : '')
}

function hitsIn(text: string, sought: readonly string[], language: Language): Hit[] {
  const byTerm = new Map<string, number>()
  sought.forEach((word, at) => {
    for (const term of termsOfSoughtWord(word, language)) if (!byTerm.has(term)) byTerm.set(term, at)
  })
  const hits: Hit[] = []
  if (byTerm.size === 0) return hits
  for (const { word, start, end } of wordsIn(text)) {
    const term = termsOfWord(word, language).find((each) => byTerm.has(each))
    if (term !== undefined) hits.push({ start, end, sought: byTerm.get(term) ?? 0 })
  }
  return hits
}

/** Where to begin, so that as many different words as possible are seen, and the earliest of such places. */
function bestPlace(hits: readonly Hit[]): number {
  let best = { at: 0, different: 0 }
  for (const [index, first] of hits.entries()) {
    const near = new Set<number>()
    for (let at = index; at < hits.length && (hits[at]?.end ?? 0) <= first.start + excerptLength * 0.8; at++)
      near.add(hits[at]?.sought ?? 0)
    if (near.size > best.different) best = { at: first.start, different: near.size }
  }
  return best.at
}

/** The beginning of the sentence where it is near, or else some words before. */
function startOf(text: string, hit: number): number {
  if (hit < excerptLength / 3) return 0
  const before = text.slice(hit - 80, hit)
  const sentence = Math.max(before.lastIndexOf('. '), before.lastIndexOf('? '), before.lastIndexOf('! '))
  if (sentence !== -1) return hit - 80 + sentence + 2
  const space = text.indexOf(' ', hit - 50)
  return space === -1 || space >= hit ? hit : space + 1
}

function endOf(text: string, wanted: number): number {
  if (wanted >= text.length) return text.length
  const space = text.lastIndexOf(' ', wanted)
  return space > wanted - 60 ? space : wanted
}
