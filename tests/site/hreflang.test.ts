import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressOfEveryTemplate, openSampleSite } from '../support/sample-site.js'
import type { TestSite } from '../support/test-site.js'
import { readIndex, readUrlset } from '../syndication/sitemap-rules.js'

let site: TestSite
/** What each page says of its languages, by its own address. */
const told = new Map<string, { alternates: Record<string, string>; canonical: string; isIndexed: boolean }>()

beforeAll(async () => {
  site = await openSampleSite()
  const asked = new Set(await addressOfEveryTemplate(site))
  for (const { address } of readIndex((await site.ask('/sitemap.xml')).body)) {
    for (const url of readUrlset((await site.ask(pathOf(address))).body)) asked.add(pathOf(url.address))
  }
  for (const path of asked) await read(path)
  // Whatever a page names is a page too.
  for (const { alternates } of [...told.values()])
    for (const address of Object.values(alternates)) await read(pathOf(address))
}, 300_000)
afterAll(() => site.close())

const pathOf = (address: string) => address.replace('https://locman.test', '')

async function read(path: string): Promise<void> {
  const address = `https://locman.test${path}`
  if (told.has(address)) return
  const { status, body } = await site.ask(path)
  if (status !== 200) return
  const head = parse(body.slice(0, body.indexOf('</head>')))
  const href = (selector: string) => head.querySelector(selector)?.getAttribute('href') ?? ''
  const links = head.querySelectorAll('link[rel=alternate][hreflang]')
  told.set(address, {
    alternates: Object.fromEntries(
      links.map((link) => [link.getAttribute('hreflang') ?? '', link.getAttribute('href') ?? '']),
    ),
    canonical: href('link[rel=canonical]'),
    isIndexed: !head.querySelector('meta[name=robots]')?.getAttribute('content')?.includes('noindex'),
  })
}

const paired = () => [...told].filter(([, { alternates }]) => Object.keys(alternates).length > 0)

test('every page that names its languages is named by each of them in the same words', () => {
  expect(paired().length).toBeGreaterThan(100)
  for (const [address, { alternates, canonical, isIndexed }] of paired()) {
    if (!isIndexed || canonical !== address) continue
    expect(Object.keys(alternates).sort(), address).toEqual(['kk', 'ru', 'x-default'])
    expect(Object.values(alternates), address).toContain(address)
    for (const other of Object.values(alternates)) {
      const there = told.get(other)
      expect(there?.alternates, `${address} → ${other}`).toEqual(alternates)
      expect([there?.canonical, there?.isIndexed], `${address} → ${other}`).toEqual([other, true])
    }
  }
})

test('a page that search engines should not keep names no other, and one that has a better address names what that one does', () => {
  expect(paired().filter(([, { isIndexed }]) => !isIndexed)).toEqual([])
  const others = paired().filter(([address, { canonical }]) => canonical !== address)
  for (const [address, { canonical, alternates }] of others)
    expect(told.get(canonical)?.alternates, address).toEqual(alternates)
})

test('every story of which both languages are published is one of the pairs, and no other is', async () => {
  const stories = [...told].filter(([address]) => /\/news\/\d+-/.test(address))
  const pairs = stories.filter(([, { alternates }]) => alternates.ru !== undefined)
  expect(pairs.length).toBeGreaterThan(20)
  for (const [, { alternates }] of pairs) {
    expect(alternates.ru).toMatch(/^https:\/\/locman\.test\/news\//)
    expect(alternates.kk).toMatch(/^https:\/\/locman\.test\/kk\/news\//)
    expect(alternates['x-default']).toBe(alternates.ru)
  }
})
