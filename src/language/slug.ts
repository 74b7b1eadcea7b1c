import { createRequire } from 'node:module'

type Library = typeof import('transliteration')

const require = createRequire(import.meta.url)
let library: Library | undefined

/** Its letters of the whole world take six megabytes and a tenth of a second, which whoever only shows pages never needs. */
function transliterate(...given: Parameters<Library['transliterate']>): string {
  library ??= require('transliteration') as Library
  return library.transliterate(...given)
}

/** The Kazakh letters that the library reads as Russian or drops, by the project's own rule; capitals follow. */
const kazakhLetters: readonly [string, string][] = [
  ['ә', 'a'],
  ['ғ', 'g'],
  ['қ', 'q'],
  ['ң', 'n'],
  ['ө', 'o'],
  ['ұ', 'u'],
  ['ү', 'u'],
  ['һ', 'h'],
  ['і', 'i'],
]

const maxLength = 80

/** A title as part of an address: `Мост через Үлбі` → `most-cherez-ulbi`. Never empty, at most 80 characters, cut between words. */
export function slugOf(title: string): string {
  const latin = transliterate(title.normalize('NFC').toLowerCase(), { replace: kazakhLetters as [string, string][] })
  const words = latin
    .toLowerCase()
    .replace(/['’ʹʺ`]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, maxLength) : `${slug}-${word}`
    if (longer.length > maxLength) break
    slug = longer
  }
  return slug || 'news'
}

export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
