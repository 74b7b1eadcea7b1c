import type { Language } from '../../language/language.js'
import { isStopWord } from '../../language/search-terms.js'
import { folded, wordsIn } from '../../language/words.js'
import { type Db, rows, run, transaction } from '../../platform/database.js'

const batch = 200
/** Words that help somebody who types: of letters, neither very short nor very long. */
const wordPattern = /^\p{L}{3,30}$/u

/**
 * Counts the words of the next published articles whose words are new. One instance at a time. Gives how many articles
 * there were; 0 when none is left. A draft's words are never counted, since suggestions would tell them.
 */
export function countNextWords(db: Db, now: Date): Promise<number> {
  return transaction(db, async (db) => {
    const texts = await rows<{ id: number; language: Language; words: string }>(
      db,
      `select a.id, a.language, concat_ws(' ', a.title, a.lead, left(a.body_text, 50000)) as words
       from article_search s join articles a on a.id = s.article_id
       where s.has_new_words and s.published_at <= :now order by s.article_id limit :batch
       for update of s skip locked`,
      { now, batch },
    )
    if (texts.length === 0) return 0
    const counts = countWords(texts)
    // In one order everywhere, so that two writers wait for each other instead of locking each other out.
    const words = [...counts.keys()].sort()
    await run(
      db,
      `insert into search_words (language, word, folded, articles)
       select * from unnest(:languages::text[], :words::text[], :folded::text[], :counts::integer[])
       on conflict (language, word) do update set articles = search_words.articles + excluded.articles`,
      {
        languages: words.map((key) => key.slice(0, 2)),
        words: words.map((key) => key.slice(3)),
        folded: words.map((key) => folded(key.slice(3))),
        counts: words.map((key) => counts.get(key) ?? 1),
      },
    )
    await run(db, 'update article_search set has_new_words = false where article_id = any(:ids::bigint[])', {
      ids: texts.map(({ id }) => id),
    })
    return texts.length
  })
}

/** `ru снег` → in how many of the texts. */
function countWords(texts: readonly { language: Language; words: string }[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { language, words } of texts) {
    const own = new Set<string>()
    for (const { word } of wordsIn(words)) if (wordPattern.test(word) && !isStopWord(word)) own.add(word)
    for (const word of own) counts.set(`${language} ${word}`, (counts.get(`${language} ${word}`) ?? 0) + 1)
  }
  return counts
}
