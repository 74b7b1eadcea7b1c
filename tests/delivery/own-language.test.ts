import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wantsKazakh } from '../../src/delivery/own-language.js'
import { openTestSite, type TestSite } from '../support/test-site.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
})
afterAll(() => site.close())

const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0'
const kazakh = { 'user-agent': browser, 'accept-language': 'kk-KZ,kk;q=0.9,ru;q=0.8' }

const goesTo = async (path: string, headers: Record<string, string>) => {
  const answer = await site.ask(path, { headers })
  return answer.status === 302 ? answer.headers.location : answer.status
}

test('a browser that asks for Kazakh first is led from the bare address to the Kazakh front page, and keeps what was behind it', async () => {
  expect(await goesTo('/', kazakh)).toBe('/kk')
  expect(await goesTo('/?utm_source=telegram', kazakh)).toBe('/kk?utm_source=telegram')
  expect(await goesTo('/', { ...kazakh, 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' })).toBe('/kk')
  const { headers } = await site.ask('/', { headers: kazakh })
  expect(headers['cache-control']).toBe('private, no-store')
})

test('nobody is led anywhere from any other address', async () => {
  for (const path of ['/archive', '/kk', '/feed/rss', '/?q=<x>', '//evil.example/', '/?//evil.example'])
    expect(String(await goesTo(path, kazakh))).not.toMatch(/^(?:\/kk|http|\/\/)/)
})

test('whoever chose Russian on a page of ours gets it', async () => {
  expect(await goesTo('/', { ...kazakh, 'sec-fetch-site': 'same-origin' })).toBe(200)
  expect(await goesTo('/', { ...kazakh, host: 'locman.test', referer: 'https://locman.test/kk' })).toBe(200)
})

test('search engines, readers of Russian and readers of neither get the page they asked for', async () => {
  for (const headers of [
    { ...kazakh, 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
    { 'accept-language': 'kk' },
    { 'user-agent': browser },
    { 'user-agent': browser, 'accept-language': 'ru-RU,ru;q=0.9,kk;q=0.8' },
    { 'user-agent': browser, 'accept-language': 'en' },
  ] as Record<string, string>[])
    expect(await goesTo('/', headers)).toBe(200)
})

test('the page itself stays the same bytes for all, and needs to vary by nothing but its compression', async () => {
  const ru = await site.ask('/', { headers: { 'user-agent': browser, 'accept-language': 'ru' } })
  const same = await site.ask('/', { headers: { ...kazakh, 'sec-fetch-site': 'same-origin' } })
  expect(same.headers.etag).toBe(ru.headers.etag)
  expect(ru.headers.vary).toBe('Accept-Encoding')
})

describe('what a browser asks for', () => {
  test.each([
    ['kk', true],
    ['kk-KZ,kk;q=0.9,en-US;q=0.8,en;q=0.7,ru;q=0.6', true],
    ['en-US,en;q=0.9,kk;q=0.5', true],
    ['kk,ru', true],
    ['ru,kk', false],
    ['ru-RU,ru;q=0.9,kk;q=0.8', false],
    ['kk;q=0', false],
    ['kk;q=7', false],
    ['ku, kkj, ru-kk', false],
    ['*', false],
    ['', false],
    [`kk,${'x'.repeat(5000)}`, false],
  ])('%s', (accepted, isKazakh) => {
    expect(wantsKazakh(accepted)).toBe(isKazakh)
  })
})
