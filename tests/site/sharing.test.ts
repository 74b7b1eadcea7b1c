import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite({ proxies: 1 })
})
afterAll(() => site.close())

const person = (host: number) => ({
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/143.0 Safari/537.36',
  'x-forwarded-for': `203.0.113.${host}`,
  'sec-fetch-site': 'same-origin',
})

describe('a link for sharing', () => {
  test.each([
    ['telegram', 't.me'],
    ['whatsapp', 'wa.me'],
    ['vk', 'vk.com'],
    ['ok', 'connect.ok.ru'],
    ['facebook', 'www.facebook.com'],
    ['x', 'x.com'],
  ])('to %s leads to %s with the address of the story, and is kept by nobody', async (place, host) => {
    const { id, slug } = await writeArticle(site.kit)
    const { status, headers } = await site.ask(`/share/${place}/${id}`, { headers: person(1) })
    const to = new URL(String(headers.location))
    expect([status, to.host]).toEqual([303, host])
    expect(to.href).toContain(encodeURIComponent(`https://locman.test/news/${id}-${slug}`))
    expect(headers['cache-control']).toBe('private, no-store')
  })

  test('counts people once, and neither robots, nor prefetching, nor links on other sites', async () => {
    const { id, slug } = await writeArticle(site.kit)
    const path = `/share/telegram/${id}`
    for (const host of [1, 1, 1, 2]) await site.ask(path, { headers: person(host) })
    await site.ask(path, { headers: { ...person(3), 'user-agent': 'Googlebot/2.1' } })
    await site.ask(path, { headers: { ...person(4), 'sec-purpose': 'prefetch' } })
    await site.ask(path, { headers: { ...person(5), 'sec-fetch-site': 'cross-site' } })
    await site.ask(path, { method: 'HEAD', headers: person(6) })
    await site.kit.changes.announce([`article:${id}`])
    const { page } = await site.ask(`/news/${id}-${slug}`)
    expect(wordsOf(page.querySelector('.share .meta'))).toBe('Поделились: 2')
  })

  test('leads nowhere but to the places we name and the stories that are published', async () => {
    const { id } = await writeArticle(site.kit, { state: 'draft' })
    const { id: shown } = await writeArticle(site.kit)
    for (const path of [`/share/telegram/${id}`, `/share/evil/${shown}`, '/share/telegram/0', '/share/telegram/999999'])
      expect((await site.ask(path, { headers: person(7) })).status).toBe(404)
  })
})

test('a printed story carries its address as a code that a telephone reads, one line a run', async () => {
  const { id, slug } = await writeArticle(site.kit)
  const { page } = await site.ask(`/news/${id}-${slug}`)
  const code = page.querySelector('svg.address')
  expect(code?.getAttribute('aria-label')).toBe('Короткая ссылка')
  // Twenty-five modules and the quiet edge; the finder in the corner is seven wide.
  expect(code?.getAttribute('viewBox')).toBe('0 0 33 33')
  expect(code?.querySelector('path')?.getAttribute('d')).toMatch(/^M4 4\.5h7/)
})
