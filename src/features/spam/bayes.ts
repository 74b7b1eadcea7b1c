import { bareWords } from '../../text/skeleton.js'
import { marksOf } from './text-marks.js'

/** In how many spam and honest texts each sign was seen. */
export interface Lessons {
  spam: number
  honest: number
  words: ReadonlyMap<string, { spam: number; honest: number }>
}

/** Too few decisions to have an opinion. */
const fewestTexts = 20
const mostTelling = 15

/** What of a text is counted: the beginnings of its words, pairs of neighbours, and what it holds besides words. */
export function signsOf(text: string): string[] {
  const stems = bareWords(text)
    .filter((word) => word.length > 1 && !/\d/.test(word))
    .map(stemOf)
  const signs = stems.filter((stem) => stem.length > 2)
  for (let at = 1; at < stems.length; at++) signs.push(`${stems[at - 1]} ${stems[at]}`)
  const marks = marksOf(text)
  if (marks.links > 0) signs.push('#link')
  if (marks.hasMobile) signs.push('#mobile')
  if (marks.hasHandle) signs.push('#handle')
  if (marks.hasMoney) signs.push('#money')
  if (marks.hasPercent) signs.push('#percent')
  if (marks.isShouted) signs.push('#shout')
  return signs
}

/** Russian and Kazakh bend words at their ends: the first letters are the word. */
function stemOf(word: string): string {
  return word.length > 8 ? word.slice(0, 6) : word.length > 5 ? word.slice(0, 5) : word.slice(0, 4)
}

/** How likely a text is spam, from 0 to 1, by Graham's and Robinson's rule over its most telling signs; 0.5 knows nothing. */
export function likelihood(lessons: Lessons, text: string): number {
  if (lessons.spam < fewestTexts || lessons.honest < fewestTexts) return 0.5
  const opinions = [...new Set(signsOf(text))]
    .map((sign) => {
      const seen = lessons.words.get(sign)
      if (!seen) return 0.5
      const [spam, honest] = [seen.spam / lessons.spam, seen.honest / lessons.honest]
      const times = seen.spam + seen.honest
      return (0.5 + (times * spam) / (spam + honest)) / (1 + times)
    })
    .sort((a, b) => Math.abs(b - 0.5) - Math.abs(a - 0.5))
    .slice(0, mostTelling)
  const logit = opinions.reduce((sum, chance) => sum + Math.log(chance / (1 - chance)), 0)
  return 1 / (1 + Math.exp(-logit))
}
