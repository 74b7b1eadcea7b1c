import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AskOptions, openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle, writePage } from '../support/write.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
  await writePage(site.kit, 'about', 'ru', 'О портале')
  await writeArticle(site.kit, { title: 'Обычная новость' })
})
afterAll(() => site.close())

const places = [
  '/',
  '/news/',
  '/section/',
  '/tag/',
  '/region/',
  '/author/',
  '/source/',
  '/archive/',
  '/page/',
  '/a/',
  '/search',
  '/media/',
  '/assets/',
  '/kk/',
  '/kk/news/',
  '/display/',
]

describe.each(places)('under %s', (place) => {
  test.each([
    '%',
    '%zz',
    '%00',
    '%c0%ae%c0%ae/',
    '..%2f..%2f..%2fetc%2fpasswd',
    '__proto__',
    'constructor',
    'a'.repeat(8000),
    '-1',
    '99999999999999999999',
    '%F0%9F%8E%89',
    '%ff%fe',
    "';--",
    '<script>',
  ])('%j answers 400 or 404 with a page, never 500', async (part) => {
    const { status, body } = await site.ask(place + part)
    expect([301, 400, 404, 431]).toContain(status)
    expect(body).not.toMatch(/at .*\.(?:ts|js):\d+/)
    expect(body).not.toContain('<script>alert')
  })
})

test('a thousand unknown parameters change nothing', async () => {
  const plain = await site.ask('/page/about')
  const flooded = await site.ask(`/page/about?${Array.from({ length: 1000 }, (_, at) => `x=${at}`).join('&')}`)
  expect(flooded.status).toBe(200)
  expect(flooded.headers.etag).toBe(plain.headers.etag)
  expect((await site.ask('/page/about?__proto__[a]=1&constructor=2&toString=3')).headers.etag).toBe(plain.headers.etag)
})

test('a broken address is answered in words, in the language of the address', async () => {
  const { status, page } = await site.ask('/kk/section/%zz')
  expect(status).toBe(400)
  expect(page.querySelector('html')?.getAttribute('lang')).toBe('kk')
  expect(wordsOf(page.querySelector('h1'))).toBe('Мекенжайды түсіну мүмкін болмады')
})

describe('a page that does not exist', () => {
  test('offers a search box and fresh news', async () => {
    const { status, page, headers } = await site.ask('/nowhere')
    expect(status).toBe(404)
    expect(page.querySelector('main form[action="/search"] input[name=q]')).not.toBeNull()
    expect(wordsOf(page.querySelector('main'))).toContain('Обычная новость')
    expect(headers['cache-control']).toBe('no-store')
  })
})

describe.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s', (method) => {
  test.each(['/', '/kk', '/page/about', '/search', '/archive', '/section/roads', '/news/1-x', '/display'])(
    'to %s answers 405 and says what is allowed',
    async (path) => {
      const { status, headers } = await site.ask(path, { method })
      expect(status).toBe(405)
      expect(headers.allow).toBe('GET, HEAD')
    },
  )
  test('from another site to anywhere else is refused', async () => {
    const { status } = await site.ask('/anything', {
      method,
      headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    })
    expect(status).toBe(403)
  })
})

test.each(['//evil.example/', '//evil.example/x/', '/\\evil.example/', '/%2fevil.example/'])(
  '%s never leads to another site',
  async (path) => {
    const { headers } = await site.ask(path)
    expect(headers.location ?? '/').toMatch(/^\/(?![/\\])/)
  },
)

test('an address that ends in a slash leads to the one without', async () => {
  expect(await site.ask('/page/about/')).toMatchObject({ status: 301, headers: { location: '/page/about' } })
  const withQuery = await site.ask('/search/?q=%D1%81%D0%BD%D0%B5%D0%B3&page=2')
  expect(withQuery).toMatchObject({ status: 301, headers: { location: '/search?q=%D1%81%D0%BD%D0%B5%D0%B3&page=2' } })
  const slashes = '/'.repeat(7000)
  expect((await site.ask(`/a${slashes}b${slashes}`)).headers.location).toBe(`/a${slashes}b`)
})

test.each<[string, AskOptions]>([
  ['/town/set?town=%00&back=/', {}],
  ['/assets/none', { headers: { range: 'bytes=99999999-' } }],
  ['/comment/on/1', { method: 'POST', body: 'a=b', headers: { 'content-encoding': 'foo' } }],
  [
    '/ad/1/complaint',
    { method: 'POST', body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded; charset=foo' } },
  ],
  ['/place/seen', { method: 'POST', body: 'a=b', headers: { 'content-type': 'text/plain; charset=foo' } }],
])('%s with %j is the fault of whoever asks', async (path, { headers, ...options }) => {
  const { status } = await site.ask(path, { ...options, headers: { 'sec-fetch-site': 'same-origin', ...headers } })
  expect(status).toBeGreaterThanOrEqual(300)
  expect(status).toBeLessThan(500)
})

test('an address in its long form, with the host before it, is the same page', async () => {
  const [long, short] = [await site.ask('http://evil.example/search?q=zzzz'), await site.ask('/search?q=zzzz')]
  expect([long.status, long.headers.etag]).toEqual([200, short.headers.etag])
  expect((await site.ask('http://evil.example')).headers.etag).toBe((await site.ask('/')).headers.etag)
})

test('a forged host is echoed nowhere', async () => {
  const { body, headers } = await site.ask('/page/about?fresh=1', {
    headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
  })
  expect(body + JSON.stringify(headers)).not.toContain('evil.example')
})
