import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findArticle } from '../../src/features/articles/article-store.js'
import { run } from '../../src/platform/database.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let editor: Colleague
let reporter: Colleague
beforeAll(async () => {
  site = await openTestSite()
  editor = await signedIn(site, 'editor')
  reporter = await signedIn(site, 'reporter')
})
afterAll(() => site.close())

async function begun(by = editor, language = 'ru'): Promise<string> {
  const answer = await by.send('/newsroom/articles', { language })
  return String(answer.headers.location)
}

const idOf = (address: string) => Number(/\d+/.exec(address)?.[0])
const article = (address: string) => findArticle(site.kit.db, idOf(address), site.kit.clock.now())

/** What a browser would send of the form on this page. */
async function formOf(by: Colleague, address: string): Promise<Record<string, string | string[]>> {
  const { page } = await by.ask(address)
  const form: Record<string, string | string[]> = {}
  for (const input of page.querySelectorAll('form.editor input, form.editor textarea')) {
    const name = input.getAttribute('name') ?? ''
    if (input.getAttribute('type') === 'checkbox')
      form[name] = [...[form[name] ?? []].flat(), input.getAttribute('value') ?? '']
    else
      form[name] =
        input.tagName === 'TEXTAREA' ? input.textContent.replace(/^\n/, '') : (input.getAttribute('value') ?? '')
  }
  for (const select of page.querySelectorAll('form.editor select')) {
    const chosen = select.querySelector('option[selected]') ?? select.querySelector('option')
    const name = select.getAttribute('name') ?? ''
    form[name] = name === 'authorIds' ? [...[form[name] ?? []].flat(), ''] : (chosen?.getAttribute('value') ?? '')
  }
  return form
}

async function script(by: Colleague, address: string, body: object) {
  const answer = await by.ask(address, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', accept: 'application/json', 'sec-fetch-site': 'same-origin' },
  })
  return { status: answer.status, json: JSON.parse(answer.body) }
}

describe('writing without a script', () => {
  test('begins with the language, and what is typed is there again', async () => {
    const choice = await editor.ask('/newsroom/articles/new')
    expect(choice.page.querySelectorAll('form[action="/newsroom/articles"] button').map(wordsOf)).toEqual([
      'Писать по-русски',
      'Писать по-казахски',
    ])
    const address = await begun()
    const answer = await editor.send(address, {
      ...(await formOf(editor, address)),
      title: 'Мост через Үлбі 🌉',
      lead: 'Открыт «утром»\u200f',
      body: '<h2>Как</h2><p>Поехали</p><blockquote><p>Ура</p></blockquote>',
      newTags: 'Мосты, Усть-Каменогорск',
      seoTitle: 'Мост',
      ageMark: '12',
    })
    expect([answer.status, answer.headers.location]).toEqual([303, address])
    expect(await formOf(editor, address)).toMatchObject({
      beganFrom: '2',
      title: 'Мост через Үлбі 🌉',
      lead: 'Открыт «утром»\u200f',
      body: '<h2>Как</h2><p>Поехали</p><blockquote><p>Ура</p></blockquote>',
      seoTitle: 'Мост',
      ageMark: '12',
    })
    expect((await article(address))?.tags.map(({ name }) => name)).toEqual(['Мосты', 'Усть-Каменогорск'])
  })

  test('over a text that was changed meanwhile answers 409 with both and changes nothing', async () => {
    const address = await begun()
    const first = { ...(await formOf(editor, address)), title: 'Старый мост закрыли' }
    expect((await editor.send(address, { ...first, title: 'Старый мост открыли' })).status).toBe(303)
    const answer = await editor.send(address, first)
    expect(answer.status).toBe(409)
    expect(wordsOf(answer.page.querySelector('.difference del'))).toBe('открыли')
    expect(wordsOf(answer.page.querySelector('.difference ins'))).toBe('закрыли')
    expect(wordsOf(answer.page.querySelector('.conflict'))).toContain(editor.staff.name)
    expect(wordsOf(answer.page.querySelector('#title'))).toBe('Старый мост закрыли')
    expect((await article(address))?.title).toBe('Старый мост открыли')
  })

  test('with a field that cannot be understood is answered in words, and nothing typed is lost', async () => {
    const address = await begun()
    const answer = await editor.send(address, {
      ...(await formOf(editor, address)),
      title: 'Заголовок',
      sourceAddress: 'javascript:alert(1)',
      sectionId: '77777',
    })
    expect(answer.status).toBe(422)
    expect(wordsOf(answer.page.querySelector('#sourceAddress-fault'))).toContain('https://')
    expect(wordsOf(answer.page.querySelector('#title'))).toBe('Заголовок')
    expect((await article(address))?.title).toBe('')
    const gone = await editor.send(address, { ...(await formOf(editor, address)), sectionId: '77777' })
    expect([gone.status, wordsOf(gone.page.querySelector('#sectionId-fault'))]).toEqual([
      422,
      'Такой рубрики больше нет. Выберите другую.',
    ])
  })

  test('tidies quotation marks and dashes without saving', async () => {
    const address = await begun()
    const answer = await editor.send(address, {
      ...(await formOf(editor, address)),
      title: 'Газета "Рудный Алтай" - 100 лет',
      body: '<p>"Да" - сказал он</p>',
      deed: 'typography',
    })
    expect(wordsOf(answer.page.querySelector('#title'))).toBe('Газета «Рудный Алтай» — 100 лет')
    expect(wordsOf(answer.page.querySelector('#body'))).toContain('«Да»')
    expect((await article(address))?.title).toBe('')
  })

  test('a reporter makes no new tags, and hears which are unknown', async () => {
    const address = await begun(reporter)
    const answer = await reporter.send(address, {
      ...(await formOf(reporter, address)),
      newTags: 'Мосты, Несуществующий',
    })
    expect(answer.status).toBe(422)
    expect(wordsOf(answer.page.querySelector('#newTags-fault'))).toBe(
      'Новые теги заводит редактор. Таких пока нет: Несуществующий',
    )
  })
})

describe('hostile text', () => {
  test.each([
    ['<script>alert(1)</script><p onclick="x()">а</p>', '<p>а</p>'],
    ['<p><a href="javascript:alert(1)">а</a><a href="data:text/html,x">б</a></p>', '<p><a>а</a><a>б</a></p>'],
    ['<p><img src="https://tracker.example/x.gif">а</p>', '<p>а</p>'],
    [
      '<iframe src="https://e.example"></iframe><figure data-kind="evil"><p>а</p></figure>',
      '<figure><p>а</p></figure>',
    ],
    ['<p>مرحبا \u202eабв\u202c 👨‍👩‍👧‍👦</p>', '<p>مرحبا \u202eабв\u202c 👨‍👩‍👧‍👦</p>'],
  ])('%s is stored as %s', async (given, stored) => {
    const address = await begun()
    await editor.send(address, { ...(await formOf(editor, address)), body: given, title: '<b>"x"</b>' })
    expect(await article(address)).toMatchObject({ body: stored, title: '<b>"x"</b>' })
    expect((await editor.ask(address)).body).not.toContain('<b>"x"')
  })

  test('a table of ten thousand cells is stored whole', { timeout: 60_000 }, async () => {
    const address = await begun()
    const row = `<tr>${'<td>1</td>'.repeat(100)}</tr>`
    const body = `<table><tbody>${row.repeat(100)}</tbody></table>`
    const { status } = await script(editor, address, { beganFrom: 1, body })
    expect([status, (await article(address))?.body === body]).toEqual([200, true])
  })

  test('more than two million characters of it are refused in words', { timeout: 60_000 }, async () => {
    const address = await begun()
    const answer = await script(editor, address, { beganFrom: 1, body: 'a'.repeat(2_000_001) })
    expect([answer.status, answer.json.faults.body]).toEqual([422, expect.stringContaining('двух миллионов')])
  })

  test('a save without a version, or with nonsense for one, is refused', async () => {
    const address = await begun()
    for (const beganFrom of ['', '0', '1e99', 'x', '-1'])
      expect((await editor.send(address, { beganFrom, title: 'а' })).status, beganFrom).toBe(400)
  })
})

describe('the script’s save', () => {
  test('keeps the other words when one field is half typed', async () => {
    const address = await begun()
    const { status, json } = await script(editor, address, { beganFrom: 1, title: 'Мост', sourceAddress: 'https:/' })
    expect([status, json.version, Object.keys(json.faults)]).toEqual([200, 2, ['sourceAddress']])
    expect((await article(address))?.title).toBe('Мост')
  })

  test('tells which address was made of the words that were typed', async () => {
    const address = await begun()
    const { json } = await script(editor, address, { beganFrom: 1, slug: 'Мост через / реку!!' })
    expect(json.stored.slug).toBe('most-cherez-reku')
    expect(json.stored.address).toMatch(/\/news\/\d+-most-cherez-reku$/)
  })

  test('over a newer text is answered 409 with that text and the differences', async () => {
    const address = await begun()
    await script(editor, address, { beganFrom: 1, title: 'Их' })
    const { status, json } = await script(editor, address, { beganFrom: 1, title: 'Мой' })
    expect([status, json.version, json.fields.title]).toEqual([409, 2, 'Их'])
    expect(json.html).toContain('<ins>Мой</ins>')
  })

  test('without a session says how to go on', async () => {
    const address = await begun()
    const answer = await site.ask(address, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'sec-fetch-site': 'same-origin' },
    })
    expect([answer.status, JSON.parse(answer.body).fault]).toEqual([401, expect.stringContaining('браузере')])
  })
})

describe('who may write', () => {
  test('a reporter opens and saves only what is theirs, an advertiser nothing', async () => {
    const address = await begun()
    const advertiser = await signedIn(site, 'advertising')
    for (const who of [reporter, advertiser]) {
      for (const path of ['', '/revisions', '/comparison?older=1&newer=2'])
        expect((await who.ask(address + path)).status).toBe(403)
      for (const path of ['', '/lock', '/difference', '/restoration'])
        expect(
          (await who.send(address + path, { beganFrom: '1', number: '1', title: 'x', wish: 'take', tab: 'a' })).status,
          path,
        ).toBe(403)
    }
    expect((await article(address))?.title).toBe('')
    expect((await reporter.ask(await begun(reporter))).status).toBe(200)
  })

  test('a reporter only reads their own story once its hour is set', async () => {
    const address = await begun(reporter)
    await run(site.kit.db, `update articles set state = 'scheduled', published_at = now() where id = :id`, {
      id: idOf(address),
    })
    expect(wordsOf((await reporter.ask(address)).page.querySelector('main'))).toContain('только читать')
    expect((await reporter.send(address, { beganFrom: '1', title: 'x' })).status).toBe(403)
  })
})

describe('the place at a story', () => {
  const ask = async (who: Colleague, address: string, tab: string, wish: string) =>
    (await script(who, `${address}/lock`, { tab, wish })).json.lock

  test('is held by one tab; others hear who and since when, ask, and take over', async () => {
    const address = await begun()
    const other = await signedIn(site, 'editor', { signIn: 'other' })
    expect(await ask(editor, address, 'a', 'hold')).toMatchObject({ isMine: true })
    expect(await ask(other, address, 'b', 'hold')).toMatchObject({
      isMine: false,
      isOwn: false,
      who: editor.staff.name,
      since: '12:00',
    })
    expect(await ask(editor, address, 'a2', 'hold')).toMatchObject({ isMine: false, isOwn: true })
    await ask(other, address, 'b', 'ask')
    expect(await ask(editor, address, 'a', 'hold')).toMatchObject({ isMine: true, asked: other.staff.name })
    expect(wordsOf((await other.ask(address)).page.querySelector('.presence'))).toContain(editor.staff.name)
    expect(await ask(other, address, 'b', 'take')).toMatchObject({ isMine: true, asked: null })
    expect(await ask(editor, address, 'a', 'hold')).toMatchObject({ isMine: false, who: other.staff.name })
    expect(await ask(other, address, 'b', 'leave')).toBeNull()
  })

  test('is free again after a minute of silence', async () => {
    const address = await begun()
    const other = await signedIn(site, 'editor', { signIn: 'patient' })
    await ask(editor, address, 'a', 'hold')
    const before = site.kit.clock.now()
    site.kit.clock.set(new Date(before.getTime() + 61_000))
    expect(await ask(other, address, 'b', 'hold')).toMatchObject({ isMine: true })
    site.kit.clock.set(before)
  })
})

describe('revisions', () => {
  test('are compared word by word and restored as a new one', async () => {
    const { id } = await writeArticle(site.kit, { title: 'Мост закрыт', body: '<p>Старый текст о мосте.</p>' })
    const address = `/newsroom/articles/${id}`
    await editor.send(address, { ...(await formOf(editor, address)), body: '<p>Новый текст о мосте.</p>' })
    const list = await editor.ask(`${address}/revisions`)
    expect(list.page.querySelectorAll('.revisions b').map(wordsOf)).toEqual(['Версия 2', 'Версия 1'])
    const comparison = await editor.ask(`${address}/comparison?older=1&newer=2`)
    expect([wordsOf(comparison.page.querySelector('del')), wordsOf(comparison.page.querySelector('ins'))]).toEqual([
      'Старый',
      'Новый',
    ])
    const answer = await editor.send(`${address}/restoration`, { number: '1', beganFrom: '2' })
    expect(answer.headers.location).toBe(address)
    expect((await formOf(editor, address)).body).toBe('<p>Старый текст о мосте.</p>')
    expect((await editor.ask(`${address}/revisions`)).page.querySelectorAll('.revisions b').length).toBe(3)
    expect((await editor.send(`${address}/restoration`, { number: '1', beganFrom: '2' })).status).toBe(409)
  })

  test('of nonsense are refused with what to do', async () => {
    const address = await begun()
    expect((await editor.ask(`${address}/comparison?older=1&newer=1`)).status).toBe(422)
    expect((await editor.ask(`${address}/comparison?older=1&newer=99`)).status).toBe(404)
    expect((await editor.send(`${address}/restoration`, { number: '99', beganFrom: '1' })).status).toBe(404)
  })
})

test('the version in the other language stands beside the text', async () => {
  const { id } = await writeArticle(site.kit, { title: 'Мост' })
  const begin = await editor.send('/newsroom/articles', { pair: String(id) })
  const twin = String(begin.headers.location)
  expect(wordsOf((await editor.ask(twin)).page.querySelector('.twin-text h3'))).toBe('Мост')
  expect((await editor.ask(twin)).page.querySelector('#title')?.getAttribute('lang')).toBe('kk')
  await editor.send(twin, { ...(await formOf(editor, twin)), title: 'Көпір' })
  const first = await editor.ask(`/newsroom/articles/${id}`)
  expect(wordsOf(first.page.querySelector('.twin-text h3'))).toBe('Көпір')
})

describe('another’s text in the other language', () => {
  const secret = 'Ещё никем не проверено'
  /** Another's story with words that only its manuscript has. */
  const anothers = async (state: 'draft' | 'published') => {
    const { id } = await writeArticle(site.kit, { title: 'Маяк зажгли', body: '<p>Огонь виден издалека.</p>', state })
    const address = `/newsroom/articles/${id}`
    await editor.send(address, { ...(await formOf(editor, address)), lead: secret })
    return id
  }

  test('is closed to a reporter while it is a draft, and so is what is decided upon it', async () => {
    const id = await anothers('draft')
    expect((await reporter.send('/newsroom/articles', { pair: String(id) })).status).toBe(403)
    for (const address of [`/newsroom/articles/new?pair=${id}`, `/newsroom/articles/${id}/publication`]) {
      const answer = await reporter.ask(address)
      expect([answer.status, answer.body.includes('Маяк зажгли')]).toEqual([403, false])
    }
    expect((await editor.ask(`/newsroom/articles/${id}/publication`)).status).toBe(200)
  })

  test('is open to a reporter once it is out, as readers have it', async () => {
    const id = await anothers('published')
    expect((await reporter.ask(`/newsroom/articles/new?pair=${id}`)).body).toContain('Маяк зажгли')
    const begin = await reporter.send('/newsroom/articles', { pair: String(id) })
    const shown = await reporter.ask(String(begin.headers.location))
    expect(wordsOf(shown.page.querySelector('.twin-text'))).toContain('Огонь виден издалека')
    expect(shown.body).not.toContain(secret)
    expect((await editor.ask(String(begin.headers.location))).body).toContain(secret)
  })

  test('beside one’s own says only that somebody writes it', async () => {
    const own = await begun(reporter)
    const twin = String((await editor.send('/newsroom/articles', { pair: String(idOf(own)) })).headers.location)
    await editor.send(twin, { ...(await formOf(editor, twin)), title: 'Шамшырақ жанды' })
    const shown = await reporter.ask(own)
    expect(shown.body).not.toContain('Шамшырақ жанды')
    expect(wordsOf(shown.page.querySelector('.twin'))).toContain('пишет другой сотрудник')
    expect(shown.page.querySelector('.twin a')).toBeNull()
  })
})

test('suggestions find tags in both languages and published stories', async () => {
  const { id } = await writeArticle(site.kit, { title: 'Ледоход на Бухтарме', tags: ['winter'] })
  const tags = JSON.parse((await editor.ask(`/newsroom/tag-suggestions?q=${encodeURIComponent('WINTER қ')}`)).body)
  expect(tags.tags).toMatchObject([{ name: 'winter по-русски' }])
  const { stories } = JSON.parse(
    (await editor.ask(`/newsroom/story-suggestions?q=${encodeURIComponent('ледоход')}`)).body,
  )
  expect(stories).toMatchObject([{ href: expect.stringContaining(`/news/${id}-`) }])
})
