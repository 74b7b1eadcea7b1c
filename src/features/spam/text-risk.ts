import { bareWords, isMixed } from '../../text/skeleton.js'
import { hiddenSigns } from '../../text/typed-text.js'
import { type Lessons, likelihood } from './bayes.js'
import type { SpamSettings } from './spam-settings.js'
import { countStems, stemList } from './stems.js'
import { marksOf } from './text-marks.js'

export type TextReason =
  | 'links'
  | 'contact'
  | 'words'
  | 'rude'
  | 'disguise'
  | 'repetition'
  | 'shout'
  | 'learnt'
  | 'foreign'

export interface TextRisk {
  /** May be below 0, where honest words speak for a text. */
  risk: number
  reasons: TextReason[]
}

/**
 * What the words of a text alone say about it; `usual` are signs that such texts carry anyway. Pure and quick: about a fifth of a
 * millisecond for a usual comment.
 */
export function textRisk(
  settings: SpamSettings,
  lessons: Lessons,
  raw: string,
  usual: readonly TextReason[] = [],
): TextRisk {
  const words = bareWords(raw)
  const marks = marksOf(raw)
  const stems = countStems(stemList(settings.spam), words)
  const rude = countStems(stemList(settings.rude), words)
  const likely = likelihood(lessons, raw)
  // Who wants something of a reader says how to be reached; without that the same words are somebody's opinion.
  const isReachable = marks.links > 0 || marks.hasHandle || marks.hasMobile
  const signs: [TextReason, number][] = [
    ['links', marks.links > 2 ? 60 : marks.links > 0 ? 35 : 0],
    ['contact', marks.hasHandle || marks.hasMobile ? 35 : 0],
    ['words', Math.min(isReachable ? 60 : 30, stems * 15)],
    ['rude', rude > 0 ? 50 : 0],
    ['disguise', isDisguised(raw) ? 40 : 0],
    ['repetition', isRepetitive(words) ? 50 : 0],
    ['shout', marks.isShouted ? 15 : 0],
    ['foreign', isForeign(raw) ? 50 : 0],
    // Asked only about words that were met often; where few decisions were made it says nothing.
    ['learnt', likely > 0.9 ? (isReachable ? 50 : 25) : likely < 0.1 ? -25 : 0],
  ]
  const found = signs.filter(([reason]) => !usual.includes(reason))
  return {
    risk: found.reduce((sum, [, points]) => sum + points, 0),
    reasons: found.filter(([, points]) => points > 0).map(([reason]) => reason),
  }
}

/** More hidden signs than come along with pasting, letters of two alphabets in one word, or words spread letter by letter. */
function isDisguised(raw: string): boolean {
  const mixed = (raw.match(/[\p{L}\p{M}]+/gu) ?? []).filter((word) => word.length > 2 && isMixed(word)).length
  const spread = /(?<![\p{L}\p{N}])\p{L}(?:[ ._*-]\p{L}){4,}(?![\p{L}\p{N}])/u.test(raw)
  return hiddenSigns(raw) > 3 || mixed > 1 || spread
}

/** The same few words over and over. */
function isRepetitive(words: readonly string[]): boolean {
  return words.length >= 12 && new Set(words).size / words.length < 0.35
}

/** Chinese, Arabic or Greek all through: readers here write Cyrillic or Latin. */
function isForeign(raw: string): boolean {
  const letters = raw.match(/\p{L}/gu)?.length ?? 0
  const ours = raw.match(/[\p{Script=Cyrillic}\p{Script=Latin}]/gu)?.length ?? 0
  return letters > 10 && ours / letters < 0.5
}
