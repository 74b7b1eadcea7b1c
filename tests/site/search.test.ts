import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catchUpIndex } from '../../src/features/indexing/index-catch-up.js'
import { mostMissed } from '../../src/features/search/missed-store.js'
import { run } from '../../src/platform/database.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
  await writeArticle(site.kit, {
    title: 'Дороги области починят',
    lead: 'Начали с мостов.',
    body: '<p>Дорожники & сварщики вышли на трассу &lt;Алтай&gt;.</p>',
  })
  await writeArticle(site.kit, { title: 'Хор спел', lead: 'Концерт', body: '<p>Пели о хлебе и дорогах.</p>' })
  await writeArticle(site.kit, {
    title: 'Өскеменде көпір ашылды',
    language: 'kk',
    lead: 'Таңертең',
    body: '<p>Автобустар жүрді.</p>',
  })
})
afterAll(() => site.close())

const search = (words: string, prefix = '') => site.ask(`${prefix}/search?q=${encodeURIComponent(words)}`)
const titles = (page: Awaited<ReturnType<typeof search>>['page']) =>
  page.querySelectorAll('main .found h3').map(wordsOf)

describe('search', () => {
  test('finds Russian words in any form, in titles, leads and bodies', async () => {
    expect(titles((await search('дорога')).page).sort()).toEqual(['Дороги области починят', 'Хор спел'])
    expect(titles((await search('мост')).page)).toEqual(['Дороги области починят'])
  })
  test('finds Kazakh words as they stand', async () => {
    expect(titles((await search('көпір', '/kk')).page)).toEqual(['Өскеменде көпір ашылды'])
  })
  test('marks the found words in the excerpt and escapes the rest', async () => {
    const { body, page } = await search('дорожники')
    expect(page.querySelectorAll('mark').map(wordsOf)).toContain('Дорожники')
    expect(body).toContain('</mark> &amp; сварщики')
    expect(body).not.toContain('<Алтай>')
  })
  test('understands a phrase and a minus', async () => {
    expect(titles((await search('"о хлебе"')).page)).toEqual(['Хор спел'])
    expect(titles((await search('дороги -хлеб')).page)).toEqual(['Дороги области починят'])
  })
  test('that finds nothing says so, keeps the words and shows fresh news', async () => {
    const { status, page } = await search('абракадабра <b>')
    expect(status).toBe(200)
    expect(wordsOf(page.querySelector('main'))).toContain('По запросу «абракадабра <b>» ничего не нашлось.')
    expect(
      page.querySelectorAll('input[name=q]').some((input) => input.getAttribute('value') === 'абракадабра <b>'),
    ).toBe(true)
    expect(wordsOf(page.querySelector('main'))).toContain('Хор спел')
  })
  test('is never indexed', async () => {
    expect((await search('мост')).page.querySelector('meta[name=robots]')?.getAttribute('content')).toContain('noindex')
  })
  test.each([
    '',
    '   ',
    '---',
    '"',
    "'",
    '&|!()',
    ':*',
    'а & b | !',
    '\u0000',
    '%',
    "'; drop table articles; --",
    '☃',
    '\u202e',
    '<->',
    "\\'",
    'a:*b',
    '((((',
    '-дороги',
  ])('answers %j', async (words) => {
    expect((await search(words)).status).toBe(200)
  })
  test('refuses a query of 10 KB with a reason', async () => {
    const { status, page } = await search('дорога '.repeat(240))
    expect(status).toBe(200)
    expect(wordsOf(page.querySelector('main'))).toContain('Запрос слишком длинный')
  })
  test('takes the first of repeated parameters', async () => {
    expect(
      titles((await site.ask(`/search?q=${encodeURIComponent('мост')}&q=${encodeURIComponent('хор')}`)).page),
    ).toEqual(['Дороги области починят'])
  })
})

describe('what was likely meant', () => {
  test('is found when the keyboard stood in another layout, and the page says so', async () => {
    const { page } = await search('vjcn')
    expect(titles(page)).toEqual(['Дороги области починят'])
    expect(wordsOf(page.querySelector('.found-note'))).toBe('Показано найденное по запросу «мост».')
  })
  test('is found without the typing error', async () => {
    await catchUpIndex(site.kit)
    const { page } = await search('дарожники')
    expect(titles(page)).toEqual(['Дороги области починят'])
    expect(page.querySelectorAll('mark').map(wordsOf)).toContain('Дорожники')
  })
  test('is found in the other language when this one has nothing', async () => {
    const { page } = await search('көпірлер')
    expect(titles(page)).toEqual(['Өскеменде көпір ашылды'])
    expect(wordsOf(page.querySelector('.found-note'))).toContain('на казахском')
    expect(page.querySelector('.found li')?.getAttribute('lang')).toBe('kk')
  })
  test('is found when Kazakh is typed with Russian letters', async () => {
    expect(titles((await search('оскемендеги копирлер', '/kk')).page)).toEqual(['Өскеменде көпір ашылды'])
  })
})

describe('a search is narrowed', () => {
  const narrowed = async (query: string) =>
    titles((await site.ask(`/search?q=${encodeURIComponent('дорога')}&${query}`)).page).length
  test('by section, region, author, dates and language, and by nothing that does not exist', async () => {
    expect(await narrowed('section=society')).toBe(2)
    expect(await narrowed('section=sport')).toBe(0)
    expect(await narrowed('region=abai')).toBe(0)
    expect(await narrowed('from=2026-11-24&till=2026-11-24')).toBe(2)
    expect(await narrowed('from=2026-11-25')).toBe(0)
    expect(await narrowed('till=2026-11-23')).toBe(0)
    expect(await narrowed('lang=kk')).toBe(0)
    expect(await narrowed('lang=any&order=new')).toBe(2)
    expect(await narrowed('section=nothing-such&from=31.12.2026&lang=en&page=99999&order=sideways')).toBe(2)
  })
})

test('what a story says now is found, and what it said before is not', async () => {
  const { id } = await writeArticle(site.kit, { title: 'Слово бамбук', lead: '', body: '<p>Текст</p>' })
  expect(titles((await search('бамбуковый бамбук')).page)).toEqual(['Слово бамбук'])
  // As a program would that knows nothing of the index: the clock makes up for it.
  await run(site.kit.db, `update articles set title = 'Слово ананас' where id = :id`, { id })
  await catchUpIndex(site.kit)
  await site.kit.changes.announce(['newest:ru'])
  expect(titles((await search('ананасы')).page)).toEqual(['Слово ананас'])
  await run(site.kit.db, `update articles set state = 'draft' where id = :id`, { id })
  await site.kit.changes.announce(['newest:ru'])
  expect(titles((await search('ананасы')).page)).toEqual([])
})

test('the last word goes on as our texts have it, and a word of one story alone is not told', async () => {
  await writeArticle(site.kit, { title: 'Ещё о дорогах', body: '<p>дорожники снова вышли</p>' })
  await catchUpIndex(site.kit)
  const { body } = await site.ask(`/fragment/suggest?q=${encodeURIComponent('ремонт доро')}`)
  expect(body).toContain('<option value="ремонт дорожники">')
  expect(body).not.toContain('дорогами')
  for (const odd of ['', '%', "'", '\u0000', '_'.repeat(5000)])
    expect((await site.ask(`/fragment/suggest?q=${encodeURIComponent(odd)}`)).status).toBe(200)
})

test('what nobody found is told to editors by its words, and neither numbers nor addresses', async () => {
  for (const words of ['жираф в тумане', 'жираф в тумане', '+7 701 123 45 67', 'aidar@mail.example']) {
    await site.kit.changes.announce(['newest:ru'])
    await search(words)
  }
  await site.kit.missedSearches?.flush()
  const missed = await mostMissed(site.kit.db, 10)
  expect(missed.map(({ words, times }) => [words, times])).toContainEqual(['жираф тумане', 2])
  expect(JSON.stringify(missed)).not.toMatch(/701|mail/)
})

test('whoever searches too often waits, and nobody else does', async () => {
  const flood = await openTestSite({ proxies: 1 })
  const from = (address: string, at: number) =>
    flood.ask(`/search?q=${at}`, { headers: { 'x-forwarded-for': address } })
  const answers = await Promise.all(Array.from({ length: 120 }, (_, at) => from('203.0.113.7', at % 5)))
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(30)
  expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0)
  expect(refused[0]?.body).toContain('Слишком много запросов')
  expect((await from('203.0.113.8', 1)).status).toBe(200)
  const again = async (path: string) =>
    (await flood.ask(path, { headers: { 'x-forwarded-for': '203.0.113.7' } })).status
  // A search of the board costs as much, and so does one in the long form of an address; lists are free.
  for (const path of ['/ads?category=services&q=1', 'http://locman.test/search?q=1'])
    expect(await again(path)).toBe(429)
  for (const path of ['/', '/ads', '/ads?category=services']) expect(await again(path)).toBe(200)
  await flood.close()
})
