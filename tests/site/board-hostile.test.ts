import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decide } from '../../src/features/board/board-moderation.js'
import { boardSettings } from '../../src/features/board/board-settings.js'
import { settingsTag, writeSettings } from '../../src/features/settings/setting-store.js'
import { row } from '../../src/platform/database.js'
import { photo, pngThatClaims } from '../features/media/pictures.js'
import { hire } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { hay, openVisitor } from '../support/visitor.js'

let site: TestSite
let editor: Awaited<ReturnType<typeof hire>>
beforeAll(async () => {
  site = await openTestSite({ proxies: 1 })
  editor = await hire(site.kit, 'editor')
})
afterAll(() => site.close())

interface Stored {
  id: number
  slug: string
  version: number
  state: string
  title: string
  text: string
  reasons: string[]
}
const newest = async () =>
  row<Stored>(
    site.kit.db,
    'select id, slug, version, state, title, body_text as text, reasons from notices order by id desc limit 1',
  )
const count = async () =>
  (await row<{ count: number }>(site.kit.db, 'select count(*)::int as count from notices'))?.count ?? 0
let phones = 200
const nextPhone = () => `+77000000${++phones}`

describe('what is typed into a notice', () => {
  test('is words and never markup, in lists, on its page and in the form', async () => {
    const wish = {
      ...hay,
      title: '<img src=x onerror=alert(1)> Сено',
      text: '<script>alert(1)</script> Сено "лучшее" javascript:alert(1) <a href="https://bad.example">тут</a>',
      phone: nextPhone(),
    }
    const again = await openVisitor(site).fillIn('/ad/new', { ...wish, phone: 'нет' })
    expect(again.status).toBe(422)
    expect(again.page.querySelector('main img, main script')).toBeNull()
    expect(again.page.querySelector('#notice-text')?.textContent).toContain('<script>')
    await openVisitor(site).fillIn('/ad/new', wish)
    const notice = await newest()
    if (!notice) throw new Error('nothing was stored')
    await decide(site.kit, editor, notice, { deed: 'release' })
    for (const path of [`/ads/${notice.id}-${notice.slug}`, '/ads', '/popular']) {
      const { page } = await site.ask(path)
      expect(page.querySelector('main script, img[onerror]'), path).toBeNull()
      expect(page.querySelectorAll('a[href^="javascript"]'), path).toHaveLength(0)
    }
  })

  test('loses tricks with signs: heaps of marks, hidden joints, turned lines', async () => {
    await openVisitor(site).fillIn('/ad/new', {
      ...hay,
      title: 'С\u0336\u0337\u0338\u0335\u0334е\u200b\u200bн\u202eо свежее',
      text: 'Свежее\u202e сено\u200b этого\u2066 года, десять рулонов\u0000.\n\n\n\n\nЗвоните.',
      phone: nextPhone(),
    })
    const notice = await newest()
    expect(notice?.title).not.toMatch(/[\u200b\u202e]|\p{Mn}{2}/u)
    expect(notice?.text).not.toMatch(/[\u200b\u202e\u2066]|\n{3}/)
    expect(notice?.reasons).toContain('disguise')
  })

  test('of a megabyte is told to be shorter, and the rest of the form stays', async () => {
    const before = await count()
    const answer = await openVisitor(site).fillIn('/ad/new', {
      ...hay,
      text: 'сено '.repeat(220_000),
      phone: nextPhone(),
    })
    expect(answer.status).toBe(422)
    expect(wordsOf(answer.page.querySelector('#notice-text-fault'))).toContain('длиннее')
    expect(answer.page.querySelector('#notice-title')?.getAttribute('value')).toBe(hay.title)
    expect(await count()).toBe(before)
  })

  test('with every fault at once names each, and links to its field', async () => {
    const { status, page } = await openVisitor(site).fillIn('/ad/new', {
      category: 'x',
      town: 'x',
      title: '!',
      text: '?',
      price: 'дорого',
      phone: '123',
      whose: 'business',
    })
    expect(status).toBe(422)
    expect(page.querySelectorAll('.trouble li a').map((link) => link.getAttribute('href'))).toEqual([
      '#notice-category',
      '#notice-town',
      '#notice-title',
      '#notice-text',
      '#notice-price',
      '#notice-phone',
      '#notice-firm',
      '#notice-bin',
    ])
  })
})

describe('pictures', () => {
  test('that are none are refused in words, and the good ones need not be sent again', async () => {
    const visitor = openVisitor(site)
    const good = await photo()
    for (const bad of [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      pngThatClaims(60_000, 60_000),
      good.subarray(0, 900),
    ]) {
      const answer = await visitor.fillIn('/ad/new', { ...hay, phone: nextPhone() }, [good, bad])
      expect(answer.status).toBe(422)
      expect(wordsOf(answer.page.querySelector('#notice-pictures-fault'))).not.toBe('')
      expect(answer.page.querySelectorAll('[name=kept]')).toHaveLength(1)
    }
  })

  test('beyond five are too many, and a picture that was not theirs cannot be named', async () => {
    const six = await Promise.all([1, 2, 3, 4, 5, 6].map((at) => photo(300 + at, 200)))
    const answer = await openVisitor(site).fillIn('/ad/new', { ...hay, phone: nextPhone() }, six)
    expect(answer.status).toBe(422)
    expect(answer.page.querySelectorAll('[name=kept]')).toHaveLength(5)
    await openVisitor(site).fillIn('/ad/new', { ...hay, phone: nextPhone(), kept: `1.${'A'.repeat(43)}` })
    const stored = await newest()
    expect(
      await row(site.kit.db, 'select 1 from notice_pictures where notice_id = :id', { id: stored?.id ?? 0 }),
    ).toBeUndefined()
  })
})

describe('a form', () => {
  const boundary = 'x'.repeat(20)
  const raw = (body: string, type = `multipart/form-data; boundary=${boundary}`, address = '203.0.113.5') =>
    site.ask('/ad/new', {
      method: 'POST',
      body,
      headers: { 'content-type': type, 'sec-fetch-site': 'same-origin', 'x-forwarded-for': address },
    })

  test('that is none is answered and not stored', async () => {
    const before = await count()
    expect((await raw('a=b', 'application/x-www-form-urlencoded')).status).toBe(400)
    expect((await raw('', 'multipart/form-data')).status).toBe(400)
    expect((await raw(`--${boundary}\r\nnonsense`)).status).toBe(400)
    expect((await raw(`--${boundary}--\r\n`)).status).toBe(422)
    const part = `--${boundary}\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n`
    expect((await raw(`${part.repeat(200)}--${boundary}--\r\n`)).status).toBe(400)
    expect(await count()).toBe(before)
  })

  test('from another site is refused', async () => {
    const answer = await openVisitor(site).post('/ad/new', hay, { 'sec-fetch-site': 'cross-site' })
    expect(answer.status).toBe(403)
  })

  test('sent twice by a double press is one notice', async () => {
    const visitor = openVisitor(site)
    const before = await count()
    const { page } = await visitor.ask('/ad/new')
    const token = page.querySelector('[name=token]')?.getAttribute('value') ?? ''
    const wish = { ...hay, title: 'Двойное нажатие', token, phone: nextPhone() }
    const [first, second] = [await visitor.fillIn('/ad/new', wish), await visitor.fillIn('/ad/new', wish)]
    expect(second.headers.location).toBe(first.headers.location)
    expect(await count()).toBe(before + 1)
  })

  test('that fills in what no person sees, comes too soon, or repeats another’s words waits, with its reasons', async () => {
    await writeSettings(
      site.kit.db,
      boardSettings,
      boardSettings.schema.parse({ looksFirst: false }),
      site.kit.clock.now(),
    )
    await site.kit.changes.announce([settingsTag('board')])
    const place = async (wish: Record<string, string>) => {
      await openVisitor(site).fillIn('/ad/new', { ...hay, phone: nextPhone(), ...wish })
      return newest()
    }
    const baited = await place({ title: 'Первая телега', text: 'Телега с новыми колёсами и бортами.', website: 'x' })
    expect([baited?.state, baited?.reasons]).toEqual(['waiting', expect.arrayContaining(['bait', 'hasty'])])
    const forged = await place({
      title: 'Вторая телега',
      text: 'Телега попроще, зато дёшево отдам.',
      stamp: 'f1-0-abcdefgh.AAAAAAAAAAAAAAAAAAAAAA',
    })
    expect(forged?.reasons).toContain('stamp')
    const decorated = await place({ title: 'ПЕРВАЯ  телега!!!', text: 'Телегa с новыми колёсами и бортами' })
    expect([decorated?.state, decorated?.reasons]).toEqual(['waiting', expect.arrayContaining(['alike'])])
  })

  test('of a flood costs a refusal and stores nothing; others go on reading', async () => {
    const visitor = openVisitor(site)
    const statuses: number[] = []
    for (let at = 0; at < 40; at++) statuses.push((await visitor.post('/ad/new', hay)).status)
    expect(statuses.filter((status) => status === 429)).toHaveLength(30)
    const many = await Promise.all(Array.from({ length: 300 }, (_, at) => raw('', undefined, `10.${at}.1.1`)))
    expect(many.filter(({ status }) => status === 429).length).toBeGreaterThan(150)
    expect(many.every(({ status }) => status === 429 || status === 400 || status === 422)).toBe(true)
    const refusal = many.find(({ status }) => status === 429)
    expect(Number(refusal?.headers['retry-after'])).toBeGreaterThan(0)
    expect(refusal?.body).toContain('lang="kk"')
    expect((await site.ask('/ads')).status).toBe(200)
  })
})
