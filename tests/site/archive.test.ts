import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
  for (const [title, at] of [
    ['Давняя новость', '2019-03-07T10:00:00+06:00'],
    ['За минуту до полуночи', '2026-11-23T23:59:00+05:00'],
    ['Сразу после полуночи', '2026-11-24T00:00:00+05:00'],
    ['Октябрьская', '2026-10-05T10:00:00+05:00'],
  ] as const) {
    await writeArticle(site.kit, { title, publishedAt: new Date(at) })
  }
})
afterAll(() => site.close())

describe('a day of the archive', () => {
  test('holds the news between two midnights in Almaty', async () => {
    const today = wordsOf((await site.ask('/archive/2026/11/24')).page.querySelector('main'))
    expect(today).toContain('Сразу после полуночи')
    expect(today).not.toContain('За минуту до полуночи')
    expect(wordsOf((await site.ask('/archive/2026/11/23')).page.querySelector('main'))).toContain(
      'За минуту до полуночи',
    )
  })
  test('leads to the nearest days with news', async () => {
    const links = (await site.ask('/archive/2026/11/23')).page
      .querySelectorAll('main a')
      .map((a) => a.getAttribute('href'))
    expect(links).toContain('/archive/2026/10/05')
    expect(links).toContain('/archive/2026/11/24')
  })
  test('without news says so', async () => {
    const { status, page } = await site.ask('/archive/2026/11/01')
    expect(status).toBe(200)
    expect(wordsOf(page.querySelector('main'))).toContain('В этот день новостей не было.')
  })
  test.each([
    '/archive/2026/02/30',
    '/archive/0000/01/01',
    '/archive/0000',
    '/archive/2026/13',
    '/archive/2026/00',
    '/archive/2026/1',
    '/archive/2026/11/31',
    '/archive/20266',
    '/archive/-2026',
    '/archive/2026/11/24/1',
    '/archive/9999/12/31',
    '/archive/abcd',
    '/archive/2026/11/25',
    '/archive/2026/12',
    '/archive/2027',
    '/kk/archive/2030',
  ])('%s does not exist', async (path) => {
    expect((await site.ask(path)).status).toBe(404)
  })
})

test('no link of the first month leads to a month that does not exist', async () => {
  const links = (await site.ask('/archive/1990/01')).page.querySelectorAll('main a').map((a) => a.getAttribute('href'))
  expect(links).not.toContain('/archive/1989/12')
})

describe('the calendar', () => {
  test('links days with news and no others, marks today, begins weeks on Monday', async () => {
    const { page } = await site.ask('/archive/2026/11')
    const table = page.querySelector('table')
    expect(table?.querySelectorAll('tbody a').map((a) => a.getAttribute('href'))).toEqual([
      '/archive/2026/11/23',
      '/archive/2026/11/24',
    ])
    expect(wordsOf(table?.querySelector('[aria-current=date]') ?? null)).toMatch(/^24/)
    const heads = table?.querySelectorAll('thead th') ?? []
    expect(heads.length).toBe(7)
    expect(heads.every((head) => head.getAttribute('scope') === 'col')).toBe(true)
    expect(wordsOf(heads[0] ?? null)).toMatch(/пн|понедельник/i)
    // 1 November 2026 is a Sunday.
    const firstWeek = table?.querySelectorAll('tbody tr')[0]?.querySelectorAll('td').map(wordsOf)
    expect(firstWeek?.slice(0, 6)).toEqual(['', '', '', '', '', ''])
    expect(firstWeek?.[6]).toBe('1')
  })
  test('leads to the month before and, in the past, to the month after', async () => {
    const november = (await site.ask('/archive/2026/11')).page.querySelectorAll('a').map((a) => a.getAttribute('href'))
    expect(november).toContain('/archive/2026/10')
    expect(november).not.toContain('/archive/2026/12')
    const march = (await site.ask('/archive/2019/03')).page.querySelectorAll('a').map((a) => a.getAttribute('href'))
    expect(march).toEqual(expect.arrayContaining(['/archive/2019/02', '/archive/2019/04', '/archive/2019/03/07']))
  })
})

describe('the archive', () => {
  test('opens with the newest year and lists all years back to the first news', async () => {
    const { page } = await site.ask('/archive')
    const links = page.querySelectorAll('main a').map((a) => a.getAttribute('href'))
    for (let year = 2019; year <= 2026; year++) expect(links).toContain(`/archive/${year}`)
    expect(links).toContain('/archive/2026/10')
    expect(links).not.toContain('/archive/2026/02')
  })
  test('of a year shows its months with news', async () => {
    const links = (await site.ask('/archive/2019')).page.querySelectorAll('main a').map((a) => a.getAttribute('href'))
    expect(links).toContain('/archive/2019/03')
    expect(links).not.toContain('/archive/2019/04')
  })
  test('in Kazakh is empty while there is no Kazakh news', async () => {
    expect(wordsOf((await site.ask('/kk/archive')).page.querySelector('main'))).toContain('Мұрағат әзірге бос.')
  })
})
