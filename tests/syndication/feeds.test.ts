import { parseFeed } from '@rowanmanning/feed-parser'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doDueDeeds } from '../../src/features/articles/due-deeds.js'
import { takeInPicture } from '../../src/features/media/picture-intake.js'
import { pingSettings, pingsTag } from '../../src/features/pings/ping-settings.js'
import { writeSettings } from '../../src/features/settings/setting-store.js'
import { run } from '../../src/platform/database.js'
import { photo } from '../features/media/pictures.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { withdrawArticle, writeArticle } from '../support/write.js'
import { checkAtom, checkRss } from './feed-rules.js'
import { jsonFeedRules } from './json-feed-rules.js'
import { readUrlset } from './sitemap-rules.js'
import { all, words, xmlTree } from './xml-tree.js'

const kinds = ['rss', 'full', 'atom', 'json', 'yandex'] as const

let site: TestSite
let story: { id: number; slug: string; storyId: string }
let pictureBytes = 0
beforeAll(async () => {
  site = await openTestSite()
  const picture = await takeInPicture(site.kit, await photo(800, 600))
  pictureBytes = picture.liteBytes
  story = await writeArticle(site.kit, {
    title: 'Мост «открыт»: & <всё>',
    lead: 'Движение пустили утром.',
    body: '<p>По мосту поехали <a href="/section/roads">автобусы</a>.</p>',
    section: 'roads',
    region: 'abai',
    tags: ['bridges'],
    authors: ['desk', 'reporter'],
    source: 'agency',
    sourceAddress: 'https://agency.example/1',
    cover: { pictureId: picture.id, alt: 'Мост', caption: 'Мост утром', credit: 'А. Снимков' },
    publishedAt: new Date('2026-11-22T10:00:00+05:00'),
    updatedAt: new Date('2026-11-22T14:30:00+05:00'),
  })
  await writeArticle(site.kit, { title: 'Көпір ашылды', language: 'kk', storyId: story.storyId })
})
afterAll(() => site.close())

const guid = () => `https://locman.test/a/${story.id}`
const address = () => `https://locman.test/news/${story.id}-${story.slug}`

describe('a feed reader reads', () => {
  test('RSS 2.0 with everything that it may hold', async () => {
    const { body, headers } = await site.ask('/feed/section/roads/full')
    expect(headers['content-type']).toBe('application/rss+xml; charset=utf-8')
    const feed = parseRssFeed(body)
    expect(feed).toMatchObject({
      title: 'Город и дороги — Лоцман',
      link: 'https://locman.test/section/roads',
      language: 'ru',
      ttl: 10,
      copyright: '© 2026 Лоцман',
      atom: { links: [{ href: 'https://locman.test/feed/section/roads/full', rel: 'self' }] },
      sy: { updatePeriod: 'hourly', updateFrequency: 6 },
    })
    const [item] = feed.items ?? []
    expect(item).toMatchObject({
      title: 'Мост «открыт»: & <всё>',
      link: address(),
      guid: { value: guid(), isPermaLink: false },
      description: 'Движение пустили утром.',
      dc: { creators: ['desk по-русски', 'reporter по-русски'] },
      categories: [{ name: 'Город и дороги' }, { name: 'bridges по-русски' }],
      source: { url: 'https://agency.example/1' },
      enclosures: [{ length: pictureBytes, type: 'image/jpeg' }],
    })
    expect(item?.content?.encoded).toContain('<a href="https://locman.test/section/roads">автобусы</a>')
    expect(item?.content?.encoded).not.toMatch(/<script|data-picture| src="\//)
    const tree = xmlTree(body)
    const [channel] = tree.children
    const [xmlItem] = channel ? all(channel, 'item') : []
    expect(words(xmlItem, 'pubDate')).toBe('Sun, 22 Nov 2026 10:00:00 +0500')
    expect(words(channel, 'lastBuildDate')).toBe('Sun, 22 Nov 2026 14:30:00 +0500')
    expect(words(xmlItem, '{http://www.w3.org/2005/Atom}updated')).toBe('2026-11-22T14:30:00+05:00')
    const [media] = xmlItem ? all(xmlItem, '{http://search.yahoo.com/mrss/}content') : []
    expect(media?.attributes).toMatchObject({ medium: 'image', type: 'image/jpeg', width: '800', height: '600' })
    expect(words(media, '{http://search.yahoo.com/mrss/}credit')).toBe('А. Снимков')
    const enclosure = item?.enclosures?.[0]?.url?.replace('https://locman.test', '') ?? ''
    expect((await site.ask(enclosure)).bytes.length).toBe(pictureBytes)
  })

  test('RSS with beginnings only', async () => {
    const { body } = await site.ask('/feed/rss')
    expect(body).toContain('Движение пустили утром.')
    expect(body).not.toContain('content:encoded>')
  })

  test('Atom', async () => {
    const { body, headers } = await site.ask('/feed/region/abai/atom')
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    const feed = parseAtomFeed(body)
    expect(feed).toMatchObject({
      id: 'https://locman.test/feed/region/abai/atom',
      title: { value: 'область Абай — Лоцман' },
      authors: [{ name: 'Лоцман' }],
    })
    expect(feed.entries?.[0]).toMatchObject({
      id: guid(),
      title: { value: 'Мост «открыт»: & <всё>' },
      summary: { value: 'Движение пустили утром.' },
      authors: [{ name: 'desk по-русски' }, { name: 'reporter по-русски' }],
      categories: [{ term: 'roads', label: 'Город и дороги' }, { term: 'bridges' }],
    })
    const tree = xmlTree(body)
    expect(tree.attributes['xml:lang']).toBe('ru')
    const atom = (name: string) => `{http://www.w3.org/2005/Atom}${name}`
    const [entry] = all(tree, atom('entry'))
    expect(words(entry, atom('published'))).toBe('2026-11-22T10:00:00+05:00')
    expect(words(entry, atom('updated'))).toBe('2026-11-22T14:30:00+05:00')
    const [content] = entry ? all(entry, atom('content')) : []
    expect(content?.attributes.type).toBe('html')
    expect(content?.text).toContain('автобусы</a>')
  })

  test('JSON Feed 1.1', async () => {
    const { body, headers } = await site.ask('/feed/tag/bridges/json')
    expect(headers['content-type']).toBe('application/feed+json')
    const feed = JSON.parse(body)
    expect(parseJsonFeed(body).items?.[0]?.id).toBe(guid())
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'bridges по-русски — Лоцман',
      home_page_url: 'https://locman.test/tag/bridges',
      feed_url: 'https://locman.test/feed/tag/bridges/json',
      language: 'ru',
      authors: [{ name: 'Лоцман', url: 'https://locman.test/' }],
    })
    expect(feed.items[0]).toMatchObject({
      id: guid(),
      url: address(),
      content_html: expect.stringContaining('автобусы'),
      summary: 'Движение пустили утром.',
      image: expect.stringMatching(/^https:\/\/locman\.test\/media\//),
      date_published: '2026-11-22T10:00:00+05:00',
      date_modified: '2026-11-22T14:30:00+05:00',
      tags: ['Город и дороги', 'bridges по-русски'],
      language: 'ru',
      attachments: [{ mime_type: 'image/jpeg', size_in_bytes: pictureBytes }],
      _locman: {
        source: { name: 'agency по-русски', url: 'https://agency.example/1' },
        region: 'abai',
        pair: expect.stringMatching(/^https:\/\/locman\.test\/kk\/news\//),
      },
    })
    expect(typeof feed.items[0].id).toBe('string')
  })

  test('Yandex its whole texts without markup', async () => {
    const tree = xmlTree((await site.ask('/feed/yandex')).body)
    const [channel] = tree.children
    const [item] = channel ? all(channel, 'item') : []
    expect(words(item, '{http://news.yandex.ru}full-text')).toBe('По мосту поехали автобусы.')
    expect(words(item, '{http://news.yandex.ru}genre')).toBe('message')
    expect(words(item, 'link')).toBe(address())
  })

  test('every list in both languages', async () => {
    const lists = ['', '/section/roads', '/region/abai', '/tag/bridges', '/author/desk', '/source/agency']
    for (const list of lists) {
      for (const prefix of ['', '/kk']) {
        for (const kind of kinds) {
          const { status, body } = await site.ask(`${prefix}/feed${list}/${kind}`)
          expect(status).toBe(200)
          if (kind === 'json') expect(jsonFeedRules.safeParse(JSON.parse(body)).error).toBeUndefined()
          else if (kind === 'atom') checkAtom(body)
          else checkRss(body)
          if (kind !== 'json') expect(parseFeed(body).title).toContain('Лоцман')
        }
      }
    }
    expect((await site.ask('/kk/feed/json')).body).toContain('Көпір ашылды')
  })

  test('what a search finds', async () => {
    const { body } = await site.ask(`/feed/search/json?q=${encodeURIComponent('автобусы')}`)
    expect(JSON.parse(body).items).toHaveLength(1)
    expect((await site.ask('/feed/search/json')).status).toBe(404)
  })
})

test('page, JSON-LD, card, sitemaps and feeds tell the same two dates', async () => {
  const { page } = await site.ask(`/news/${story.id}-${story.slug}`)
  const published = '2026-11-22T10:00:00+05:00'
  const changed = '2026-11-22T14:30:00+05:00'
  const times = page.querySelectorAll('.byline time').map((time) => time.getAttribute('datetime'))
  expect(times).toEqual([published, changed])
  const graph = JSON.parse(page.querySelector('script[type="application/ld+json"]')?.rawText ?? '')['@graph']
  expect([graph[0].datePublished, graph[0].dateModified]).toEqual([published, changed])
  const property = (name: string) => page.querySelector(`meta[property="${name}"]`)?.getAttribute('content')
  expect([property('article:published_time'), property('article:modified_time')]).toEqual([published, changed])
  const inMonth = readUrlset((await site.ask('/sitemaps/ru-2026-11.xml')).body).find((url) => url.address === address())
  expect(inMonth?.changed).toBe(changed)
  site.kit.clock.set('2026-11-23T12:00:00+05:00')
  await site.kit.changes.announce(['newest:ru'])
  const inNews = readUrlset((await site.ask('/sitemap-news-ru.xml')).body).find((url) => url.address === address())
  expect(inNews?.published).toBe(published)
  site.kit.clock.set('2026-11-24T12:00:00+05:00')
  const { items } = JSON.parse((await site.ask('/feed/json')).body)
  const item = items.find((each: { url: string }) => each.url === address())
  expect([item.date_published, item.date_modified]).toEqual([published, changed])
})

test('a second reader reads of a story what the first one does', async () => {
  const seen: Record<string, unknown> = {}
  for (const kind of ['full', 'atom'] as const) {
    const [item] = parseFeed((await site.ask(`/feed/section/roads/${kind}`)).body).items
    seen[kind] = {
      id: item?.id,
      title: item?.title,
      url: item?.url,
      published: item?.published?.toISOString(),
      authors: item?.authors.map(({ name }) => name),
      categories: item?.categories.map(({ label, term }) => label ?? term),
      bytes: item?.media.find(({ length }) => length !== null)?.length,
      content: item?.content?.includes('<a href="https://locman.test/section/roads">автобусы</a>'),
    }
  }
  expect(seen.full).toEqual({
    id: guid(),
    title: 'Мост «открыт»: & <всё>',
    url: address(),
    published: '2026-11-22T05:00:00.000Z',
    authors: ['desk по-русски', 'reporter по-русски'],
    categories: ['Город и дороги', 'bridges по-русски'],
    bytes: pictureBytes,
    content: true,
  })
  expect(seen.atom).toEqual(seen.full)
})

test('a feed that went back in time, since its newest story was withdrawn, is sent to whoever knows it by date', async () => {
  const { id } = await writeArticle(site.kit, { title: 'Снимут', publishedAt: site.kit.clock.now() })
  const { headers } = await site.ask('/feed/rss')
  await withdrawArticle(site.kit, id)
  const asked = { headers: { 'if-modified-since': String(headers['last-modified']) } }
  const again = await site.ask('/feed/rss', asked)
  expect(again.status).toBe(200)
  expect(again.body).not.toContain('Снимут')
})

test('a feed of a search tells its own address as it was asked for', async () => {
  const { headers } = await site.ask('/feed/search/rss?q=AT%26T')
  expect(headers.link).toMatch(/q=AT%26T>; rel="self"/)
})

test('whoever has a feed already is told that it has not changed, by ETag and by date', async () => {
  const { headers } = await site.ask('/feed/rss')
  const etag = String(headers.etag)
  const modified = String(headers['last-modified'])
  expect(Date.parse(modified)).toBeGreaterThan(0)
  for (const conditions of [{ 'if-none-match': etag }, { 'if-modified-since': modified }] as Record<string, string>[]) {
    const again = await site.ask('/feed/rss', { headers: conditions })
    expect(again.status).toBe(304)
    expect(again.bytes.length).toBe(0)
  }
  expect(
    (await site.ask('/feed/rss', { headers: { 'if-none-match': '"other"', 'if-modified-since': modified } })).status,
  ).toBe(200)
})

test('a story is in feed and news sitemap at once when its time comes, and out of them when it is withdrawn', async () => {
  const { kit } = site
  const { id } = await writeArticle(kit, {
    title: 'К сроку',
    state: 'scheduled',
    publishedAt: new Date('2026-11-24T12:00:01+05:00'),
  })
  const holding = async () =>
    Promise.all(
      ['/feed/rss', '/feed/json', '/sitemap-news-ru.xml', '/sitemaps/ru-2026-11.xml'].map(async (path) =>
        (await site.ask(path)).body.includes(`/news/${id}-`),
      ),
    )
  expect(await holding()).toEqual([false, false, false, false])
  kit.clock.set('2026-11-24T12:00:01+05:00')
  await doDueDeeds(kit)
  expect(await holding()).toEqual([true, true, true, true])
  await withdrawArticle(kit, id, '')
  expect(await holding()).toEqual([false, false, false, false])
  kit.clock.set('2026-11-24T12:00:00+05:00')
})

test('a source decides how much of its stories is handed on', async () => {
  const { kit } = site
  const seen: Record<string, { rss: string; full: string; yandex: boolean; news: boolean }> = {}
  const { id } = await writeArticle(kit, {
    title: 'Чужая новость',
    lead: 'Начало чужой.',
    body: '<p>Середина чужой.</p>',
    source: 'stern',
  })
  for (const rights of ['full', 'excerpt', 'headline']) {
    await run(kit.db, `update sources set rights = :rights where slug = 'stern'`, { rights })
    await kit.changes.announce(['filing'])
    const item = async (kind: string) => {
      const { items } = JSON.parse((await site.ask(`/feed/source/stern/${kind}`)).body)
      return JSON.stringify(items[0])
    }
    const full = (await site.ask('/feed/source/stern/full')).body
    seen[rights] = {
      rss: await item('json'),
      full,
      yandex: (await site.ask('/feed/yandex')).body.includes('Чужая новость'),
      news: (await site.ask('/sitemap-news-ru.xml')).body.includes(`/news/${id}-`),
    }
  }
  expect(seen.full?.full).toContain('Середина чужой.')
  expect(seen.full).toMatchObject({ yandex: true, news: true })
  expect(seen.excerpt?.full).toContain('Начало чужой.')
  expect(seen.excerpt?.full).not.toContain('Середина')
  expect(seen.headline?.full).toContain('Чужая новость')
  expect(seen.headline?.full).not.toMatch(/Начало|Середина/)
  expect(seen.headline?.rss).not.toMatch(/Начало|Середина/)
  expect(seen.excerpt).toMatchObject({ yandex: false, news: false })
})

test("partners' material is in no feed and no news sitemap", async () => {
  const { id } = await writeArticle(site.kit, { title: 'Партнёрская', section: 'sport' })
  await run(site.kit.db, `update articles set partner_mark = 'partner' where id = :id`, { id })
  await site.kit.changes.announce(['filing'])
  for (const path of ['/feed/rss', '/feed/yandex', '/feed/section/sport/json', '/sitemap-news-ru.xml'])
    expect((await site.ask(path)).body).not.toContain(`/news/${id}-`)
  expect((await site.ask('/sitemaps/ru-2026-11.xml')).body).toContain(`/news/${id}-`)
})

test('the next page of a JSON feed goes on where the first ends', async () => {
  for (let at = 0; at < 35; at += 1) await writeArticle(site.kit, { title: `Лента ${at}`, tags: ['river'] })
  const first = JSON.parse((await site.ask('/feed/tag/river/json')).body)
  expect(first.items).toHaveLength(30)
  const second = JSON.parse((await site.ask(first.next_url.replace('https://locman.test', ''))).body)
  expect(second.items).toHaveLength(5)
  expect(second.next_url).toBeUndefined()
})

test('a feed never grows too heavy for its readers, and what found no room stands on its next pages', async () => {
  for (let at = 0; at < 12; at += 1) {
    await writeArticle(site.kit, {
      title: `Тяжёлая ${at}`,
      tags: ['heavy'],
      body: `<p>${'Очень длинный рассказ. '.repeat(8000)}</p>`,
    })
  }
  for (const kind of ['json', 'atom'] as const) {
    const seen = new Set<string>()
    for (let path: string | undefined = `/feed/tag/heavy/${kind}`; path !== undefined; ) {
      const { body, bytes } = await site.ask(path)
      expect(bytes.length).toBeLessThanOrEqual(2_000_000)
      for (const [title] of body.matchAll(/Тяжёлая \d+/g)) seen.add(title)
      const next: string | undefined =
        kind === 'json' ? JSON.parse(body).next_url : /rel="next" href="([^"]+)"/.exec(body)?.[1]
      path = next?.replace('https://locman.test', '')
    }
    expect([kind, seen.size]).toEqual([kind, 12])
  }
})

test('a hub is named where one is set, and not on a copy for trying things out', async () => {
  const { kit } = site
  const set = async (value: object) => {
    await writeSettings(kit.db, pingSettings, pingSettings.schema.parse(value), kit.clock.now())
    await kit.changes.announce([pingsTag])
  }
  await set({ hub: 'https://hub.example/' })
  for (const kind of kinds) {
    const { headers, body } = await site.ask(`/feed/${kind}`)
    expect(headers.link).toBe(`<https://locman.test/feed/${kind}>; rel="self", <https://hub.example/>; rel="hub"`)
    expect(body).toContain('https://hub.example/')
  }
  await set({ hub: 'https://hub.example/', isStaging: true })
  const { headers, body } = await site.ask('/feed/rss')
  expect(headers.link).not.toContain('hub.example')
  expect(body).not.toContain('hub.example')
  await set({})
})

test('a forged host is never echoed', async () => {
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }
  for (const path of [
    '/',
    '/feed/rss',
    '/feed/atom',
    '/feed/json',
    '/sitemap.xml',
    '/sitemaps/ru-2026-11.xml',
    '/sitemap-news-ru.xml',
    '/opensearch.xml',
    `/news/${story.id}`,
  ]) {
    const answer = await site.ask(path, { headers })
    expect(answer.body).not.toContain('evil.example')
    expect(JSON.stringify(answer.headers)).not.toContain('evil.example')
    expect((await site.ask(path)).body).not.toContain('evil.example')
  }
})

test.each([
  '/feed',
  '/feed/',
  '/feed/doc',
  '/feed/section/none/rss',
  '/feed/nothing/x/rss',
  '/feed/section/%00/rss',
  '/feed/tag/..%2f/rss',
])('%s is nowhere', async (path) => {
  expect([404, 301]).toContain((await site.ask(path)).status)
})
