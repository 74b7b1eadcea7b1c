import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertCorrection } from '../../src/features/articles/correction-store.js'
import { inlinePicture } from '../../src/features/media/picture.js'
import { takeInPicture } from '../../src/features/media/picture-intake.js'
import { transaction } from '../../src/platform/database.js'
import { photo } from '../features/media/pictures.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let path: string
let original: string
beforeAll(async () => {
  site = await openTestSite()
  const { kit } = site
  const picture = await takeInPicture(kit, await photo(800, 600))
  const { id, slug } = await writeArticle(kit, {
    title: 'Қар жауды',
    language: 'kk',
    lead: 'Таңертең',
    body: `<p>Таңғы <b>аяз</b></p><figure>${inlinePicture(picture, 'Көше')}<figcaption>Қысқы көше</figcaption></figure><table><tr><td>Күн</td></tr></table>`,
    authors: ['desk'],
    source: 'agency',
    cover: { pictureId: picture.id, alt: 'Алаң', caption: 'Алаңдағы қар', credit: 'А. Сурет' },
  })
  await transaction(kit.db, (db) =>
    insertCorrection(db, { articleId: id, at: new Date('2026-11-24T11:30:00+05:00'), words: 'Қаланың аты түзетілді.' }),
  )
  await kit.changes.announce([`article:${id}`])
  path = `/kk/latin/${id}-${slug}`
  original = `/kk/news/${id}-${slug}`
})
afterAll(() => site.close())

test('a Kazakh story can be read in Latin letters, which search engines leave alone', async () => {
  const { page, status } = await site.ask(path)
  expect(status).toBe(200)
  expect(wordsOf(page.querySelector('h1'))).toBe('Qar jaudy')
  expect(wordsOf(page.querySelector('.body > p'))).toBe('Tañğy aiaz')
  expect(page.querySelector('article')?.getAttribute('lang')).toBe('kk-Latn')
  expect(page.querySelector('meta[name=robots]')?.getAttribute('content')).toContain('noindex')
  expect(page.querySelector('link[rel=canonical]')?.getAttribute('href')).toBe(`https://locman.test${original}`)
  expect((await site.ask(path.replace('/kk/', '/'))).status).toBe(404)
})

test('it shows every picture of the original, with captions in its own letters', async () => {
  const there = await site.ask(original)
  const here = await site.ask(path)
  const pictures = (answer: typeof here) =>
    answer.page.querySelectorAll('article picture img').map((image) => image.getAttribute('srcset'))
  expect(pictures(here)).toEqual(pictures(there))
  expect(pictures(here)).toHaveLength(2)
  expect(here.page.querySelectorAll('article img').map((image) => image.getAttribute('alt'))).toEqual(['Alañ', 'Köşe'])
  expect(here.page.querySelectorAll('figcaption').map(wordsOf)).toEqual(['Alañdağy qar Suret: A. Suret', 'Qysqy köşe'])
  expect(wordsOf(here.page.querySelector('.body .wide table'))).toBe('Kün')
})

test('it tells the same dates, the same correction and where the story came from', async () => {
  const there = await site.ask(original)
  const here = await site.ask(path)
  const times = (answer: typeof here) =>
    answer.page.querySelectorAll('.byline time, .corrections time').map((time) => time.getAttribute('datetime'))
  expect(times(here)).toEqual(times(there))
  expect(wordsOf(here.page.querySelector('.corrections'))).toContain('Qalanyñ aty tüzetıldı.')
  expect(wordsOf(here.page.querySelector('.source'))).toContain('agency qazaqşa')
  expect(wordsOf(here.page.querySelector('.authors'))).toBe('desk qazaqşa')
})

test('no Cyrillic letter is left in what is marked as Latin, whatever the display', async () => {
  for (const cookie of ['', 'display=0an0pl', 'display=0an0xf']) {
    const { page } = await site.ask(path, { headers: { cookie } })
    const article = page.querySelector('article')
    for (const apart of article?.querySelectorAll('[lang=kk]') ?? []) apart.remove()
    expect(article?.toString().replace(/ href="[^"]*"/g, '')).not.toMatch(/[а-яё]/i)
  }
})
