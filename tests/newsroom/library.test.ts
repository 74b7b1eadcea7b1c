import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { row, rows } from '../../src/platform/database.js'
import { photo, plain } from '../features/media/pictures.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { type Answer, openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { multipart, multipartHeaders, sendFiles } from '../support/upload.js'

let site: TestSite
let editor: Colleague
let reporter: Colleague
let kazakh: Colleague
beforeAll(async () => {
  site = await openTestSite()
  editor = await signedIn(site, 'editor')
  reporter = await signedIn(site, 'reporter')
  kazakh = await signedIn(site, 'reporter', { signIn: 'asem', language: 'kk' })
})
afterAll(() => site.close())

const told = ({ body }: Answer) => JSON.parse(body)
const count = async () => (await row<{ n: number }>(site.kit.db, 'select count(*)::integer as n from pictures'))?.n ?? 0

describe('an upload', () => {
  test('tells a script what the picture is, and readers can load it', async () => {
    const answer = await sendFiles(reporter, [{ name: 'Утро на реке.jpg', bytes: await photo(900, 600) }])
    expect(answer.status).toBe(200)
    const [{ name, picture, isKnown, fault }] = told(answer).files
    expect({ name, isKnown, fault }).toEqual({ name: 'Утро на реке.jpg', isKnown: false, fault: null })
    expect(picture).toMatchObject({ width: 900, height: 600, alt: '', caption: '', credit: '' })
    expect((await site.ask(picture.src)).headers['content-type']).toBe('image/jpeg')
    expect(
      await row(site.kit.db, 'select deed, account_id as who from audit where subject = :subject', {
        subject: `picture:${picture.id}`,
      }),
    ).toEqual({ deed: 'picture.upload', who: reporter.staff.id })
  })

  test('of the same picture joins the one that is here', async () => {
    const bytes = await plain('#204060', 300, 200)
    const [first] = told(await sendFiles(reporter, [{ name: 'a.png', bytes }])).files
    const before = await count()
    const [second] = told(await sendFiles(editor, [{ name: 'b.png', bytes }])).files
    expect(second).toMatchObject({ isKnown: true, picture: { id: first.picture.id } })
    expect(await count()).toBe(before)
  })

  test('of many tells of each, in the colleague’s language', async () => {
    const answer = await sendFiles(kazakh, [
      { name: 'сурет.jpg', bytes: await photo(200, 150) },
      { name: 'вирус.jpg', bytes: Buffer.from('MZ this is no picture') },
      {
        name: 'logo.svg',
        bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      },
      { name: 'cut.jpg', bytes: (await photo(400, 300)).subarray(0, 9000) },
      { name: 'empty.jpg', bytes: Buffer.alloc(0) },
    ])
    expect(answer.status).toBe(200)
    const faults = told(answer).files.map(({ fault }: { fault: string | null }) => fault)
    expect(faults[0]).toBeNull()
    expect(faults[1]).toContain('сурет емес')
    expect(faults[2]).toContain('SVG')
    expect(faults[3]).toContain('бүлінген')
    expect(faults[4]).toContain('сурет емес')
  })

  test('that is too heavy is told so, and the next file is taken', async () => {
    const answer = await sendFiles(editor, [
      { name: 'heavy.jpg', bytes: Buffer.alloc(40 * 1024 * 1024, 7) },
      { name: 'light.jpg', bytes: await photo(210, 150) },
    ])
    const [heavy, light] = told(answer).files
    expect(heavy.fault).toContain('25 МБ')
    expect(light.picture).toMatchObject({ width: 210 })
  })

  test('of five hundred files at once takes fifty and tells of the others', async () => {
    const bytes = await plain('#ff8800', 40, 30)
    const before = await count()
    const files = Array.from({ length: 500 }, (_, at) => ({ name: `${at}.png`, bytes }))
    const answer = await sendFiles(editor, files, { accept: 'text/html' })
    expect(answer.status).toBe(422)
    expect(wordsOf(answer.page.querySelector('[role=alert] .fault'))).toContain('не больше 50')
    expect(await count()).toBe(before + 1)
  }, 30_000)

  test('whose name is a path is stored under no path', async () => {
    const names = ['../../../etc/passwd.jpg', '..\\..\\windows\\x.jpg', '/etc/shadow', '%2e%2e%2fx.jpg', 'a\u0000b.jpg']
    const bytes = await Promise.all(names.map((_, at) => photo(100 + at, 80)))
    const answer = await sendFiles(
      editor,
      names.map((name, at) => ({ name, bytes: bytes[at] ?? Buffer.alloc(0) })),
    )
    const stored = await rows<{ file_name: string }>(
      site.kit.db,
      'select file_name from pictures order by id desc limit 5',
    )
    expect(told(answer).files.filter(({ picture }: { picture: unknown }) => picture)).toHaveLength(5)
    expect(stored.map(({ file_name }) => file_name).filter((name) => /[\\/\0]/.test(name))).toEqual([])
  })

  test('without files, cut off, or in another form than a form’s is answered in words and stores nothing', async () => {
    const before = await count()
    const whole = multipart([{ name: 'a.jpg', bytes: await photo(230, 150) }])
    const ask = (body: Buffer | string, type = multipartHeaders['content-type']) =>
      editor.ask('/newsroom/media', {
        method: 'POST',
        body,
        headers: { ...multipartHeaders, 'content-type': type, accept: 'application/json' },
      })
    expect((await sendFiles(editor, [])).status).toBe(422)
    for (const answer of [
      await ask(whole.subarray(0, whole.length / 2)),
      await ask('files=1', 'application/x-www-form-urlencoded'),
      await ask('{}', 'application/json'),
      await ask('x', 'multipart/form-data'),
    ]) {
      expect(answer.status).toBe(400)
      expect(told(answer).fault.length).toBeGreaterThan(10)
    }
    expect(await count()).toBe(before)
  })

  test('by whoever is not signed in, or from another site, is not read', async () => {
    const body = multipart([{ name: 'a.jpg', bytes: await photo(240, 150) }])
    const before = await count()
    const asked = { method: 'POST', body, headers: { ...multipartHeaders, accept: 'application/json' } }
    expect((await site.ask('/newsroom/media', asked)).status).toBe(401)
    const foreign = { ...asked.headers, 'sec-fetch-site': 'cross-site' }
    expect((await editor.ask('/newsroom/media', { ...asked, headers: foreign })).status).toBe(403)
    expect(await count()).toBe(before)
  })

  test('by a plain form leads to the library, which shows it', async () => {
    const answer = await sendFiles(editor, [{ name: 'Паром.jpg', bytes: await photo(320, 200) }], {
      accept: 'text/html',
    })
    expect(answer.headers.location).toBe('/newsroom/media')
    const { page } = await editor.ask('/newsroom/media')
    expect(wordsOf(page.querySelector('.notice'))).toContain('1 картинка')
    expect(wordsOf(page.querySelector('.shelf .name'))).toBe('Паром.jpg')
  })
})

describe('what a picker asks for', () => {
  test('is found by the beginnings of words in any case, and in other forms of a Russian word', async () => {
    const [{ picture }] = told(await sendFiles(editor, [{ name: 'IMG-2041.jpg', bytes: await photo(500, 300) }])).files
    await rows(
      site.kit.db,
      `update pictures set alt_ru = 'Старый мост через Иртыш', alt_kk = 'Ертістегі ескі көпір', caption_ru = 'Мост закрыли',
         credit = 'Әсем Оразбаева' where id = :id`,
      { id: picture.id },
    )
    for (const words of ['мосты', 'СТАР', 'ескі көп', 'ораз', 'img 2041', 'img-20', '2041.jpg']) {
      const { pictures } = told(await reporter.ask(`/newsroom/media.json?q=${encodeURIComponent(words)}`))
      expect([words, pictures.map(({ id }: { id: number }) => id)]).toEqual([words, [picture.id]])
    }
    const kk = told(await reporter.ask(`/newsroom/media.json?q=${encodeURIComponent('мост')}&language=kk`))
    expect(kk.pictures[0]).toMatchObject({ alt: 'Ертістегі ескі көпір', caption: '', credit: 'Әсем Оразбаева' })
    for (const words of ["'", ':* & !', '(((', '\u0000', 'а'.repeat(5000)])
      expect((await reporter.ask(`/newsroom/media.json?q=${encodeURIComponent(words)}`)).status).toBe(200)
  })

  test('comes page by page, without a picture twice', async () => {
    await rows(
      site.kit.db,
      `insert into pictures (hash, width, height, tone, lite_bytes, in_library)
       select md5(n::text) || md5(n::text), 100, 100, 0, 1, true from generate_series(1, 100) n`,
    )
    const seen: number[] = []
    for (let before: number | null = null, pages = 0; pages < 10; pages++) {
      const answer = told(await editor.ask(`/newsroom/media.json${before === null ? '' : `?before=${before}`}`))
      seen.push(...answer.pictures.map(({ id }: { id: number }) => id))
      before = answer.before
      if (before === null) break
    }
    expect(seen.length).toBe(new Set(seen).size)
    expect(seen.length).toBeGreaterThan(100)
    await rows(site.kit.db, 'delete from pictures where tone = 0 and lite_bytes = 1')
  })

  test('does not hold what visitors sent', async () => {
    await rows(
      site.kit.db,
      `insert into pictures (hash, width, height, tone, lite_bytes) values (repeat('e', 64), 10, 10, 0, 1)`,
    )
    const { pictures } = told(await editor.ask('/newsroom/media.json'))
    expect(pictures.filter(({ src }: { src: string }) => src.includes('eeeee'))).toEqual([])
  })
})
