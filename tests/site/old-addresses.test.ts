import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepOldAddress } from '../../src/features/redirects/redirect-store.js'
import { rows } from '../../src/platform/database.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let article: { id: number; slug: string }
beforeAll(async () => {
  site = await openTestSite()
  article = await writeArticle(site.kit)
  await keepOldAddress(site.kit.db, '/2013/01/11/most-otkryt/', { articleId: article.id })
  await keepOldAddress(site.kit.db, '/?p=1174', { articleId: article.id })
  await keepOldAddress(site.kit.db, '/2013/мост/', { articleId: article.id })
  await keepOldAddress(site.kit.db, '/category/roads/', { newAddress: '/section/roads' })
})
afterAll(() => site.close())

test.each([
  '/2013/01/11/most-otkryt/',
  '/?p=1174',
  '/2013/%D0%BC%D0%BE%D1%81%D1%82/',
  '/2013/%d0%bc%d0%be%d1%81%d1%82/',
])('the old address %s leads to the article', async (path) => {
  expect(await site.ask(path)).toMatchObject({
    status: 301,
    headers: { location: `/news/${article.id}-${article.slug}` },
  })
})

test('follows the article to its new slug', async () => {
  await rows(site.kit.db, `update articles set slug = 'novyj-adres' where id = :id`, { id: article.id })
  expect((await site.ask('/?p=1174')).headers.location).toBe(`/news/${article.id}-novyj-adres`)
})

test('without the slash at its end it is known too', async () => {
  expect((await site.ask('/2013/01/11/most-otkryt')).status).toBe(301)
})

test('of a draft nothing is told', async () => {
  const draft = await writeArticle(site.kit, { title: 'Черновик', state: 'draft', publishedAt: null })
  await keepOldAddress(site.kit.db, '/?p=7', { articleId: draft.id })
  expect((await site.ask('/?p=7')).status).toBe(404)
})

test('an old section leads to its list', async () => {
  expect((await site.ask('/category/roads/')).headers.location).toBe('/section/roads')
})

test('an old address that nobody knows is nowhere', async () => {
  expect((await site.ask('/?p=999')).status).toBe(404)
  expect((await site.ask('/kk?p=999')).status).toBe(404)
  expect((await site.ask('/newsonly.php?ID=5')).status).toBe(404)
})

test('a page of ours is what its path says, whatever a stranger hangs on its address', async () => {
  for (const path of ['/section/roads?p=999', '/kk/archive?ID=5', '/search?q=x&page_id=2'])
    expect((await site.ask(path)).status, path).toBe(200)
})
