import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doDueDeeds } from '../../src/features/articles/due-deeds.js'
import { addViews } from '../../src/features/readership/view-store.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { withdrawArticle, writeArticle } from '../support/write.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
})
afterAll(() => site.close())

const word = 'тайнопись'
const filed = { section: 'roads', region: 'abai', tags: ['secret'], authors: ['desk'], source: 'agency' }

/** Every door of the site through which a story could be seen. */
const doors = [
  '/',
  '/section/roads',
  '/region/abai',
  '/tag/secret',
  '/author/desk',
  '/source/agency',
  '/archive',
  '/archive/2026',
  '/archive/2026/11',
  '/archive/2026/11/24',
  '/archive/2026/11/25',
  `/search?q=${encodeURIComponent(word)}`,
  '/no-such-page',
]

describe.each([
  ['a draft', { state: 'draft' as const, publishedAt: new Date('2026-11-24T10:00:00+05:00') }],
  ['an article in review', { state: 'review' as const, publishedAt: null }],
  ['a scheduled article', { state: 'scheduled' as const, publishedAt: new Date('2026-11-24T13:00:00+05:00') }],
  [
    'an article that says published but is dated in the future',
    { state: 'published' as const, publishedAt: new Date('2026-11-25T10:00:00+05:00') },
  ],
  ['a withdrawn article', { state: 'withdrawn' as const, publishedAt: new Date('2026-11-24T10:00:00+05:00') }],
])('%s', (_, state) => {
  test('is seen through no door', async () => {
    const neighbour = await writeArticle(site.kit, { ...filed, title: 'Соседняя новость' })
    const { id, slug } = await writeArticle(site.kit, {
      ...filed,
      ...state,
      title: `Новость ${word}`,
      body: `<p>${word}</p>`,
    })
    for (const door of [...doors, `/news/${neighbour.id}-${neighbour.slug}`]) {
      for (const path of [door, `/kk${door === '/' ? '' : door}`]) {
        const { body } = await site.ask(path)
        expect(body.replaceAll(`«${word}»`, '').includes(`Новость ${word}`), path).toBe(false)
        expect(body.includes(`/news/${id}-`), path).toBe(false)
      }
    }
    for (const path of [`/news/${id}-${slug}`, `/news/${id}`, `/a/${id}`]) {
      const { status, body } = await site.ask(path)
      expect([404, 410]).toContain(status)
      expect(body).not.toContain(word)
    }
    const days = (await site.ask('/archive/2026/11')).page
      .querySelectorAll('table a')
      .map((a) => a.getAttribute('href'))
    expect(days).not.toContain('/archive/2026/11/25')
  })
})

test('a twin that is not published is not offered', async () => {
  const ru = await writeArticle(site.kit, { title: 'Пара без пары' })
  const kk = await writeArticle(site.kit, {
    language: 'kk',
    title: 'Жұпсыз',
    storyId: ru.storyId,
    state: 'draft',
    publishedAt: null,
  })
  const { body } = await site.ask(`/news/${ru.id}-${ru.slug}`)
  expect(body).not.toContain(`/kk/news/${kk.id}`)
})

test('a scheduled article appears everywhere when its time has come, once', async () => {
  const { id, slug } = await writeArticle(site.kit, {
    ...filed,
    title: 'Дождались',
    state: 'scheduled',
    publishedAt: new Date('2026-11-24T12:30:00+05:00'),
  })
  expect((await site.ask('/section/roads')).body).not.toContain('Дождались')
  expect(await doDueDeeds(site.kit)).toEqual([])
  site.kit.clock.set('2026-11-24T12:30:01+05:00')
  expect(await doDueDeeds(site.kit)).toContain(id)
  expect(await doDueDeeds(site.kit)).toEqual([])
  for (const door of [
    '/',
    '/section/roads',
    '/region/abai',
    '/tag/secret',
    '/author/desk',
    '/source/agency',
    '/archive/2026/11/24',
    `/news/${id}-${slug}`,
  ]) {
    expect((await site.ask(door)).body, door).toContain('Дождались')
  }
})

test('a published article that is withdrawn leaves every list at once', async () => {
  const { id } = await writeArticle(site.kit, { ...filed, title: 'Ненадолго' })
  // Fresh and popular news stand beside pages that have nothing to do with it.
  await addViews(site.kit.db, new Map([[id, 40]]), site.kit.clock.now())
  const shown = [...doors.slice(0, 6), '/weather', '/popular']
  for (const door of shown) expect((await site.ask(door)).body, door).toContain('Ненадолго')
  await withdrawArticle(site.kit, id, '')
  for (const door of [...doors, ...shown]) expect((await site.ask(door)).body, door).not.toContain('Ненадолго')
})
