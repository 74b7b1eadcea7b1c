import { parseFeed } from '@rowanmanning/feed-parser'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Article } from '../../src/features/articles/article.js'
import { findArticle } from '../../src/features/articles/article-store.js'
import { feedRowsOf } from '../../src/features/feeds/feed-lists.js'
import { feedStory } from '../../src/features/feeds/feed-story.js'
import { siteWords } from '../../src/features/identity/site-words.js'
import { rows, run } from '../../src/platform/database.js'
import { articleGraph } from '../../src/site/article-graph.js'
import { graphText, publisherNode } from '../../src/site/structured-data.js'
import { atomFeed } from '../../src/syndication/atom-feed.js'
import type { Feed } from '../../src/syndication/feed.js'
import { jsonFeed } from '../../src/syndication/json-feed.js'
import { rssFeed } from '../../src/syndication/rss-feed.js'
import { oneLine, safeBody } from '../../src/text/safe-html.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { checkAtom, checkRss } from './feed-rules.js'
import { jsonFeedRules } from './json-feed-rules.js'
import { readUrlset } from './sitemap-rules.js'
import { schemaFaults } from './sitemap-schema.js'
import { storyGraph } from './story-graph-rules.js'
import { all, words, xmlTree } from './xml-tree.js'

// A thousand of everything takes long on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const hostile = [
  '</script><script>alert(1)</script>',
  '<!-- <script> -->',
  ']]> ]]]]><![CDATA[ x',
  '"quotes" \'single\' «ёлочки» „лапки“',
  '&amp; &lt; &#0; &unknown; & <b>',
  'до\u0000\u0001\u0008\u000b\u001f\ufffe после',
  '🙂👨‍👩‍👧‍👦🇰🇿',
  '\ud83d одна половина',
  'ә ғ қ ң ө ұ ү һ і Ә Ғ',
  '\u202eсправа налево\u202c\u200b',
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
  'строка\u2028разделитель\u2029абзац',
  `${'Щ'.repeat(299)}!`,
  '\\u003c/script\\u003e \\" \\n',
  '{{7*7}} <%= 7 %> #{7*7}',
]
const titles = Array.from({ length: 1000 }, (_, at) => `${at} ${hostile[at % hostile.length]}`)

let site: TestSite
let stored: { id: number; slug: string; title: string }[]
let feed: Feed
beforeAll(async () => {
  site = await openTestSite()
  const { db, clock } = site.kit
  const now = clock.now()
  // In one statement: a thousand would be most of the test's time.
  await run(
    db,
    `insert into articles (language, slug, title, lead, body_html, body_text, body_policy, section_id, state, published_at)
     select 'ru', 'slug-' || t.at, t.title, t.title, t.html, t.title, 1, (select id from sections where slug = 'society'),
       'published', :now::timestamptz - make_interval(mins => t.at::int)
     from unnest(:titles::text[], :bodies::text[]) with ordinality as t (title, html, at)`,
    {
      now,
      titles: titles.map((title) => oneLine(title, 300)),
      bodies: titles.map((title) => safeBody(`<p>${title}</p><pre>${title}</pre>`)),
    },
  )
  stored = await rows(db, 'select id, slug, title from articles order by published_at desc')
  const found = await feedRowsOf(
    db,
    stored.map(({ id }) => id),
    now,
  )
  const address = 'https://locman.test/feed/full'
  feed = {
    language: 'ru',
    title: 'Лента',
    description: 'Всё',
    home: 'https://locman.test/',
    address,
    self: address,
    next: null,
    archive: null,
    hub: null,
    publisher: { name: 'Лоцман', address: 'https://locman.test/', mail: null },
    copyright: '©',
    icons: { large: 'https://locman.test/a.png', small: 'https://locman.test/b.png' },
    updated: now,
    stories: found.map((each) => feedStory('https://locman.test', each, 'full')),
  }
})
afterAll(() => site.close())

const shown = () => stored.map(({ title }) => title)

test('a thousand titles are stored without what no text may hold', () => {
  expect(stored).toHaveLength(1000)
  for (const title of shown()) {
    expect(title.length).toBeLessThanOrEqual(300)
    expect(title.isWellFormed()).toBe(true)
  }
})

test('RSS of a thousand hostile titles is read back unchanged', () => {
  for (const form of ['short', 'full', 'yandex'] as const) {
    const text = rssFeed(feed, form)
    const [channel] = xmlTree(text).children
    const items = channel ? all(channel, 'item') : []
    expect(items.map((item) => words(item, 'title'))).toEqual(shown())
    expect(items.map((item) => words(item, 'description'))).toEqual(feed.stories.map(({ summary }) => summary))
    if (form === 'full') {
      expect(items.map((item) => words(item, '{http://purl.org/rss/1.0/modules/content/}encoded'))).toEqual(
        feed.stories.map(({ html }) => html),
      )
    }
    checkRss(text)
    expect(parseRssFeed(text).items).toHaveLength(1000)
    // A second reader, of another house.
    const second = parseFeed(text)
    expect(second.meta).toEqual({ type: 'rss', version: '2.0' })
    expect(second.items.map(({ url }) => url)).toEqual(feed.stories.map(({ address }) => address))
  }
})

test('so is Atom', () => {
  const text = atomFeed(feed)
  const atom = (name: string) => `{http://www.w3.org/2005/Atom}${name}`
  const entries = all(xmlTree(text), atom('entry'))
  expect(entries.map((entry) => words(entry, atom('title')))).toEqual(shown())
  expect(entries.map((entry) => words(entry, atom('content')))).toEqual(feed.stories.map(({ html }) => html))
  checkAtom(text)
  expect(parseAtomFeed(text).entries).toHaveLength(1000)
  expect(parseFeed(text).items.map(({ id }) => id)).toEqual(feed.stories.map(({ id }) => id))
})

test('so is JSON Feed', () => {
  const text = jsonFeed(feed)
  const { items } = JSON.parse(text) as { items: { title: string }[] }
  expect(items.map(({ title }) => title)).toEqual(shown())
  expect(parseJsonFeed(text).items).toHaveLength(1000)
  expect(jsonFeedRules.safeParse(JSON.parse(text)).error).toBeUndefined()
})

test('so are the sitemap of the month and of the news', async () => {
  const month = (await site.ask('/sitemaps/ru-2026-11.xml')).body
  expect(readUrlset(month)).toHaveLength(1000)
  expect(await schemaFaults('urlset', month)).toEqual([])
  const news = (await site.ask('/sitemap-news-ru.xml')).body
  expect(readUrlset(news).map(({ title }) => title)).toEqual(shown())
  expect(await schemaFaults('urlset', news)).toEqual([])
})

test('so is the graph of each of the thousand stories, by every property that it may have', async () => {
  const { kit } = site
  const publisher = {
    origin: kit.origin,
    language: 'ru' as const,
    words: await siteWords(kit, 'ru'),
    logo: { address: `${kit.origin}/logo.png`, width: 512, height: 512 },
    pages: ['about'],
    sameAs: [],
  }
  // All asked for at once, as neighbours in a busy second are, and not a thousand times one after the other.
  const articles = await Promise.all(stored.map(({ id }) => findArticle(kit.db, id, kit.clock.now())))
  for (const [at, { id, slug, title }] of stored.entries()) {
    const article = articles[at] as Article & { publishedAt: Date }
    expect(article.id).toBe(id)
    const path = `/news/${id}-${slug}`
    const text = graphText([
      ...articleGraph(publisher, article, { path, description: article.lead, twin: null }),
      publisherNode(publisher),
    ])
    expect(text).not.toContain('<')
    const graph = JSON.parse(text)
    expect(storyGraph.safeParse(graph).error, `${at} ${title}`).toBeUndefined()
    const [story, breadcrumbs] = graph['@graph']
    expect(story.alternativeHeadline ?? story.headline).toBe(title)
    expect(story.description).toBe(article.lead)
    expect(breadcrumbs.itemListElement.at(-1).name).toBe(title)
  }
})

test('a page keeps its graph and its card, which no title can leave', async () => {
  for (const { id, slug, title } of stored.slice(0, hostile.length)) {
    const { body, page } = await site.ask(`/news/${id}-${encodeURIComponent(slug)}`)
    const scripts = page.querySelectorAll('script[type="application/ld+json"]')
    expect(scripts).toHaveLength(1)
    const [story] = JSON.parse(scripts[0]?.rawText ?? '')['@graph']
    expect(story.alternativeHeadline ?? story.headline).toBe(title)
    expect(story.headline.length).toBeLessThanOrEqual(110)
    expect(page.querySelector('meta[property="og:title"]')?.getAttribute('content')).toBe(title)
    expect(body).not.toContain('<script>alert')
    expect(body.match(/<script[\s>]/g)?.length).toBe(body.match(/<\/script>/g)?.length)
  }
})
