import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows } from '../../src/platform/database.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
const written: number[] = []

beforeAll(async () => {
  site = await openTestSite()
  // 45 stories, of which three share each moment: the key must tell them apart.
  for (let at = 0; at < 45; at++) {
    const publishedAt = new Date(new Date('2026-11-24T11:00:00+05:00').getTime() - Math.floor(at / 3) * 3_600_000)
    const { id } = await writeArticle(site.kit, {
      title: `Новость номер ${at}`,
      section: 'roads',
      region: 'pavlodar',
      tags: ['many'],
      authors: ['desk'],
      source: 'agency',
      publishedAt,
    })
    written.push(id)
  }
})
afterAll(() => site.close())

const idsOn = (body: string) => [
  ...new Set(
    [...(body.split('<main')[1]?.split('</main>')[0] ?? '').matchAll(/href="\/news\/(\d+)-/g)].map((found) =>
      Number(found[1]),
    ),
  ),
]

describe.each([
  '/section/roads',
  '/region/pavlodar',
  '/tag/many',
  '/author/desk',
  '/source/agency',
  '/archive/2026/11',
])('the list %s', (list) => {
  test('shows every story once on the way down, and the same pages on the way up', async () => {
    const pages: number[][] = []
    let path: string | undefined = list
    while (path) {
      const { status, page, body } = await site.ask(path)
      expect(status).toBe(200)
      pages.push(idsOn(body))
      path = page.querySelector('nav.pager a[rel=next]')?.getAttribute('href')?.replaceAll('&amp;', '&')
      if (pages.length > 5) throw new Error('the list does not end')
    }
    expect(pages.flat().sort((a, b) => a - b)).toEqual([...written].sort((a, b) => a - b))

    const last = await site.ask(list)
    const up = last.page.querySelector('nav.pager a[rel=next]')?.getAttribute('href')
    const second = await site.ask(up ?? '')
    const back = second.page.querySelector('nav.pager a[rel=prev]')?.getAttribute('href')
    expect(idsOn((await site.ask(back ?? '')).body)).toEqual(pages[0])
  })
})

test('a list never skips rows', async () => {
  const seen: string[] = []
  const listener = ({ sql }: { sql: string }) => seen.push(sql)
  site.kit.db.on('query', listener)
  await site.ask('/section/roads?before=mhx3k9a0-10')
  site.kit.db.off('query', listener)
  expect(seen.join('\n')).not.toMatch(/\boffset\b|count\(\*\) from articles/i)
})

test('a nonsense key shows the newest page, an impossible one the end of the list', async () => {
  expect(idsOn((await site.ask("/section/roads?before='%3Bdrop%20table")).body)).toHaveLength(20)
  expect((await site.ask('/section/roads?before=0-1')).status).toBe(200)
})

test('an empty section says so and offers the other language', async () => {
  const { status, page } = await site.ask('/section/sport')
  expect(status).toBe(200)
  expect(wordsOf(page.querySelector('main'))).toContain('пока')
  expect(page.querySelectorAll('main a[href="/kk/section/sport"]').length).toBe(1)
})

test.each([
  '/section/no-such',
  '/region/mars',
  '/tag/none',
  '/author/nobody',
  '/source/none',
  '/section/%00',
  '/section/..%2f..%2fetc',
])('%s is nowhere', async (path) => {
  expect((await site.ask(path)).status).toBe(404)
})

test('another spelling of a tag leads to the tag', async () => {
  await rows(site.kit.db, `insert into tag_aliases (alias, tag_id) select 'многое', id from tags where slug = 'many'`)
  expect(await site.ask(`/tag/${encodeURI('Многое')}`)).toMatchObject({
    status: 301,
    headers: { location: '/tag/many' },
  })
})

test('all twenty regions are listed in both languages', async () => {
  for (const [path, last] of [
    ['/regions', 'Восточно-Казахстанская область'],
    ['/kk/regions', 'Шығыс Қазақстан облысы'],
  ] as const) {
    const { page } = await site.ask(path)
    const regions = page.querySelectorAll('main a').filter((a) => /\/region\//.test(a.getAttribute('href') ?? ''))
    expect(regions).toHaveLength(20)
    expect(wordsOf(page.querySelector('main'))).toContain(last)
  }
})

describe('the front page', () => {
  test('begins with what is pinned', async () => {
    const { id } = await writeArticle(site.kit, {
      title: 'Закреплённая',
      section: 'sport',
      publishedAt: new Date('2026-11-10T10:00:00+05:00'),
    })
    await rows(site.kit.db, `update articles set pinned_until = :until where id = :id`, {
      id,
      until: new Date('2026-11-25T00:00:00+05:00'),
    })
    await site.kit.changes.announce(['front:ru'])
    const { page } = await site.ask('/')
    expect(wordsOf(page.querySelector('main h2'))).toBe('Закреплённая')
  })
  test('forgets a pin whose time is over', async () => {
    site.kit.clock.set('2026-11-25T12:00:00+05:00')
    await site.kit.changes.announce(['front:ru'])
    expect(wordsOf((await site.ask('/')).page.querySelector('main h2'))).not.toBe('Закреплённая')
  })
  test('without any news says when they will come', async () => {
    expect(wordsOf((await site.ask('/kk')).page.querySelector('main'))).toContain('Әзірге жаңалық жоқ')
  })
})
