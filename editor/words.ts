import type { editorRu } from '../src/language/editor-ru.js'

type LockWords = Record<keyof (typeof editorRu)['lock'], string>

/** The page's texts, as its form carries them: a script has none of its own. */
export type Words = (typeof editorRu)['script'] & {
  lock: LockWords
  lengths: { title: string; lead: string }
  untitled: string
}

/** What the form tells of its story. */
export interface Story {
  id: number
  version: number
  me: number
  mayWrite: boolean
}

/** Puts values into `{gaps}` of a sentence. */
export function fill(words: string, values: Record<string, string>): string {
  return words.replace(/\{(\w+)\}/g, (gap, name: string) => values[name] ?? gap)
}
