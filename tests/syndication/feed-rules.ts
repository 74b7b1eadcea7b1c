import { expect } from 'vitest'
import { words, type XmlElement, xmlTree } from './xml-tree.js'

const atomNamespace = 'http://www.w3.org/2005/Atom'
const atom = (name: string) => `{${atomNamespace}}${name}`
const named = (uri: string, ...names: string[]) => names.map((name) => `{${uri}}${name}`)

/** Per element: how often it may stand, at least and at most. */
type Counts = Record<string, readonly [least: number, most: number]>
const many = Number.POSITIVE_INFINITY

const channelElements: Counts = {
  title: [1, 1], link: [1, 1], description: [1, 1], language: [1, 1], copyright: [0, 1], managingEditor: [0, 1],
  pubDate: [1, 1], lastBuildDate: [1, 1], ttl: [0, 1], image: [0, 1], item: [0, many], [atom('link')]: [1, many],
  ...Object.fromEntries(named('http://purl.org/rss/1.0/modules/syndication/', 'updatePeriod', 'updateFrequency').map((name) => [name, [0, 1]])),
} // biome-ignore format: one look is enough for a table

const itemElements: Counts = {
  title: [1, 1], link: [1, 1], guid: [1, 1], pubDate: [1, 1], description: [0, 1], category: [0, many], source: [0, 1],
  enclosure: [0, 1], [atom('updated')]: [0, 1], '{http://purl.org/dc/elements/1.1/}creator': [0, many],
  '{http://purl.org/rss/1.0/modules/content/}encoded': [0, 1], '{http://search.yahoo.com/mrss/}content': [0, many],
  ...Object.fromEntries(named('http://news.yandex.ru', 'genre', 'full-text').map((name) => [name, [0, 1]])),
} // biome-ignore format: one look is enough for a table

const mailDate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d \+0[56]00$/
const isoDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:\d\d$/

/** RSS 2.0: every element one that may stand there, as often as it may, and in the right form. */
export function checkRss(text: string): XmlElement[] {
  const rss = xmlTree(text)
  expect([rss.name, rss.attributes.version, rss.children.length]).toEqual(['rss', '2.0', 1])
  const channel = rss.children[0] as XmlElement
  checkCounts(channel, channelElements)
  expect(words(channel, 'lastBuildDate')).toMatch(mailDate)
  const items = channel.children.filter(({ name }) => name === 'item')
  for (const item of items) {
    checkCounts(item, itemElements)
    expect(words(item, 'pubDate')).toMatch(mailDate)
    expect(words(item, atom('updated'))).toMatch(isoDate)
    expect(URL.canParse(words(item, 'link') ?? '')).toBe(true)
    expect(item.children.find(({ name }) => name === 'guid')?.attributes).toEqual({ isPermaLink: 'false' })
  }
  expect(new Set(items.map((item) => words(item, 'guid'))).size).toBe(items.length)
  return items
}

const feedElements: Counts = {
  id: [1, 1], title: [1, 1], subtitle: [0, 1], updated: [1, 1], link: [1, many], author: [1, many], icon: [0, 1],
  rights: [0, 1], entry: [0, many],
} // biome-ignore format: one look is enough for a table

const entryElements: Counts = {
  id: [1, 1], title: [1, 1], published: [0, 1], updated: [1, 1], link: [1, many], author: [0, many], category: [0, many],
  summary: [0, 1], content: [0, 1], rights: [0, 1], source: [0, 1],
} // biome-ignore format: one look is enough for a table

/** Atom as RFC 4287 counts its elements. */
export function checkAtom(text: string): XmlElement[] {
  const feed = xmlTree(text)
  expect(feed.name).toBe(atom('feed'))
  checkCounts(feed, inAtom(feedElements))
  expect(words(feed, atom('updated'))).toMatch(isoDate)
  const entries = feed.children.filter(({ name }) => name === atom('entry'))
  for (const entry of entries) {
    checkCounts(entry, inAtom(entryElements))
    expect(words(entry, atom('published'))).toMatch(isoDate)
    expect(words(entry, atom('updated'))).toMatch(isoDate)
    // Without content an entry must have an alternate link; every one of ours has it.
    expect(entry.children.some(({ name, attributes }) => name === atom('link') && attributes.rel === 'alternate')).toBe(
      true,
    )
  }
  expect(new Set(entries.map((entry) => words(entry, atom('id')))).size).toBe(entries.length)
  return entries
}

const inAtom = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [atom(name), count]))

function checkCounts(element: XmlElement, counts: Counts): void {
  const found = new Map<string, number>()
  for (const { name } of element.children) found.set(name, (found.get(name) ?? 0) + 1)
  expect([...found.keys()].filter((name) => !(name in counts))).toEqual([])
  const wrong = Object.entries(counts).filter(([name, [least, most]]) => {
    const times = found.get(name) ?? 0
    return times < least || times > most
  })
  expect(wrong.map(([name]) => `${found.get(name) ?? 0} × ${name}`)).toEqual([])
}
