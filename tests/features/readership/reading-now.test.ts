import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testNow } from '../../support/test-kit.js'
import { openTestSite, type TestSite, wordsOf } from '../../support/test-site.js'
import { writeArticle } from '../../support/write.js'

const phone = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36'

let site: TestSite
/** When the test begins: an hour after the one before, so that its readers have long gone and its lists are not kept any more. */
let start = testNow
let bridge: number
let school: number
beforeAll(async () => {
  site = await openTestSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  start = new Date(start.getTime() + 3_600_000)
  site.kit.clock.set(start)
  bridge = (await writeArticle(site.kit, { title: 'Мост' })).id
  school = (await writeArticle(site.kit, { title: 'Школа' })).id
})

const secondsLater = (seconds: number) => site.kit.clock.set(new Date(start.getTime() + seconds * 1000))
const read = (article: number, reader: number) =>
  site.kit.readership?.note({ address: `203.0.113.${reader}`, userAgent: phone, article }, 'still open')
const box = async (path = '/fragment/reading-now') => (await site.ask(path)).page.querySelector('.reading-now')

test('two readers are too few to be told of', async () => {
  read(bridge, 1)
  read(bridge, 2)
  expect((await box())?.hasAttribute('hidden')).toBe(true)
  expect(wordsOf((await site.ask('/reading-now')).page.querySelector('.empty'))).toContain('мало читателей')
})

test('one reader with three stories open is one', async () => {
  const road = (await writeArticle(site.kit, { title: 'Дорога' })).id
  for (const article of [bridge, school, road]) read(article, 1)
  expect((await box())?.hasAttribute('hidden')).toBe(true)
})

test('three are shown by story, the most read first, in the box and on the page', async () => {
  read(bridge, 1)
  read(school, 2)
  read(school, 3)
  read(school, 3)
  const shown = (await box())?.querySelectorAll('li a').map((link) => wordsOf(link))
  expect(shown).toEqual(['Школа 2 читателя', 'Мост 1 читатель'])
  expect((await site.ask('/reading-now')).page.querySelectorAll('.ranked h2').map((each) => wordsOf(each))).toEqual([
    'Школа',
    'Мост',
  ])
})

test('who has not been heard of for five minutes has gone', async () => {
  for (const reader of [1, 2, 3]) read(bridge, reader)
  secondsLater(240)
  for (const reader of [4, 5]) read(school, reader)
  expect((await box())?.querySelectorAll('li').length).toBe(2)
  secondsLater(301)
  expect((await box())?.hasAttribute('hidden')).toBe(true)
})

test('the list is never older than half a minute', async () => {
  for (const reader of [1, 2, 3]) read(bridge, reader)
  await box()
  for (const reader of [4, 5, 6, 7]) read(school, reader)
  secondsLater(16)
  expect(wordsOf((await box())?.querySelector('li') ?? null)).toBe('Школа 4 читателя')
  const [, seconds, stale] = /s-maxage=(\d+), stale-while-revalidate=(\d+)/.exec(
    (await site.ask('/fragment/reading-now')).headers['cache-control'] ?? '',
  ) ?? ['', '99', '99']
  expect(15 + Number(seconds) + Number(stale)).toBeLessThanOrEqual(30)
})

test('stories of the other language and what is not published are not in it', async () => {
  const kazakh = (await writeArticle(site.kit, { language: 'kk', title: 'Көпір' })).id
  const draft = (await writeArticle(site.kit, { state: 'draft', publishedAt: null, title: 'Черновик' })).id
  for (const reader of [1, 2, 3]) read(kazakh, reader)
  for (const reader of [4, 5, 6]) read(draft, reader)
  for (const reader of [7, 8]) read(12_345_678, reader)
  expect((await box())?.hasAttribute('hidden')).toBe(true)
  expect(wordsOf(await box('/kk/fragment/reading-now'))).toContain('Көпір 3 оқырман')
})

test('every page has the place where the box appears', async () => {
  expect((await box('/'))?.getAttribute('data-reading')).toBe('/fragment/reading-now')
  expect((await box('/kk'))?.getAttribute('data-reading')).toBe('/kk/fragment/reading-now')
})
