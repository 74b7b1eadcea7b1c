import { belowRung, type Ending, type Rung, type Suffix, suffixesByLetter } from './kazakh-suffixes.js'
import { folded } from './words.js'

/** Common words that look inflected and are not: nothing comes off them, also below an ending. */
const roots = new Set(
  `адам қоғам заман орман аспан жаман алаң қалың жарым бағдарлама мәселе алма тамақ қару тау бау сұлу жылу сулы ауру отан отын
  жаңа ана ата апа аға іні бала қала дала сана баға жаға мұра тұра нан сан дән жан қан тон күн түн тіл біл жер ел сөз көз жүз үй
  қазан наурыз ақпан сәуір тамыз мамыр маусым қараша желтоқсан қыркүйек шілде тарих білім ғылым бөлім ұсыным өкім әкім мүше ереже
  келісім үкімет мекеме орын ауыл аудан облыс өңір астана алматы қалай солай осылай бұлай неге қайда мұнда онда сонда бүгін ертең
  кеше қазір енді әлі тағы барлық бүкіл басқа келесі соңғы алғашқы жоғары төмен`.split(/\s+/),
)
const foldedRoots = new Set([...roots].map(folded))

const mostStems = 12

/**
 * Every stem that a Kazakh word can legally have, the word itself first: «кітаптарымызда» → кітаптарымызда, кітаптарымыз,
 * кітаптар, кітап. Kazakh hangs its endings one behind the other, and which of two readings is meant no ending tells, so the index
 * holds all of them and a search meets the right one.
 *
 * `typing` 'exact' holds vowel harmony and assimilation against each ending. 'plain' reads a word typed with Russian letters
 * alone («коктемде» for «көктемде»), in which neither vowels nor consonants tell enough; its stems are folded.
 */
export function kazakhStems(word: string, typing: 'exact' | 'plain' = 'exact'): string[] {
  const found = new Set<string>()
  climb(typing === 'plain' ? folded(word) : word, 'word', typing === 'plain', found)
  return [...found]
}

function climb(word: string, rung: Rung | 'word', isPlain: boolean, found: Set<string>, before?: Suffix): void {
  if (found.size >= mostStems) return
  found.add(word)
  if ((isPlain ? foldedRoots : roots).has(word)) return
  for (const [text, suffix] of endingsOf(word, isPlain)) {
    if (!belowRung[rung].has(suffix.rung) || !fitsBelow(suffix, before)) continue
    const stem = word.slice(0, -text.length)
    if (!isStem(stem, suffix, isPlain)) continue
    for (const each of stemsBefore(stem, suffix, isPlain)) climb(each, suffix.rung, isPlain, found, suffix)
  }
}

const foldedByLetter = foldedSuffixes()

function endingsOf(word: string, isPlain: boolean): [string, Suffix][] {
  const letter = word.at(-1) ?? ''
  return isPlain
    ? (foldedByLetter.get(letter) ?? []).filter(([text]) => word.endsWith(text))
    : (suffixesByLetter.get(letter) ?? [])
        .filter(({ text }) => word.endsWith(text))
        .map((suffix) => [suffix.text, suffix])
}

function foldedSuffixes(): Map<string, [string, Suffix][]> {
  const found = new Map<string, [string, Suffix][]>()
  for (const suffix of [...suffixesByLetter.values()].flat()) {
    const text = folded(suffix.text)
    const letter = text.at(-1) ?? ''
    found.set(letter, [...(found.get(letter) ?? []), [text, suffix]])
  }
  return found
}

/** «-н» and its like stand on a possessive of the third person, «-а» on one of the first or second. */
function fitsBelow(suffix: Suffix, before: Suffix | undefined): boolean {
  if (before?.needs === 'third person') return suffix.rung === 'possessive' && /^(?:ы|і|сы|сі)$/.test(suffix.text)
  if (before?.needs === 'first or second person')
    return suffix.rung === 'possessive' && /^(?:[ыі]?[мң])$/.test(suffix.text)
  return true
}

function isStem(stem: string, { harmony, after, minStem, needs }: Suffix, isPlain: boolean): boolean {
  if (stem.length < minStem || !/[аәеёиоөуұүыіэюя]/.test(stem)) return false
  if (!endingOf(stem).some((ending) => after.includes(ending))) return false
  if (needs === 'third person' && !/[ыіи]$/.test(stem)) return false
  if (needs === 'first or second person' && !/[мңн]$/.test(stem)) return false
  return isPlain || harmony === 'either' || harmonyOf(stem).includes(harmony)
}

/** A letter may be two sounds: «у» and «и» close a syllable like «й» or open one. */
function endingOf(stem: string): Ending[] {
  const last = stem.replace(/[ьъ]+$/, '').at(-1) ?? ''
  if ('уию'.includes(last)) return ['vowel', 'glide']
  if ('аәеёоөұүыіэя'.includes(last)) return ['vowel']
  if ('рй'.includes(last)) return ['glide']
  if (last === 'л') return ['l']
  if ('мнң'.includes(last)) return ['nasal']
  if ('зж'.includes(last)) return ['z']
  return ['voiceless']
}

/** The last vowel that is plainly one or the other decides; «и», «у» and a soft sign in borrowed words leave it open. */
function harmonyOf(stem: string): ('back' | 'front')[] {
  if (/[ьию][^аәоөұүыіеэя]*$/.test(stem) && !/[әөүі]/.test(stem)) return ['back', 'front']
  for (let at = stem.length - 1; at >= 0; at--) {
    const letter = stem[at] ?? ''
    if ('аоұыёя'.includes(letter)) return ['back']
    if ('әөүіеэ'.includes(letter)) return ['front']
  }
  return ['back', 'front']
}

/** The stem as it was before its ending changed it. */
function stemsBefore(stem: string, { opensStem, swallowed }: Suffix, isPlain: boolean): string[] {
  const found = [stem]
  const softened = /[бгғ]$/.exec(stem)
  if (opensStem && softened)
    found.push(
      stem.slice(0, -1) + (isPlain ? { б: 'п', г: 'к', ғ: 'к' } : { б: 'п', г: 'к', ғ: 'қ' })[softened[0] as 'б'],
    )
  const vowels = isPlain ? ['ы', 'и'] : harmonyOf(stem).map((harmony) => (harmony === 'back' ? 'ы' : 'і'))
  if (swallowed && !/[аәеоөұүыіэ]$/.test(stem)) found.push(...vowels.map((vowel) => stem + vowel))
  // «халқ-ы» is «халық», «мұрн-ы» is «мұрын».
  const squeezed = opensStem && !swallowed ? /^(.*[аәеоөұүыіиу][рлуйзнс])([нмзқкпсшғг])$/.exec(stem) : null
  if (squeezed) {
    const last = { ғ: 'қ', г: 'к' }[squeezed[2] ?? ''] ?? squeezed[2]
    found.push(...vowels.map((vowel) => `${squeezed[1]}${vowel}${last}`))
  }
  // «тауып» is «тап».
  if (opensStem && stem.endsWith('у')) found.push(`${stem.slice(0, -1)}п`)
  return found
}
