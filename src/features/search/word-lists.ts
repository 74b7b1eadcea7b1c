import type { Language } from '../../language/language.js'
import { folded } from '../../language/words.js'
import { type Db, rows } from '../../platform/database.js'

interface Alike {
  language: Language
  asked: string
  word: string
  folded: string
  articles: number
}

const mostSuggestions = 6

/**
 * For each language the words with each replaced by the most alike one of our own texts, where our texts do not have it. Alike by
 * trigrams over the table of words, then by how many letters differ.
 */
export async function correctedWords(
  db: Db,
  words: readonly string[],
  languages: readonly Language[],
): Promise<string[][]> {
  const asked = words.map(folded)
  const found = await rows<Alike>(
    db,
    `select each.language, asked.word as asked, alike.*
     from unnest(:asked::text[]) as asked (word) cross join unnest(:languages::text[]) as each (language)
     cross join lateral (
       select w.word, w.folded, w.articles from search_words w
       where w.language = each.language and w.folded % asked.word
         and length(w.folded) between length(asked.word) - 2 and length(asked.word) + 2
       order by similarity(w.folded, asked.word) desc, w.articles desc limit 12
     ) alike`,
    { asked: asked.filter((word) => word.length >= 4), languages: [...languages] },
  )
  return languages.map((language) =>
    words.map((word, at) =>
      better(
        word,
        asked[at] ?? word,
        found.filter((each) => each.language === language && each.asked === asked[at]),
      ),
    ),
  )
}

function better(word: string, sought: string, alike: readonly Alike[]): string {
  if (alike.some((each) => each.folded === sought)) return word
  const most = sought.length < 6 ? 1 : 2
  const [best] = alike
    .map((each) => ({ ...each, away: lettersApart(sought, each.folded) }))
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away || b.articles - a.articles)
  return best?.word ?? word
}

/** How many letters are put in, left out, changed or changed places (Damerau and Levenshtein's distance, neighbours only). */
export function lettersApart(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let least = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1)
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}

/** Words of our texts that begin so, the commonest first; a word that stands in one article alone is not told. */
export async function wordsBeginning(db: Db, beginning: string, language: Language): Promise<string[]> {
  const found = await rows<{ word: string }>(
    db,
    `select word from search_words
     where language = :language and folded like :pattern and articles > 1
     order by articles desc, word limit :limit`,
    { language, pattern: `${folded(beginning)}%`, limit: mostSuggestions },
  )
  return found.map(({ word }) => word)
}
