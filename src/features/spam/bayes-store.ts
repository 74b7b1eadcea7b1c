import { type Db, rows, run } from '../../platform/database.js'
import { type Lessons, signsOf } from './bayes.js'

/** Adds a text to what is known of spam or honest words; `sign` −1 takes it away again. One statement, in the order of words. */
export async function learn(db: Db, text: string, kind: 'spam' | 'honest', sign: 1 | -1): Promise<void> {
  const words = ['', ...new Set(signsOf(text))].sort()
  await run(
    db,
    `insert into spam_words as kept (word, ${kind}) select word, greatest(0, :sign) from unnest(:words::text[]) word
     on conflict (word) do update set ${kind} = greatest(0, kept.${kind} + :sign)`,
    { words, sign },
  )
}

/** Words that say something: seen in more than one text. */
export async function readLessons(db: Db): Promise<Lessons> {
  const found = await rows<{ word: string; spam: number; honest: number }>(
    db,
    `select word, spam, honest from spam_words where spam + honest > 1 or word = '' order by spam + honest desc limit 50000`,
  )
  const { spam = 0, honest = 0 } = found.find(({ word }) => word === '') ?? {}
  return { spam, honest, words: new Map(found.filter(({ word }) => word !== '').map((each) => [each.word, each])) }
}
