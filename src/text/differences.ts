import { diffArrays } from 'diff'
import { plainText } from './safe-html.js'

/** A run of words: in both texts, only in the older, or only in the newer. */
export interface Run {
  kind: 'same' | 'gone' | 'new'
  words: string
}

/** Longest wait for a comparison by words; two texts with hardly a word in common are then compared by paragraphs. Nobody else is served meanwhile. */
const mostMilliseconds = 300
/** Characters of both texts together: a book is compared by paragraphs at once. */
const mostByWords = 500_000

/** What distinguishes two plain texts, word by word. */
export function differences(before: string, after: string): Run[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', words: before }]
  return (
    (before.length + after.length <= mostByWords && runsOf(wordsIn(before), wordsIn(after))) ||
    runsOf(before.split(/(?<=\n)/), after.split(/(?<=\n)/)) || [
      { kind: 'gone', words: before },
      { kind: 'new', words: after },
    ]
  )
}

/** Words, and what stands between them. The library's own words end at some Cyrillic letters. */
function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? []
}

function runsOf(before: string[], after: string[]): Run[] | undefined {
  return diffArrays(before, after, { timeout: mostMilliseconds })?.map(({ added, removed, value }) => ({
    kind: added ? 'new' : removed ? 'gone' : 'same',
    words: value.join(''),
  }))
}

const blocks = /<\/(?:p|h\d|li|tr|blockquote|figcaption|aside|dt|dd|caption|summary|pre)>|<(?:br|hr) ?\/?>/g

/** Stands for the end of a line while the text passes through `plainText`, which knows no lines. */
const lineEnd = '\ue000'

/** A sanitised body as lines of plain text in which links and pictures can be seen to change too. */
export function comparableText(html: string): string {
  const marked = html
    .replace(/<a href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g, '$2 [$1]')
    .replace(/<img src="[^"]*" alt="([^"]*)"[^>]*>/g, `[▣ $1]${lineEnd}`)
    .replace(blocks, `$&${lineEnd}`)
  return plainText(marked)
    .replace(/ ?\ue000[\ue000 ]*/g, '\n')
    .trim()
}
