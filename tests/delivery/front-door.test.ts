import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows } from '../../src/platform/database.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let path: string
let id: number
beforeAll(async () => {
  site = await openTestSite()
  const written = await writeArticle(site.kit, { body: `<p>${'Длинный текст новости. '.repeat(50)}</p>` })
  id = written.id
  path = `/news/${written.id}-${written.slug}`
})
afterAll(() => site.close())

describe('a cached page', () => {
  test('costs no query', async () => {
    await site.ask(path)
    expect(await site.countQueries(() => site.ask(path))).toBe(0)
  })

  test('is the same in every encoding, each with a strong ETag of its own', async () => {
    const plain = await site.ask(path)
    const br = await site.ask(path, { headers: { 'accept-encoding': 'gzip, deflate, br' } })
    const gzip = await site.ask(path, { headers: { 'accept-encoding': 'gzip' } })
    expect([plain, br, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br', 'gzip'])
    expect(br.body).toBe(plain.body)
    expect(gzip.body).toBe(plain.body)
    const etags = [plain, br, gzip].map(({ headers }) => headers.etag)
    expect(new Set(etags).size).toBe(3)
    expect(etags.every((etag) => /^"[^"]+"$/.test(etag ?? ''))).toBe(true)
    expect(plain.headers.vary).toBe('Accept-Encoding')
  })

  test('respects an encoding that is refused', async () => {
    expect((await site.ask(path, { headers: { 'accept-encoding': 'br;q=0, gzip' } })).headers['content-encoding']).toBe(
      'gzip',
    )
    expect(
      (await site.ask(path, { headers: { 'accept-encoding': 'br; q=0.0,gzip;q=0' } })).headers['content-encoding'],
    ).toBeUndefined()
  })

  test('is not sent again to a reader who has it', async () => {
    const { headers } = await site.ask(path, { headers: { 'accept-encoding': 'br' } })
    for (const known of [headers.etag ?? '', `W/${headers.etag}`, `"other", ${headers.etag}`, '*']) {
      const again = await site.ask(path, { headers: { 'accept-encoding': 'br', 'if-none-match': known } })
      expect([known, again.status, again.bytes.length]).toEqual([known, 304, 0])
      expect(again.headers.etag).toBe(headers.etag)
    }
    expect((await site.ask(path, { headers: { 'accept-encoding': 'br', 'if-none-match': '"other"' } })).status).toBe(
      200,
    )
  })

  test('tells since when it has its bytes, by which a crawler that keeps no ETag is answered', async () => {
    const { headers } = await site.ask('/')
    const since = String(headers['last-modified'])
    expect(Date.parse(since)).toBeGreaterThan(0)
    const asked = { headers: { 'if-modified-since': since } }
    expect((await site.ask('/', asked)).status).toBe(304)
    await site.kit.clock.set(new Date(site.kit.clock.now().getTime() + 5000))
    await writeArticle(site.kit, { title: 'Позже' })
    expect((await site.ask('/', asked)).status).toBe(200)
    // Another display is another page under the same address.
    expect((await site.ask('/', { headers: { cookie: 'display=1an0pf' } })).headers['last-modified']).toBeUndefined()
  })

  test('answers HEAD with the same headers and no body', async () => {
    const get = await site.ask(path)
    const head = await site.ask(path, { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(head.bytes.length).toBe(0)
    expect(head.headers['content-length']).toBe(get.headers['content-length'])
    expect(head.headers.etag).toBe(get.headers.etag)
  })

  test('carries the security headers and the time it took to build', async () => {
    const { headers, body } = await site.ask(path)
    expect(headers['content-security-policy']).toMatch(/default-src 'none'/)
    expect(headers['content-security-policy']).not.toMatch(/unsafe/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin')
    expect(headers['permissions-policy']).toContain('camera=()')
    expect(headers['server-timing']).toMatch(/^data;dur=[\d.]+, render;dur=[\d.]+, total;dur=[\d.]+$/)
    expect(headers['x-powered-by']).toBeUndefined()
    expect(body).toMatch(/Страница собрана за [\d\s,]+\sмс/)
    expect(headers['set-cookie']).toBeUndefined()
  })
})

describe('when many ask for a page that is not there yet', () => {
  test('it is rendered once', async () => {
    const fresh = await writeArticle(site.kit, { title: 'Все сразу' })
    const one = await site.countQueries(() => site.ask(`/news/${fresh.id}-${fresh.slug}`))
    await site.kit.changes.announce([`article:${fresh.id}`])
    const fifty = await site.countQueries(() =>
      Promise.all(Array.from({ length: 50 }, () => site.ask(`/news/${fresh.id}-${fresh.slug}`))),
    )
    expect(fifty).toBeLessThanOrEqual(one)
  })
})

describe('a change', () => {
  test('is seen by the next reader', async () => {
    await site.ask(path)
    await rows(site.kit.db, `update articles set title = 'Новый заголовок' where id = :id`, { id })
    expect((await site.ask(path)).body).not.toContain('Новый заголовок')
    await site.kit.changes.announce([`article:${id}`])
    expect((await site.ask(path)).body).toContain('Новый заголовок')
  })

  test('that comes while a page is being made keeps that page out of the cache', async () => {
    await site.kit.changes.announce([`article:${id}`])
    const slow = site.ask(path)
    await rows(site.kit.db, `update articles set title = 'Посреди работы' where id = :id`, { id })
    await site.kit.changes.announce([`article:${id}`])
    await slow
    expect((await site.ask(path)).body).toContain('Посреди работы')
  })

  test('of something else drops nothing', async () => {
    await site.ask(path)
    await site.kit.changes.announce(['article:999', 'section:ru:sport'])
    expect(await site.countQueries(() => site.ask(path))).toBe(0)
  })
})

describe('a page past its freshness', () => {
  test('is sent at once while a new one is made, and keeps its bytes when nothing changed', async () => {
    const first = await site.ask(path)
    site.kit.clock.set('2026-11-24T12:06:00+05:00')
    const stale = await site.ask(path)
    expect(stale.headers.etag).toBe(first.headers.etag)
    await expect.poll(() => site.countQueries(() => site.ask(path))).toBe(0)
    expect((await site.ask(path)).headers.etag).toBe(first.headers.etag)
  })

  test('far past it is made anew before it is sent', async () => {
    // A story of its own: a renewal that the test before began may still be under way for the other one.
    const other = await writeArticle(site.kit, { title: 'Вчерашняя' })
    const address = `/news/${other.id}-${other.slug}`
    await site.ask(address)
    await rows(site.kit.db, `update articles set title = 'Через сутки' where id = :id`, { id: other.id })
    site.kit.clock.set('2026-11-26T12:00:00+05:00')
    expect((await site.ask(address)).body).toContain('Через сутки')
  })
})

test('a signed-in person is never served from the cache', async () => {
  await site.ask(path)
  expect(await site.countQueries(() => site.ask(path, { headers: { cookie: '__Host-session=abc' } }))).toBeGreaterThan(
    0,
  )
})

test('the cache keeps to its budget', async () => {
  const small = await openTestSite({ pageCacheBytes: 60_000 })
  try {
    for (let at = 0; at < 30; at++) {
      const written = await writeArticle(small.kit, {
        title: `Новость ${at}`,
        body: `<p>${Math.random()}</p>`.repeat(200),
      })
      await small.ask(`/news/${written.id}-${written.slug}`)
    }
    expect(small.cacheSize().bytes).toBeLessThanOrEqual(60_000)
    expect(small.cacheSize().pages).toBeGreaterThan(0)
  } finally {
    await small.close()
  }
})
