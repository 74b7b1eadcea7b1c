import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { row } from '../../src/platform/database.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let chief: Colleague
let article = ''
beforeAll(async () => {
  site = await openTestSite()
  chief = await signedIn(site, 'chief')
  const { id, slug } = await writeArticle(site.kit, { title: 'Мост открыт' })
  article = `/news/${id}-${slug}`
})
afterAll(() => site.close())

const page = '/newsroom/settings/site'

describe('the name of the portal', () => {
  test('changes on every page, feed and file at the next request', async () => {
    const places = ['/', article, '/feed/rss', '/feed/json', '/manifest.webmanifest', '/opensearch.xml', '/nowhere']
    for (const place of places) expect((await site.ask(place)).body, place).toContain('Лоцман')
    const answer = await chief.send(page, {
      nameRu: 'Вестник Алтая',
      taglineRu: 'Новости востока',
      descriptionRu: 'Всё о востоке страны',
      contactsRu: 'Тел. 55-00-11',
    })
    expect([answer.status, answer.headers.location]).toEqual([303, page])
    for (const place of places) {
      const { body } = await site.ask(place)
      expect(body, place).toContain('Вестник Алтая')
      expect(body, place).not.toContain('Лоцман')
    }
    const front = (await site.ask('/')).page
    expect(front.querySelector('title')?.textContent).toBe('Вестник Алтая — Новости востока')
    expect(front.querySelector('[property="og:site_name"]')?.getAttribute('content')).toBe('Вестник Алтая')
    expect(wordsOf(front.querySelector('.foot'))).toContain('Тел. 55-00-11')
    expect(wordsOf((await chief.ask('/newsroom')).page.querySelector('.bar .wordmark'))).toContain('Вестник Алтая')
  })

  test('given in one language stands in the other too, and other words do not', async () => {
    const { page: front } = await site.ask('/kk')
    expect(wordsOf(front.querySelector('.wordmark'))).toBe('Вестник Алтая')
    expect(wordsOf(front.querySelector('.tagline'))).toContain('Қазақстан жаңалықтары')
    expect(wordsOf(front.querySelector('.foot'))).not.toContain('55-00-11')
  })

  test('is written down with what it was, and one press brings it back', async () => {
    const line = await row<{ before: object; after: object }>(
      site.kit.db,
      `select before, after from audit where subject = 'settings:site' order by id desc limit 1`,
    )
    expect(line?.before).toMatchObject({ nameRu: '' })
    expect(line?.after).toMatchObject({ nameRu: 'Вестник Алтая' })
    await chief.send(page, { nameRu: 'Другое' })
    const notice = (await chief.ask(page)).page.querySelector('.notice form')
    const fields = notice
      ?.querySelectorAll('input')
      .map((input) => [input.getAttribute('name'), input.getAttribute('value')])
    await chief.send(notice?.getAttribute('action') ?? '', Object.fromEntries(fields ?? []))
    expect(wordsOf((await site.ask('/')).page.querySelector('.wordmark'))).toBe('Вестник Алтая')
  })

  test('made of markup is shown as it was typed and does nothing', async () => {
    const hostile = '</title><script>1</script>"\'&'
    await chief.send(page, { nameRu: hostile, contactsRu: '<img src=x onerror=alert(1)>' })
    for (const place of ['/', article, '/feed/rss', '/feed/atom', '/opensearch.xml']) {
      const { body } = await site.ask(place)
      expect(body, place).not.toContain('<script>1')
      expect(body, place).not.toContain('<img src=x')
    }
    expect(wordsOf((await site.ask('/')).page.querySelector('.wordmark'))).toBe(hostile)
    expect(JSON.parse((await site.ask('/manifest.webmanifest')).body).short_name).toBe(hostile)
    await chief.send(page, {})
  })
})

describe('colours', () => {
  test('that cannot be read are refused, and what was typed stays', async () => {
    const answer = await chief.send(page, { nameRu: 'Новое имя', skyLight: '#ffd54f', skyDark: '#202020', sun: 'red' })
    expect(answer.status).toBe(422)
    for (const field of ['skyLight', 'skyDark', 'sun'])
      expect(answer.page.querySelector(`#${field}-fault`)).toBeTruthy()
    expect(answer.page.querySelector('#skyLight')?.getAttribute('value')).toBe('#ffd54f')
    expect(answer.page.querySelector('#nameRu')?.getAttribute('value')).toBe('Новое имя')
    expect((await site.ask('/')).body).not.toContain('Новое имя')
  })

  test('that can be read come as a style sheet of their own, and an old address leads to it', async () => {
    expect((await site.ask('/')).body).not.toContain('/colours-')
    expect((await site.ask('/colours-000000000000.css')).status).toBe(404)
    await chief.send(page, { skyLight: '#7A1F5C' })
    const address = /\/colours-[0-9a-f]{12}\.css/.exec((await site.ask('/')).body)?.[0] ?? ''
    const { body, headers } = await site.ask(address)
    expect(headers['content-type']).toContain('text/css')
    expect(headers['cache-control']).toContain('immutable')
    expect(body).toMatch(/^@layer tokens\{:root\{--sky:#7a1f5c;/)
    expect(body).toContain('.theme-dark{--sky:#58c6d3;')
    expect((await site.ask('/colours-000000000000.css')).headers.location).toBe(address)
    await chief.send(page, {})
  })
})

describe('extra links', () => {
  test.each([
    'javascript:alert(1) | Зло | Зұлым',
    '//elsewhere.example | Чужое | Бөтен',
    'http://plain.example | Без защиты | Қорғансыз',
    'https://user@evil.example | Чужое | Бөтен',
    '/page/about | Без казахского',
    '/page/about | | ',
  ])('like «%s» are refused', async (line) => {
    const answer = await chief.send(page, { menuLinks: line })
    expect(answer.status).toBe(422)
    expect(answer.page.querySelector('#menuLinks-fault')).toBeTruthy()
    expect(answer.page.querySelector('#menuLinks')?.textContent).toContain(line.slice(0, 9))
  })

  test('stand in menu and foot, in the language of the page', async () => {
    await chief.send(page, {
      menuLinks: '/kk/rates | Курсы | Бағамдар',
      footerLinks: 'https://friends.example/a?b=1 | Друзья | Достар',
    })
    const links = async (path: string, where: string) =>
      (await site.ask(path)).page
        .querySelectorAll(`${where} a`)
        .map((link) => [link.getAttribute('href'), wordsOf(link)])
    expect(await links('/', '.sections')).toContainEqual(['/rates', 'Курсы'])
    expect(await links('/kk', '.sections')).toContainEqual(['/kk/rates', 'Бағамдар'])
    expect(await links('/kk', '.foot')).toContainEqual(['https://friends.example/a?b=1', 'Достар'])
    await chief.send(page, {})
  })
})

test('a town and a picture that do not exist are refused', async () => {
  const answer = await chief.send(page, { town: 'atlantis', logo: '999999' })
  expect(answer.status).toBe(422)
  for (const field of ['town', 'logo']) expect(answer.page.querySelector(`#${field}-fault`)).toBeTruthy()
})

test('the chosen town is the one a reader without a choice of their own is led to', async () => {
  expect((await site.ask('/town')).headers.location).not.toBe('/weather/semey')
  expect((await chief.send(page, { town: 'semey' })).status).toBe(303)
  expect((await site.ask('/town')).headers.location).toBe('/weather/semey')
  await chief.send(page, {})
})

test.each([
  ['publisher', { telegram: 'канал', sameAs: 'javascript:alert(1)', mail: 'x' }, ['telegram', 'sameAs', 'mail']],
  ['board', { days: '0', raisePrice: '-5', highlightPrice: 'даром', highlightDays: '999' }, ['days', 'raisePrice']],
])('the page of %s refuses what it cannot use', async (name, fields, faulty) => {
  const answer = await chief.send(`/newsroom/settings/${name}`, fields)
  expect(answer.status).toBe(422)
  for (const field of faulty) expect(answer.page.querySelector(`#${field}-fault`), field).toBeTruthy()
})

test.each(['site', 'publisher', 'board'])('every field of %s has its words in both languages', async (name) => {
  const kazakh = await signedIn(site, 'chief', { signIn: `kk-${name}`, language: 'kk' })
  for (const colleague of [chief, kazakh]) {
    const { page, status } = await colleague.ask(`/newsroom/settings/${name}`)
    expect(status).toBe(200)
    for (const label of page.querySelectorAll('main form.card label')) expect(wordsOf(label)).not.toMatch(/^[a-zA-Z]*$/)
  }
})

test('what a page of settings shows is taken back as it stands', async () => {
  for (const name of ['publisher', 'board']) {
    const form = (await chief.ask(`/newsroom/settings/${name}`)).page.querySelector('main form.card')
    const fields = [...(form?.querySelectorAll('input') ?? []), ...(form?.querySelectorAll('textarea') ?? [])]
      .filter((field) => field.getAttribute('type') !== 'checkbox' || field.hasAttribute('checked'))
      .map((field) => [field.getAttribute('name'), field.getAttribute('value') ?? field.textContent])
    expect((await chief.send(`/newsroom/settings/${name}`, Object.fromEntries(fields))).status, name).toBe(303)
  }
})
