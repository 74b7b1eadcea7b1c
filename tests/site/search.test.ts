import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
