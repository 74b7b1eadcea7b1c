import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'
import { all, words, type XmlElement, xmlTree } from './xml-tree.js'

const atom = (name: string) => `{http://www.w3.org/2005/Atom}${name}`
const archiveMark = '{http://purl.org/syndication/history/1.0}archive'

let site: TestSite
const written: string[] = []
beforeAll(async () => {
  site = await openTestSite()
  const at = async (iso: string, title: string) => {
    await writeArticle(site.kit, { title, section: 'sport', publishedAt: new Date(iso) })
    written.push(title)
  }
  for (let n = 0; n < 40; n += 1)
    await at(`2026-11-23T${10 + Math.floor(n / 10)}:${10 + (n % 10)}:00+05:00`, `День ${n}`)
  // In Greenwich it was still the day before.
  await at('2026-11-24T00:30:00+05:00', 'Ночью')
  await at('2026-11-20T23:59:00+05:00', 'Вечером')
  await at('2026-09-01T10:00:00+05:00', 'Осенью')
  await writeArticle(site.kit, {
    title: 'Другая',
    section: 'roads',
    publishedAt: new Date('2026-10-10T10:00:00+05:00'),
  })
})
afterAll(() => site.close())

const link = (feed: XmlElement, rel: string) =>
  all(feed, atom('link')).find(({ attributes }) => attributes.rel === rel)?.attributes.href
const titles = (feed: XmlElement) => all(feed, atom('entry')).map((entry) => words(entry, atom('title')) ?? '')
const read = async (address: string) => xmlTree((await site.ask(address.replace('https://locman.test', ''))).body)

test('whoever follows the archives of a feed back to the end has every story of the list', async () => {
  const subscription = await read('/feed/section/sport/atom')
  expect(all(subscription, archiveMark)).toHaveLength(0)
  const seen = new Set(titles(subscription))
  expect(seen.size).toBe(30)
  const days: string[] = []
  for (let next = link(subscription, 'prev-archive'); next !== undefined; ) {
    const archive = await read(next)
    expect(all(archive, archiveMark)).toHaveLength(1)
    expect(link(archive, 'self')).toBe(next)
    expect(link(archive, 'current')).toBe('https://locman.test/feed/section/sport/atom')
    expect(words(archive, atom('id'))).toBe(words(subscription, atom('id')))
    for (const title of titles(archive)) seen.add(title)
    days.push(next.slice(-10))
    next = link(archive, 'prev-archive')
  }
  expect(days).toEqual(['2026-11-23', '2026-11-20', '2026-09-01'])
  expect([...seen].sort()).toEqual([...written].sort())
})

test('an archive stays where it is when news comes', async () => {
  const before = await read('/feed/section/sport/atom?day=2026-11-20')
  await writeArticle(site.kit, { title: 'Новее', section: 'sport' })
  expect(titles(await read('/feed/section/sport/atom?day=2026-11-20'))).toEqual(titles(before))
  expect(titles(before)).toEqual(['Вечером'])
})

test('a short list has no archive, and neither have the other forms and a search', async () => {
  expect(link(await read('/feed/section/roads/atom'), 'prev-archive')).toBeUndefined()
  expect(link(await read(`/feed/search/atom?q=${encodeURIComponent('день')}`), 'prev-archive')).toBeUndefined()
  expect((await site.ask('/feed/section/sport/rss?day=2026-11-20')).body).toContain('Ночью')
})

test.each(['2026-11-19', '2026-13-01', '2026-02-30', '2027-01-01', 'x', '2026-11-20T00', "2026-11-20'"])(
  'there is no archive of %s',
  async (day) => {
    expect((await site.ask(`/feed/section/sport/atom?day=${encodeURIComponent(day)}`)).status).toBe(404)
  },
)
