import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../../src/platform/database.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let ordinary: string
let paid: string
beforeAll(async () => {
  site = await openTestSite()
  const { kit } = site
  const write = async (title: string) => {
    const { id, slug } = await writeArticle(kit, { title })
    return { id, path: `/news/${id}-${slug}` }
  }
  ordinary = (await write('Своя')).path
  const partner = await write('Партнёрская')
  await run(kit.db, `update articles set partner_mark = 'partner' where id = :id`, { id: partner.id })
  paid = partner.path
})
afterAll(() => site.close())

const meta = (answer: Awaited<ReturnType<TestSite['ask']>>, name: string) =>
  answer.page.querySelector(`meta[name="${name}"]`)?.getAttribute('content')

test('paid material and notices may be found by a search but never stand among news', async () => {
  for (const path of [paid, '/ads', '/kk/ads']) {
    const answer = await site.ask(path)
    expect([path, meta(answer, 'googlebot-news')]).toEqual([path, 'noindex'])
    expect(meta(answer, 'robots')).not.toContain('noindex')
  }
  for (const path of [ordinary, '/', '/section/society'])
    expect(meta(await site.ask(path), 'googlebot-news')).toBeUndefined()
})

test('a large picture may stand beside every page that is found', async () => {
  for (const path of [ordinary, '/', '/section/society', '/ads'])
    expect(meta(await site.ask(path), 'robots')).toContain('max-image-preview:large')
})

test('what readers say and the labels of advertising are in nobody’s excerpt of a story', async () => {
  const { page } = await site.ask(ordinary)
  expect(page.querySelector('#comments')?.hasAttribute('data-nosnippet')).toBe(true)
  for (const outside of page.querySelectorAll('.story, .story *, h1, .standfirst'))
    expect(outside.hasAttribute('data-nosnippet')).toBe(false)
})

test('browsers colour their frame as the page is, light and dark', async () => {
  const { page } = await site.ask(ordinary)
  expect(
    page
      .querySelectorAll('meta[name=theme-color]')
      .map((each) => [each.getAttribute('media'), each.getAttribute('content')]),
  ).toEqual([
    ['(prefers-color-scheme: light)', '#fbfaf6'],
    ['(prefers-color-scheme: dark)', '#0f1418'],
  ])
})

test('the front page offers its three stories on top to be fetched beforehand, and not in the version that saves data', async () => {
  const { headers } = await site.ask('/')
  const address = /^"(\/assets\/speculation-\w+\.json)"$/.exec(String(headers['speculation-rules']))?.[1] ?? ''
  const rules = await site.ask(address)
  expect(rules.headers['content-type']).toBe('application/speculationrules+json')
  const { prefetch } = JSON.parse(rules.body)
  expect(prefetch[0].eagerness).toBe('moderate')
  const { page } = await site.ask('/')
  const links = page.querySelectorAll(prefetch[0].where.selector_matches.join(', '))
  expect(links.length).toBeGreaterThan(0)
  expect(links.length).toBeLessThanOrEqual(3)
  expect((await site.ask('/', { headers: { cookie: 'display=0an0pl' } })).headers['speculation-rules']).toBeUndefined()
  expect((await site.ask(ordinary)).headers['speculation-rules']).toBeUndefined()
})
