import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let article = ''
beforeAll(async () => {
  site = await openTestSite({ pageCacheBytes: 0 })
  const { id, slug } = await writeArticle(site.kit, {
    tags: ['a', 'b'],
    authors: ['desk'],
    source: 'agency',
    region: 'abai',
  })
  article = `/news/${id}-${slug}`
  await site.ask('/regions')
})
afterAll(() => site.close())

/** After a change to everything the page shows; weather and rates, which change by themselves, are still remembered. */
test.each<[string, () => string, number]>([
  ['the article', () => article, 6],
  ['the front page', () => '/', 8],
  ['a section', () => '/section/society', 6],
  ['a region', () => '/region/abai', 6],
  ['a tag', () => '/tag/a', 6],
  ['an author', () => '/author/desk', 6],
  ['a source', () => '/source/agency', 6],
  ['a year of the archive', () => '/archive/2026', 6],
  ['a month of the archive', () => '/archive/2026/11', 6],
  ['a day of the archive', () => '/archive/2026/11/24', 6],
  ['search', () => `/search?q=${encodeURIComponent('мост')}`, 6],
  // Three more, for what may have been meant.
  ['search that finds nothing', () => '/search?q=test', 8],
  ['a page that does not exist', () => '/nowhere', 6],
])('%s needs few queries', async (_, path, budget) => {
  await site.kit.changes.announce(['filing', 'pages', 'newest:ru'])
  expect(await site.countQueries(() => site.ask(path()))).toBeLessThanOrEqual(budget)
})

test('with everything remembered an article needs one query and the front page none', async () => {
  await site.ask(article)
  expect(await site.countQueries(() => site.ask(article))).toBe(1)
  await site.ask('/')
  expect(await site.countQueries(() => site.ask('/'))).toBe(0)
})
