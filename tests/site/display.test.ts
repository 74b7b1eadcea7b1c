import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let article: string
beforeAll(async () => {
  site = await openTestSite()
  const { id, slug } = await writeArticle(site.kit)
  article = `/news/${id}-${slug}`
})
afterAll(() => site.close())

const set = (query: string) => site.ask(`/display/set?${query}`)
const classOf = async (path: string, cookie: string) =>
  (await site.ask(path, { headers: { cookie } })).page.querySelector('html')?.getAttribute('class') ?? ''

describe('a display setting', () => {
  test('is kept in one small cookie by a plain link, which leads back', async () => {
    const { status, headers } = await set(`size=2&back=${encodeURIComponent(article)}`)
    expect(status).toBe(303)
    expect(headers.location).toBe(article)
    const [cookie = ''] = headers['set-cookie'] ?? []
    expect(cookie).toMatch(/^display=2an0pf; /)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(headers['set-cookie']).toHaveLength(1)
  })
  test('is rendered by the server, on the cached page too', async () => {
    await site.ask(article)
    expect(await classOf(article, 'display=2dn0pf')).toBe('size-2 theme-dark')
    expect(await classOf(article, 'display=0an0pf')).toBe('size-0 theme-auto')
    expect(await classOf(article, 'display=4ab2xf')).toBe('size-4 theme-auto contrast-black spacing-2 no-pictures')
  })
  test('forged is the usual one, and makes no page of its own', async () => {
    const { headers } = await site.ask(article)
    for (const cookie of [
      'display=9zz9zz',
      'display=<script>',
      `display=${'x'.repeat(4000)}`,
      'display[]=2',
      'display=0an0pf; display=2dn0pf',
    ]) {
      const forged = await site.ask(article, { headers: { cookie } })
      expect(forged.headers.etag).toBe(headers.etag)
    }
  })
  test('does not make a second address for search engines, nor a page for shared caches', async () => {
    const { page, headers } = await site.ask(article, { headers: { cookie: 'display=2dn0pl' } })
    expect(page.querySelector('link[rel=canonical]')?.getAttribute('href')).toBe(`https://locman.test${article}`)
    expect(headers['cache-control']).toBe('private, no-cache')
    expect((await site.ask(article)).headers['cache-control']).toMatch(/^public, max-age=0/)
  })
  test.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/a\r\nSet-Cookie: x=1',
    '',
    '/%0d%0a',
  ])('leads back to this site only: %j', async (back) => {
    const { status, headers } = await set(`size=1&back=${encodeURIComponent(back)}`)
    expect(status).toBe(303)
    expect(headers.location).toMatch(/^\/(?![/\\])/)
    expect(headers['set-cookie']).toHaveLength(1)
  })
  test('can be taken back', async () => {
    const { headers } = await site.ask('/display/set?reset=on', { headers: { cookie: 'display=4db2xl' } })
    expect(headers['set-cookie']?.[0]).toMatch(/^display=0an0pf; /)
  })
  test('page shows what is chosen', async () => {
    const { page, headers } = await site.ask('/kk/display?back=/kk', { headers: { cookie: 'display=3dn1pf' } })
    expect(
      page
        .querySelectorAll('input[checked]')
        .map((input) => `${input.getAttribute('name')}=${input.getAttribute('value')}`),
    ).toEqual(['size=3', 'theme=dark', 'contrast=none', 'spacing=1', 'pictures=on', 'lite=off'])
    expect(headers['cache-control']).toBe('private, no-store')
  })
})

describe('the lite version', () => {
  test('loads one small style sheet and, under a story, the pixel that counts its readers', async () => {
    for (const path of ['/', article, '/archive', '/search?q=x', '/regions']) {
      const { page, body } = await site.ask(path, { headers: { cookie: 'display=0an0pl' } })
      expect(page.querySelectorAll('script, img:not(.seen), picture, link[rel=preload], iframe')).toEqual([])
      expect(page.querySelectorAll('link[rel=stylesheet]').length).toBeLessThanOrEqual(
        path.startsWith('/search') ? 2 : 1,
      )
      expect(body).toContain('lite-')
    }
  })
})
