import { afterAll, beforeAll, expect, test } from 'vitest'
import { allStories } from '../../../src/features/samples/stories/all-stories.js'
import { russianStem, russianStems } from '../../../src/language/russian-stem.js'
import { folded, wordsIn } from '../../../src/language/words.js'
import { rows } from '../../../src/platform/database.js'
import { openTestKit, type TestKit } from '../../support/test-kit.js'

let kit: TestKit
beforeAll(async () => {
  kit = await openTestKit()
})
afterAll(() => kit.close())

test("our Russian stems are PostgreSQL's, for every word of the sample news", async () => {
  const texts = allStories.flatMap(({ ru }) => (ru ? [ru.title, ru.lead, ru.body] : []))
  const words = [...new Set(texts.flatMap((text) => Array.from(wordsIn(text), ({ word }) => folded(word))))].filter(
    (word) => /^[а-я]+$/.test(word),
  )
  const theirs = await rows<{ word: string; stem: string }>(
    kit.db,
    `select word, (ts_lexize('russian_stem', word))[1] as stem from unnest(:words::text[]) as given (word)
     where cardinality(ts_lexize('russian_stem', word)) > 0`,
    { words },
  )
  expect(theirs.length).toBeGreaterThan(5000)
  expect(theirs.filter(({ word, stem }) => russianStem(word) !== stem)).toEqual([])
})

test.each([
  ['рынок', 'рынка'],
  ['окно', 'окон'],
  ['музей', 'музея'],
  ['лёд', 'льда'],
  ['день', 'дней'],
  ['уголь', 'угля'],
  ['ветер', 'ветра'],
  ['ёлка', 'елки'],
])('%s and %s share a stem', (one, other) => {
  const mine = russianStems(folded(one))
  expect(russianStems(folded(other)).some((stem) => mine.includes(stem))).toBe(true)
})
