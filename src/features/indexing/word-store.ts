import type { Language } from '../../language/language.js'
import { isStopWord } from '../../language/search-terms.js'
import { folded, wordsIn } from '../../language/words.js'
import { type Db, rows, run, transaction } from '../../platform/database.js'

const batch = 200
/** Words that help somebody who types: of letters, neither very short nor very long. */
const wordPattern = /^\p{L}{3,30}$/u

interface CountedText {
  language: Language
  words: string
}

/**
 * Counts the words of the next published articles whose words are not counted yet. Gives how many articles there were; 0 when none
 * is left. A draft's words are never counted, since suggestions would tell them. The rows are held from before they are read, so that
 * a deed of the same moment finds its old text counted or not begun.
 */
export function countNextWords(db: Db, now: Date): Promise<number> {
  return transaction(db, async (db) => {
    const waiting = await rows<{ id: number }>(
      db,
      `select article_id as id from article_search where not has_counted_words and published_at <= :now
       order by article_id limit :batch for update skip locked`,
      { now, batch },
    )
    if (waiting.length === 0) return 0
    const ids = waiting.map(({ id }) => id)
    // As migration 0055 keeps them when they go.
    const texts = await rows<CountedText>(
      db,
      `select language, concat_ws(' ', title, lead, left(body_text, 50000)) as words from articles where id = any(:ids::bigint[])`,
      { ids },
    )
    await run(
      db,
      `insert into search_words (language, word, folded, articles)
       select * from unnest(:languages::text[], :words::text[], :folded::text[], :counts::integer[])
       on conflict (language, word) do update set articles = search_words.articles + excluded.articles`,
      countedColumns(texts),
    )
    await run(
      db,
      'update article_search set has_counted_words = true, has_new_words = false where article_id = any(:ids::bigint[])',
      { ids },
    )
    return ids.length
  })
}

/** Takes back the words of the next texts that nobody reads any more. Gives how many texts there were; 0 when none is left. */
export function forgetNextWords(db: Db): Promise<number> {
  return transaction(db, async (db) => {
    const texts = await rows<CountedText>(
      db,
      `delete from gone_texts where id in (select id from gone_texts order by id limit :batch for update skip locked)
       returning language, words`,
      { batch },
    )
    if (texts.length === 0) return 0
    const { languages, words, counts } = countedColumns(texts)
    await run(
      db,
      `update search_words s set articles = s.articles - gone.articles
       from (select w.language, w.word, gone.articles
         from unnest(:languages::text[], :words::text[], :counts::integer[]) as gone (language, word, articles)
         join search_words w using (language, word) order by language, word for update of w) gone
       where s.language = gone.language and s.word = gone.word`,
      { languages, words, counts },
    )
    await run(
      db,
      `delete from search_words s using unnest(:languages::text[], :words::text[]) as gone (language, word)
       where s.language = gone.language and s.word = gone.word and s.articles <= 0`,
      { languages, words },
    )
    return texts.length
  })
}

/** In one order everywhere, so that two writers wait for each other instead of locking each other out. */
function countedColumns(texts: readonly CountedText[]): {
  languages: string[]
  words: string[]
  folded: string[]
  counts: number[]
} {
  const counts = countWords(texts)
  const keys = [...counts.keys()].sort()
  return {
    languages: keys.map((key) => key.slice(0, 2)),
    words: keys.map((key) => key.slice(3)),
    folded: keys.map((key) => folded(key.slice(3))),
    counts: keys.map((key) => counts.get(key) ?? 1),
  }
}

/** `ru снег` → in how many of the texts. */
function countWords(texts: readonly CountedText[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { language, words } of texts) {
    const own = new Set<string>()
    for (const { word } of wordsIn(words)) if (wordPattern.test(word) && !isStopWord(word)) own.add(word)
    for (const word of own) counts.set(`${language} ${word}`, (counts.get(`${language} ${word}`) ?? 0) + 1)
  }
  return counts
}
