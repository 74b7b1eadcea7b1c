import { afterAll, beforeAll, expect, test } from 'vitest'
import { rewriteArticle } from '../../../src/features/articles/article-intake.js'
import { doDueDeeds } from '../../../src/features/articles/due-deeds.js'
import { catchUpIndex } from '../../../src/features/indexing/index-catch-up.js'
import { correctedWords, wordsBeginning } from '../../../src/features/search/word-lists.js'
import { row, rows, run } from '../../../src/platform/database.js'
import { openTestSite, type TestSite } from '../../support/test-site.js'
import { withdrawArticle, writeArticle } from '../../support/write.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
})
afterAll(() => site.close())

/** What the search field proposes after the next turn of the clock. */
async function proposed(beginning: string): Promise<string[]> {
  await catchUpIndex(site.kit)
  return wordsBeginning(site.kit.db, beginning, 'ru')
}

/** In so many articles, as the table has it. */
const counted = async (word: string) =>
  (await row<{ articles: number }>(site.kit.db, 'select articles from search_words where word = :word', { word }))
    ?.articles ?? 0

const twice = (word: string) =>
  Promise.all([1, 2].map(() => writeArticle(site.kit, { title: 'Суд', lead: '', body: `<p>Это ${word}.</p>` })))

test('a withdrawn story takes its words along, and brings them back when it is restored', async () => {
  const [, second] = await twice('клеветников')
  expect(await proposed('клевет')).toEqual(['клеветников'])
  await withdrawArticle(site.kit, second?.id ?? 0)
  expect(await proposed('клевет')).toEqual([])
  expect(await counted('клеветников')).toBe(1)
  await run(site.kit.db, `update articles set state = 'published', withdrawn_at = null where id = :id`, {
    id: second?.id ?? 0,
  })
  expect(await proposed('клевет')).toEqual(['клеветников'])
})

test('nor is its word what a typing error is mended to', async () => {
  const [first, second] = await twice('шестопёров')
  await catchUpIndex(site.kit)
  expect(await correctedWords(site.kit.db, ['шестоперав'], ['ru'])).toEqual([['шестопёров']])
  for (const story of [first, second]) await withdrawArticle(site.kit, story?.id ?? 0)
  await catchUpIndex(site.kit)
  expect(await correctedWords(site.kit.db, ['шестоперав'], ['ru'])).toEqual([['шестоперав']])
  expect(await counted('шестопёров')).toBe(0)
})

test('a story that leaves by the clock and one that is deleted do the same', async () => {
  const [first, second] = await twice('гиацинтами')
  const [other] = await twice('тюльпанами')
  expect(await proposed('гиацин')).toEqual(['гиацинтами'])
  const at = new Date('2026-11-24T12:00:05+05:00')
  await run(site.kit.db, 'update articles set withdraw_at = :at where id = :id', { at, id: first?.id ?? 0 })
  site.kit.clock.set(at)
  await doDueDeeds(site.kit)
  expect(await proposed('гиацин')).toEqual([])
  expect(await counted('гиацинтами')).toBe(1)
  expect(second?.id).toBeGreaterThan(0)
  expect(await proposed('тюльпан')).toEqual(['тюльпанами'])
  await run(site.kit.db, 'delete from articles where id = :id', { id: other?.id ?? 0 })
  expect(await proposed('тюльпан')).toEqual([])
})

test('a corrected text is counted once, by what it says now', async () => {
  const [first, second] = await twice('опечятка')
  expect(await proposed('опеч')).toEqual(['опечятка'])
  const section = await row<{ id: number }>(site.kit.db, `select id from sections where slug = 'society'`)
  for (const story of [first, second]) {
    for (const body of ['<p>Это опечатка.</p>', '<p>Это опечатка, да.</p>'])
      await rewriteArticle(site.kit.db, story?.id ?? 0, {
        title: 'Суд',
        lead: '',
        body,
        sectionId: section?.id ?? 0,
        tagIds: [],
        authorIds: [],
      })
  }
  expect(await proposed('опеч')).toEqual(['опечатка'])
  expect(await counted('опечатка')).toBe(2)
})

test('the page cache forgets what was proposed as soon as its word has gone', async () => {
  const ask = async () => (await site.ask(`/fragment/suggest?q=${encodeURIComponent('попуг')}`)).body
  const [first] = await twice('попугаями')
  await catchUpIndex(site.kit)
  expect(await ask()).toContain('попугаями')
  await withdrawArticle(site.kit, first?.id ?? 0)
  await catchUpIndex(site.kit)
  expect(await ask()).not.toContain('попугаями')
})

test('whatever happened, the table holds what published stories say and nothing else', async () => {
  await catchUpIndex(site.kit)
  const before = await rows(site.kit.db, 'select language, word, articles from search_words order by 1, 2')
  await run(site.kit.db, 'delete from search_words')
  await run(site.kit.db, 'update article_search set has_counted_words = false')
  await catchUpIndex(site.kit)
  expect(await rows(site.kit.db, 'select language, word, articles from search_words order by 1, 2')).toEqual(before)
  expect(before.length).toBeGreaterThan(5)
})
