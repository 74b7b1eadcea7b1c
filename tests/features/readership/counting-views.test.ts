import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openReadership } from '../../../src/features/readership/readership.js'
import { addOldTotal } from '../../../src/features/readership/view-store.js'
import { type Db, row, rows } from '../../../src/platform/database.js'
import { openTestKit, type TestKit, testNow } from '../../support/test-kit.js'
import { openTestSite, type TestSite } from '../../support/test-site.js'
import { writeArticle } from '../../support/write.js'

const phone = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36'

async function totalOf(db: Db, id: number): Promise<number> {
  const found = await row<{ total: number }>(
    db,
    'select total::float8 as total from article_views where article_id = :id',
    { id },
  )
  return found?.total ?? 0
}

describe('through the door', () => {
  let site: TestSite
  /** Every test's own, which nobody has opened yet. */
  let id: number
  beforeAll(async () => {
    site = await openTestSite({ proxies: 1 })
  })
  afterAll(() => site.close())
  beforeEach(async () => {
    site.kit.clock.set(testNow)
    id = (await writeArticle(site.kit)).id
  })

  const beacon = (body: string, headers: Record<string, string> = {}) =>
    site.ask('/beacon', {
      method: 'POST',
      body,
      headers: { 'user-agent': phone, 'sec-fetch-site': 'same-origin', 'x-forwarded-for': '203.0.113.5', ...headers },
    })
  const picture = (headers: Record<string, string> = {}) =>
    site.ask(`/beacon/${id}.gif`, {
      headers: { 'user-agent': phone, 'sec-fetch-site': 'same-origin', 'x-forwarded-for': '203.0.113.5', ...headers },
    })
  const counted = async () => {
    await site.kit.readership?.flush()
    return totalOf(site.kit.db, id)
  }

  test('a reader who opens a story is counted once in half an hour, and once more after it', async () => {
    expect((await beacon(`opened ${id}`)).status).toBe(204)
    await beacon(`opened ${id}`)
    await picture()
    expect(await counted()).toBe(1)
    site.kit.clock.set('2026-11-24T12:29:59+05:00')
    await beacon(`opened ${id}`)
    expect(await counted()).toBe(1)
    site.kit.clock.set('2026-11-24T12:30:01+05:00')
    await beacon(`opened ${id}`)
    expect(await counted()).toBe(2)
  })

  test('two readers are two, by address and by browser', async () => {
    await beacon(`opened ${id}`)
    await beacon(`opened ${id}`, { 'x-forwarded-for': '203.0.113.6' })
    await beacon(`opened ${id}`, { 'user-agent': `${phone} Edg/131` })
    expect(await counted()).toBe(3)
  })

  test('an address that a stranger puts in front of the proxy makes nobody another reader', async () => {
    for (const claimed of ['198.51.100.1', '198.51.100.2', '198.51.100.3'])
      await beacon(`opened ${id}`, { 'x-forwarded-for': `${claimed}, 203.0.113.5` })
    expect(await counted()).toBe(1)
  })

  test('where no script runs the picture counts, and is never kept', async () => {
    const { status, headers, bytes } = await picture()
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('image/gif')
    expect(headers['cache-control']).toBe('no-store')
    expect(bytes.subarray(0, 3).toString()).toBe('GIF')
    expect(await counted()).toBe(1)
  })

  test('under the page cache every reader is counted', async () => {
    const { slug } = { slug: (await site.ask(`/a/${id}`)).headers.location ?? '' }
    for (let reader = 1; reader <= 5; reader += 1) {
      expect((await site.ask(slug)).body).toContain(`/beacon/${id}.gif`)
      await beacon(`opened ${id}`, { 'x-forwarded-for': `203.0.113.${reader}` })
    }
    expect(await counted()).toBe(5)
  })

  test('the story tells how often it was opened, on its next rendering', async () => {
    await beacon(`opened ${id}`)
    await counted()
    const address = (await site.ask(`/a/${id}`)).headers.location ?? ''
    expect((await site.ask(address)).page.querySelector('.views')?.text).toBe('Просмотров 1')
  })

  describe('nothing is counted', () => {
    const cases: [string, () => Promise<unknown>][] = [
      ['for a robot', () => beacon(`opened ${id}`, { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' })],
      ['for a robot that asks for the picture', () => picture({ 'user-agent': 'curl/8.5.0' })],
      ['without a browser’s name', () => beacon(`opened ${id}`, { 'user-agent': '' })],
      ['for a page fetched beforehand', () => picture({ 'sec-purpose': 'prefetch;prerender' })],
      ['for an older prefetch', () => picture({ purpose: 'prefetch' })],
      ['for staff', () => beacon(`opened ${id}`, { cookie: 'theme=1; __Host-session=abc' })],
      ['from another site', () => beacon(`opened ${id}`, { 'sec-fetch-site': 'cross-site' })],
      [
        'from another origin',
        () =>
          site.ask('/beacon', {
            method: 'POST',
            body: `opened ${id}`,
            headers: { 'user-agent': phone, origin: 'https://elsewhere.test' },
          }),
      ],
      [
        'from an origin that only begins like ours',
        () =>
          site.ask('/beacon', {
            method: 'POST',
            body: `opened ${id}`,
            headers: { 'user-agent': phone, origin: 'https://locman.test.evil' },
          }),
      ],
      [
        'from nowhere',
        () => site.ask('/beacon', { method: 'POST', body: `opened ${id}`, headers: { 'user-agent': phone } }),
      ],
      ['while it is only still open', () => beacon(`still open ${id}`)],
      ['for words that are no beacon', () => beacon(`opened ${id} twice`)],
      ['for a negative number', () => beacon(`opened -${id}`)],
      [
        'for HEAD',
        () =>
          site.ask(`/beacon/${id}.gif`, {
            method: 'HEAD',
            headers: { 'user-agent': phone, 'sec-fetch-site': 'same-origin' },
          }),
      ],
    ]
    test.each(cases)('%s', async (_, ask) => {
      await ask()
      expect(await counted()).toBe(0)
    })

    test('for a story nobody may see, or that does not exist', async () => {
      const draft = await writeArticle(site.kit, { state: 'draft', publishedAt: null })
      const future = await writeArticle(site.kit, { publishedAt: new Date('2026-11-25T00:00:00Z') })
      const everyTotal = () => rows(site.kit.db, 'select article_id, total from article_views order by article_id')
      const before = await everyTotal()
      for (const each of [draft.id, future.id, 99_999_999, 2_147_483_647, 2_147_483_648, 9_999_999_999, 0])
        expect((await beacon(`opened ${each}`)).status).toBe(204)
      await counted()
      expect(await everyTotal()).toEqual(before)
    })

    test('for a body of a megabyte, which is not read to its end', async () => {
      const answer = await beacon('opened '.padEnd(1_000_000, '1')).catch((error: Error) => error)
      expect(answer instanceof Error || answer.status === 413).toBe(true)
      expect(await counted()).toBe(0)
    })

    test('for a body without a length that never ends', async () => {
      const answer = await beacon('opened '.padEnd(200_000, '1'), { 'transfer-encoding': 'chunked' }).catch(
        (error: Error) => error,
      )
      expect(answer instanceof Error || answer.status === 413).toBe(true)
      expect(await counted()).toBe(0)
    })
  })

  test('a beacon replayed a thousand times costs no query and counts once', async () => {
    const queries = await site.countQueries(() =>
      Promise.all(Array.from({ length: 1000 }, () => beacon(`opened ${id}`))),
    )
    expect(queries).toBe(0)
    expect(await counted()).toBe(1)
  })

  test('the beacon is only posted to, and everything else there is an address that does not exist', async () => {
    expect((await site.ask('/beacon')).status).toBe(404)
    expect((await site.ask('/beacon/x.gif')).status).toBe(404)
    expect((await site.ask('/beacons')).status).toBe(404)
  })
})

describe('in the process', () => {
  let kit: TestKit
  beforeAll(async () => {
    kit = await openTestKit()
  })
  afterAll(() => kit.close())
  beforeEach(() => kit.clock.set(testNow))

  const visit = (article: number, reader: number) => ({
    address: `10.0.${reader >> 8}.${reader & 255}`,
    userAgent: phone,
    article,
  })

  test('a flood over many stories is one statement per flush, and nothing is lost or counted twice', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => (await writeArticle(kit, { title: `Новость ${at}` })).id),
    )
    const readership = openReadership(kit)
    let queries = 0
    const counter = () => {
      queries += 1
    }
    kit.db.on('query', counter)
    for (let flush = 0; flush < 3; flush += 1) {
      for (let reader = 0; reader < 50; reader += 1)
        for (const id of ids) {
          readership.note(visit(id, flush * 50 + reader), 'opened')
          readership.note(visit(id, flush * 50 + reader), 'opened')
        }
      await readership.flush()
    }
    expect(queries).toBe(3)
    await readership.flush()
    expect(queries).toBe(3)
    kit.db.off('query', counter)
    for (const id of ids) expect(await totalOf(kit.db, id)).toBe(150)
  })

  test('what could not be written is written with the next flush', async () => {
    const { id } = await writeArticle(kit)
    let isAway = true
    const db = new Proxy(kit.db, {
      get: (target, name) => {
        if (isAway && name === 'raw') return () => Promise.reject(new Error('away'))
        return Reflect.get(target, name)
      },
    })
    const readership = openReadership({ db, clock: kit.clock })
    readership.note(visit(id, 1), 'opened')
    await expect(readership.flush()).rejects.toThrow('away')
    readership.note(visit(id, 2), 'opened')
    isAway = false
    await readership.flush()
    expect(await totalOf(kit.db, id)).toBe(2)
  })

  test('two flushes at once write everything once', async () => {
    const { id } = await writeArticle(kit)
    const readership = openReadership(kit)
    readership.note(visit(id, 1), 'opened')
    await Promise.all([readership.flush(), readership.flush(), readership.flush()])
    expect(await totalOf(kit.db, id)).toBe(1)
  })

  test('an old site’s total is kept and added to', async () => {
    const { id } = await writeArticle(kit)
    await addOldTotal(kit.db, id, 1200)
    const readership = openReadership(kit)
    readership.note(visit(id, 1), 'opened')
    await readership.flush()
    expect(await totalOf(kit.db, id)).toBe(1201)
  })

  test('a new day gives every reader another key', async () => {
    const { id } = await writeArticle(kit)
    const readership = openReadership(kit)
    kit.clock.set('2026-11-24T23:58:00+05:00')
    readership.note(visit(id, 1), 'opened')
    kit.clock.set('2026-11-25T00:01:00+05:00')
    readership.note(visit(id, 1), 'opened')
    await readership.flush()
    // Counted anew although half an hour has not passed: nobody can tell any more that it is the same reader.
    expect(await totalOf(kit.db, id)).toBe(2)
  })
})
