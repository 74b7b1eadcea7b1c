import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catchUpIndex } from '../../../src/features/indexing/index-catch-up.js'
import { findArticles } from '../../../src/features/search/finding.js'
import type { Language } from '../../../src/language/language.js'
import { writeSampleTexts } from '../../support/sample-texts.js'
import { openTestKit, type TestKit } from '../../support/test-kit.js'

interface ExpectedQuery {
  language: Language
  query: string
  /** Keys of the sample stories that belong among the first ten. */
  answers: string[]
}

/** Written from the titles of the sample news before the search was; the second half has not been looked at while it was tuned. */
const queries = (name: string): ExpectedQuery[] =>
  JSON.parse(readFileSync(new URL(`../../fixtures/search/${name}.json`, import.meta.url), 'utf8'))

let kit: TestKit
/** The key of the story by the id of its article. */
let keys: Map<number, string>
beforeAll(async () => {
  kit = await openTestKit()
  keys = await writeSampleTexts(kit)
  await catchUpIndex(kit, { maxSeconds: Number.POSITIVE_INFINITY })
})
afterAll(() => kit.close())

/** The share of the expected stories that are among the first ten, over all queries; and the queries that miss one. */
async function recallOf(asked: readonly ExpectedQuery[]): Promise<{ recall: number; missing: string[] }> {
  let found = 0
  const missing: string[] = []
  for (const { language, query, answers } of asked) {
    const finding = await findArticles(kit.db, {
      words: query,
      language,
      scope: { languages: [language] },
      order: { by: 'weight', page: 1 },
      now: kit.clock.now(),
      limit: 10,
    })
    const first = finding.found.map(({ id }) => keys.get(id) ?? '')
    const hits = answers.filter((key) => first.includes(key))
    found += hits.length / answers.length
    if (hits.length < answers.length)
      missing.push(`${language} ${query}: ${finding.how}, ${answers} not among ${first}`)
  }
  return { recall: found / asked.length, missing }
}

describe('of what people look for, the first ten hold at least 95 of 100', () => {
  test('in the half that the search was tuned with', async () => {
    const asked = queries('queries-for-tuning')
    const { recall, missing } = await recallOf(asked)
    expect(asked).toHaveLength(100)
    expect(recall, missing.join('\n')).toBeGreaterThanOrEqual(0.95)
  })
  test('in the half that nobody looked at meanwhile', async () => {
    const asked = queries('queries-held-out')
    const { recall } = await recallOf(asked)
    expect(asked).toHaveLength(100)
    expect(recall).toBeGreaterThanOrEqual(0.95)
  })
})
