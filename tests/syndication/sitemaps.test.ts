import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeInPicture } from '../../src/features/media/picture-intake.js'
import { row, run } from '../../src/platform/database.js'
import { photo } from '../features/media/pictures.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { withdrawArticle, writeArticle, writePage } from '../support/write.js'
import { readIndex, readUrlset } from './sitemap-rules.js'
import { schemaFaults } from './sitemap-schema.js'

let site: TestSite
const ids: Record<string, { id: number; slug: string }> = {}
beforeAll(async () => {
  site = await openTestSite()
  const { kit } = site
  const at = (iso: string) => new Date(iso)
  ids.old = await writeArticle(kit, { title: 'Старая', publishedAt: at('2025-03-05T10:00:00+05:00'), tags: ['t'] })
  // The last minute of a month in Almaty is another day in Greenwich.
  ids.edge = await writeArticle(kit, { title: 'На грани', publishedAt: at('2025-03-31T23:59:00+05:00') })
  ids.changed = await writeArticle(kit, {
    title: 'Исправленная',
    publishedAt: at('2026-11-01T00:00:00+05:00'),
    updatedAt: at('2026-11-24T09:00:00+05:00'),
    authors: ['desk'],
  })
  ids.kk = await writeArticle(kit, { title: 'Қазақша', language: 'kk', publishedAt: at('2026-11-20T10:00:00+05:00') })
  await writeArticle(kit, { title: 'Черновик', state: 'draft', publishedAt: null })
  await writePage(kit, 'about', 'ru', 'О портале')
})
afterAll(() => site.close())

const pathOf = (address: string) => address.replace('https://locman.test', '')
const addressesOf = async (path: string) =>
  readUrlset((await site.ask(path)).body).map(({ address }) => pathOf(address))

test('the schema that is asked finds what is wrong', async () => {
  const open = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
  expect(await schemaFaults('urlset', `${open}<url><loc>https://locman.test/</loc></url></urlset>`)).toEqual([])
  for (const wrong of [
    '<url><link>https://locman.test/</link></url>',
    '<url><lastmod>2026-11-24</lastmod><loc>https://locman.test/</loc></url>',
    '<url><loc>https://locman.test/</loc><lastmod>yesterday</lastmod></url>',
    '<url><loc>https://locman.test/</loc><news xmlns="http://www.google.com/schemas/sitemap-news/0.9"/></url>',
    '<url><loc>https://locman.test/</loc><image xmlns="http://www.google.com/schemas/sitemap-image/1.1"/></url>',
  ])
    expect(await schemaFaults('urlset', `${open}${wrong}</urlset>`), wrong).not.toEqual([])
})

test('the index names every file, and every file is there and valid by its published schema', async () => {
  const { body, headers } = await site.ask('/sitemap.xml')
  expect(headers['content-type']).toBe('application/xml; charset=utf-8')
  expect(await schemaFaults('siteindex', body)).toEqual([])
  const entries = readIndex(body)
  const files = entries.map(({ address }) => pathOf(address))
  expect(files).toEqual([
    '/sitemap-news-ru.xml',
    '/sitemap-news-kk.xml',
    '/sitemaps/sections.xml',
    '/sitemaps/pages.xml',
    '/sitemaps/ads.xml',
    '/sitemaps/authors-0.xml',
    '/sitemaps/topics-0.xml',
    '/sitemaps/ru-2025-03.xml',
    '/sitemaps/ru-2026-11.xml',
    '/sitemaps/kk-2026-11.xml',
  ])
  expect(entries.find(({ address }) => address.endsWith('ru-2026-11.xml'))?.changed).toBe('2026-11-24T09:00:00+05:00')
  for (const file of files) {
    const answer = await site.ask(file)
    expect(answer.status, file).toBe(200)
    // Google takes an empty news sitemap, and tells to keep it; the schema wants at least one address.
    if (answer.body.includes('<loc>')) expect(await schemaFaults('urlset', answer.body), file).toEqual([])
    for (const { address } of readUrlset(answer.body)) {
      expect(address.startsWith('https://locman.test')).toBe(true)
      expect((await site.ask(pathOf(address))).status, address).toBe(200)
    }
  }
})

test('a month holds what was published in it by the clock of Almaty, with the true time of the last change', async () => {
  expect(await addressesOf('/sitemaps/ru-2025-03.xml')).toEqual([
    `/news/${ids.old?.id}-${ids.old?.slug}`,
    `/news/${ids.edge?.id}-${ids.edge?.slug}`,
  ])
  const [changed] = readUrlset((await site.ask('/sitemaps/ru-2026-11.xml')).body)
  expect(changed?.changed).toBe('2026-11-24T09:00:00+05:00')
  expect(await addressesOf('/sitemaps/kk-2026-11.xml')).toEqual([`/kk/news/${ids.kk?.id}-${ids.kk?.slug}`])
})

test('a list has an address in each language that has something there', async () => {
  expect(await addressesOf('/sitemaps/topics-0.xml')).toEqual(['/tag/t'])
  expect(await addressesOf('/sitemaps/authors-0.xml')).toEqual(['/author/desk'])
  const sections = await addressesOf('/sitemaps/sections.xml')
  expect(sections).toEqual(expect.arrayContaining(['/', '/kk', '/section/society', '/kk/section/society']))
  expect(sections).not.toContain('/section/sport')
})

test('a month is sent again only when something in it has changed', async () => {
  const path = '/sitemaps/ru-2025-03.xml'
  const gzip = { 'accept-encoding': 'gzip' }
  const first = await site.ask(path, { headers: gzip })
  expect(first.headers['content-encoding']).toBe('gzip')
  const etag = String(first.headers.etag)
  expect((await site.ask(path, { headers: { ...gzip, 'if-none-match': etag } })).status).toBe(304)
  const since = { 'if-modified-since': String(first.headers['last-modified']) }
  expect((await site.ask(path, { headers: since })).status).toBe(304)
  expect(
    (await site.ask(path, { headers: { 'accept-encoding': 'gzip;q=0' } })).headers['content-encoding'],
  ).toBeUndefined()
  const passing = await writeArticle(site.kit, {
    title: 'На время',
    publishedAt: new Date('2025-03-06T10:00:00+05:00'),
  })
  expect((await site.ask(path, { headers: { ...gzip, 'if-none-match': etag } })).status).toBe(200)
  await withdrawArticle(site.kit, passing.id, '')
  expect(await addressesOf(path)).toHaveLength(2)
})

test('a story’s picture stands in the sitemap, and another one as soon as it is replaced', async () => {
  const { kit } = site
  const [first, second] = [
    await takeInPicture(kit, await photo(800, 600)),
    await takeInPicture(kit, await photo(640, 900)),
  ]
  const { id } = await writeArticle(kit, {
    title: 'С обложкой',
    publishedAt: new Date('2024-06-05T10:00:00+05:00'),
    cover: { pictureId: first.id, alt: '', caption: '', credit: '' },
  })
  const path = '/sitemaps/ru-2024-06.xml'
  const before = await site.ask(path)
  expect(await schemaFaults('urlset', before.body)).toEqual([])
  expect(before.body).toMatch(
    /^<\?xml[^>]*>\n<urlset [^>]*xmlns:image="http:\/\/www.google.com\/schemas\/sitemap-image\/1.1">/,
  )
  const [{ picture } = { picture: '' }] = readUrlset(before.body)
  expect(picture).toBe(`https://locman.test/media/${first.hash}/960.jpg`)
  expect((await site.ask(pathOf(picture ?? ''))).headers['content-type']).toBe('image/jpeg')
  await run(kit.db, 'update articles set cover_id = :cover where id = :id', { cover: second.id, id })
  const after = await site.ask(path, { headers: { 'if-none-match': String(before.headers.etag) } })
  expect(readUrlset(after.body).map((url) => url.picture)).toEqual([`https://locman.test/media/${second.hash}/640.jpg`])
})

test('months are counted right whatever happens to a story', async () => {
  const { db } = site.kit
  const counted = () =>
    row<{ wrong: number }>(
      db,
      `select count(*)::int as wrong from article_months m full join
         (select language, almaty_month(published_at) as month, count(*)::int as articles from articles where state = 'published' group by 1, 2) a
         using (language, month)
       where coalesce(m.articles, 0) <> coalesce(a.articles, 0)`,
    )
  const { id } = await writeArticle(site.kit, { title: 'Путница', publishedAt: new Date('2024-01-31T23:00:00+06:00') })
  for (const change of [
    `state = 'draft'`,
    `state = 'published'`,
    `published_at = '2024-02-02T00:00:00+06:00'`,
    `language = 'kk', story_id = gen_random_uuid()`,
    `slug = 'drugoj'`,
    'cover_id = null',
    `body_text = 'без дела'`,
    `state = 'withdrawn', withdrawn_at = now()`,
    `state = 'published'`,
  ]) {
    await run(db, `update articles set ${change} where id = :id`, { id })
    expect([change, (await counted())?.wrong]).toEqual([change, 0])
  }
  await run(db, 'delete from articles where id = :id', { id })
  expect((await counted())?.wrong).toBe(0)
})

test('a month with more news than one file holds is told by days', async () => {
  const { kit } = site
  await run(kit.db, `update article_months set articles = 50001 where language = 'ru' and month = '2025-03-01'`)
  await kit.changes.announce(['newest:ru'])
  const files = readIndex((await site.ask('/sitemap.xml')).body).map(({ address }) => pathOf(address))
  expect(files).toEqual(expect.arrayContaining(['/sitemaps/ru-2025-03-05.xml', '/sitemaps/ru-2025-03-31.xml']))
  expect(files).not.toContain('/sitemaps/ru-2025-03.xml')
  expect(await addressesOf('/sitemaps/ru-2025-03-31.xml')).toEqual([`/news/${ids.edge?.id}-${ids.edge?.slug}`])
  await run(kit.db, `update article_months set articles = 2 where language = 'ru' and month = '2025-03-01'`)
})

test('a news sitemap without news is valid, and holds two days at most', async () => {
  expect(readUrlset((await site.ask('/sitemap-news-kk.xml')).body)).toEqual([])
  const fresh = await writeArticle(site.kit, { title: 'Свежая & <новая>' })
  const news = readUrlset((await site.ask('/sitemap-news-ru.xml')).body)
  expect(news.map(({ title }) => title)).toEqual(['Свежая & <новая>'])
  expect(pathOf(news[0]?.address ?? '')).toBe(`/news/${fresh.id}-${fresh.slug}`)
})

test.each([
  '/sitemaps/ru-2026-13.xml',
  '/sitemaps/ru-2026-00.xml',
  '/sitemaps/en-2026-11.xml',
  '/sitemaps/ru-1999-01.xml',
  '/sitemaps/ru-2026-11-24.xml',
  '/sitemaps/ru-2026-11-31.xml',
  '/sitemaps/topics-9.xml',
  '/sitemaps/topics-99999.xml',
  '/sitemaps/..%2f.xml',
  '/sitemaps/',
])('%s is nowhere', async (path) => {
  expect([404, 301]).toContain((await site.ask(path)).status)
})
