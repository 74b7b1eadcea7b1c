import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takeInPicture } from '../../src/features/media/picture-intake.js'
import { publisherSettings, publisherTag } from '../../src/features/publisher/publisher-settings.js'
import { writeSettings } from '../../src/features/settings/setting-store.js'
import { run } from '../../src/platform/database.js'
import { photo } from '../features/media/pictures.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { writeArticle, writePage } from '../support/write.js'
import { storyGraph } from '../syndication/story-graph-rules.js'

type Node = Record<string, unknown> & { '@type': string }

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
})
afterAll(() => site.close())

async function graphOf(path: string): Promise<Node[]> {
  const { page, status } = await site.ask(path)
  expect(status, path).toBe(200)
  const scripts = page.querySelectorAll('script[type="application/ld+json"]')
  expect(scripts).toHaveLength(1)
  const graph = JSON.parse(scripts[0]?.rawText ?? '') as { '@context': string; '@graph': Node[] }
  expect(graph['@context']).toBe('https://schema.org')
  return graph['@graph']
}

const ofType = (graph: Node[], type: string) => graph.find((node) => node['@type'] === type)

const contents = (page: Awaited<ReturnType<TestSite['ask']>>['page'], selector: string) =>
  page.querySelectorAll(selector).map((meta) => meta.getAttribute('content'))

describe("a story's graph", () => {
  let path = ''
  let twinPath = ''
  let graph: Node[]
  beforeAll(async () => {
    const wish = {
      section: 'roads',
      region: 'abai',
      tags: ['bridges'],
      authors: ['desk', 'reporter'],
      source: 'agency',
      sourceAddress: 'https://agency.example/1',
      publishedAt: new Date('2026-11-22T10:00:00+05:00'),
      updatedAt: new Date('2026-11-22T14:30:00+05:00'),
    }
    const ru = await writeArticle(site.kit, { ...wish, title: 'Мост открыт' })
    const kk = await writeArticle(site.kit, { title: 'Көпір ашылды', language: 'kk', storyId: ru.storyId })
    path = `/news/${ru.id}-${ru.slug}`
    twinPath = `/kk/news/${kk.id}-${kk.slug}`
    graph = await graphOf(path)
  })

  test('tells everything a search engine asks of news', () => {
    const address = `https://locman.test${path}`
    expect(ofType(graph, 'NewsArticle')).toMatchObject({
      '@id': `${address}#article`,
      mainEntityOfPage: address,
      url: address,
      headline: 'Мост открыт',
      description: 'Движение пустили утром.',
      inLanguage: 'ru',
      datePublished: '2026-11-22T10:00:00+05:00',
      dateModified: '2026-11-22T14:30:00+05:00',
      author: [
        { '@type': 'Person', name: 'desk по-русски', url: 'https://locman.test/author/desk' },
        { '@type': 'Person', name: 'reporter по-русски', url: 'https://locman.test/author/reporter' },
      ],
      publisher: { '@id': 'https://locman.test/#publisher' },
      articleSection: 'Город и дороги',
      keywords: ['bridges по-русски'],
      about: [{ '@type': 'Thing', name: 'bridges по-русски', url: 'https://locman.test/tag/bridges' }],
      contentLocation: { '@type': 'Place', name: 'область Абай', identifier: 'KZ-10' },
      wordCount: 5,
      speakable: { '@type': 'SpeakableSpecification', cssSelector: ['.article h1', '.article .standfirst'] },
      isAccessibleForFree: true,
      discussionUrl: `${address}#comments`,
      isBasedOn: 'https://agency.example/1',
      sourceOrganization: { '@type': 'Organization', name: 'agency по-русски' },
      creditText: 'agency по-русски',
      workTranslation: { '@id': `https://locman.test${twinPath}#article` },
    })
  })

  test('has what can be read aloud where it says', async () => {
    const { page } = await site.ask(path)
    const speakable = ofType(graph, 'NewsArticle')?.speakable as { cssSelector: string[] } | undefined
    expect(speakable?.cssSelector.map((selector) => page.querySelectorAll(selector).length)).toEqual([1, 1])
  })

  test('is valid by every property that it may have', () => {
    expect(storyGraph.safeParse({ '@context': 'https://schema.org', '@graph': graph }).error).toBeUndefined()
  })

  test('is answered by its other language', async () => {
    expect(ofType(await graphOf(twinPath), 'NewsArticle')).toMatchObject({
      inLanguage: 'kk',
      translationOfWork: { '@id': `https://locman.test${path}#article` },
    })
  })

  test('shows the way from the front page', () => {
    expect(ofType(graph, 'BreadcrumbList')?.itemListElement).toEqual([
      { '@type': 'ListItem', position: 1, name: 'Главное', item: 'https://locman.test/' },
      { '@type': 'ListItem', position: 2, name: 'Город и дороги', item: 'https://locman.test/section/roads' },
      { '@type': 'ListItem', position: 3, name: 'Мост открыт' },
    ])
  })

  test('names the publisher, with a logo that is there and the pages that tell of it', async () => {
    await writePage(site.kit, 'rules', 'ru', 'Правила')
    await site.kit.changes.announce(['pages'])
    const publisher = ofType(await graphOf(path), 'NewsMediaOrganization')
    expect(publisher).toMatchObject({
      '@id': 'https://locman.test/#publisher',
      name: 'Лоцман',
      publishingPrinciples: 'https://locman.test/page/rules',
    })
    expect(publisher).not.toHaveProperty('correctionsPolicy')
    const { url } = (publisher?.logo ?? {}) as { url?: string }
    const logo = String(url).replace('https://locman.test', '')
    expect((await site.ask(logo)).headers['content-type']).toBe('image/png')
  })

  test('says the same as its card', async () => {
    const { page } = await site.ask(path)
    const property = (name: string) => contents(page, `meta[property="${name}"]`)
    expect(property('og:type')).toEqual(['article'])
    expect(property('og:title')).toEqual(['Мост открыт'])
    expect(property('og:url')).toEqual([`https://locman.test${path}`])
    expect(property('og:locale')).toEqual(['ru_RU'])
    expect(property('og:locale:alternate')).toEqual(['kk_KZ'])
    expect(property('article:published_time')).toEqual(['2026-11-22T10:00:00+05:00'])
    expect(property('article:modified_time')).toEqual(['2026-11-22T14:30:00+05:00'])
    expect(property('article:section')).toEqual(['Город и дороги'])
    expect(property('article:tag')).toEqual(['bridges по-русски'])
    expect(property('article:author')).toEqual([
      'https://locman.test/author/desk',
      'https://locman.test/author/reporter',
    ])
    expect(property('og:image:width')).toEqual(['1200'])
    expect(property('og:image:height')).toEqual(['630'])
    expect(property('og:image:type')).toEqual(['image/jpeg'])
    expect(property('og:image:alt')).toEqual(['Мост открыт'])
    expect(contents(page, 'meta[name="twitter:card"]')).toEqual(['summary_large_image'])
    expect(contents(page, 'meta[name=robots]')).toEqual([
      'max-image-preview:large, max-snippet:-1, max-video-preview:-1',
    ])
  })
})

test('a cover is told with whom it is by and where its licence can be read, in three crops', async () => {
  const picture = await takeInPicture(site.kit, await photo(1600, 1200))
  const { id, slug } = await writeArticle(site.kit, {
    title: 'С обложкой',
    cover: { pictureId: picture.id, alt: 'Мост', caption: 'Мост утром', credit: 'А. Снимков' },
  })
  const licence = async (words: string) => {
    await run(site.kit.db, 'update pictures set licence = :words where id = :id', { words, id: picture.id })
    await site.kit.changes.announce([`article:${id}`])
    const graph = await graphOf(`/news/${id}-${slug}`)
    expect(storyGraph.safeParse({ '@context': 'https://schema.org', '@graph': graph }).error).toBeUndefined()
    return ofType(graph, 'NewsArticle')?.image as Record<string, unknown>[]
  }
  const [wide, ...others] = await licence('CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)')
  expect(wide).toMatchObject({
    width: 1200,
    height: 675,
    caption: 'Мост утром',
    creditText: 'А. Снимков',
    license: 'https://creativecommons.org/licenses/by/4.0/',
  })
  expect(others.map(({ width, height }) => Number(width) / Number(height))).toEqual([4 / 3, 1])
  expect((await licence('Договор 17 от 3 марта'))[0]).not.toHaveProperty('license')
  const { page } = await site.ask(`/news/${id}-${slug}`)
  // Messengers take the first picture of an article for its cover.
  expect(page.querySelector('article figure')?.classList.contains('cover')).toBe(true)
})

test('the card names the portal’s channel in Telegram, once the newsroom has told it', async () => {
  const channel = async () => contents((await site.ask('/')).page, 'meta[property="telegram:channel"]')
  expect(await channel()).toEqual([])
  const { kit } = site
  await writeSettings(
    kit.db,
    publisherSettings,
    publisherSettings.schema.parse({ telegram: '@locman_news' }),
    kit.clock.now(),
  )
  await kit.changes.announce([publisherTag, 'front:ru'])
  expect(await channel()).toEqual(['@locman_news'])
})

test('a headline longer than search engines take is cut, and told whole beside it', async () => {
  const title = `Долгая новость ${'о мосте '.repeat(30)}`.trim().slice(0, 300)
  const { id, slug } = await writeArticle(site.kit, { title })
  const story = ofType(await graphOf(`/news/${id}-${slug}`), 'NewsArticle')
  expect(String(story?.headline).length).toBeLessThanOrEqual(110)
  expect(story?.alternativeHeadline).toBe(title)
})

test('a story without an author is the portal’s own', async () => {
  const { id, slug } = await writeArticle(site.kit, { title: 'Без подписи' })
  expect(ofType(await graphOf(`/news/${id}-${slug}`), 'NewsArticle')?.author).toEqual([
    { '@type': 'Organization', name: 'Лоцман', url: 'https://locman.test' },
  ])
})

test('the front page can be searched from the search engine', async () => {
  const website = ofType(await graphOf('/kk'), 'WebSite')
  expect(website).toMatchObject({ url: 'https://locman.test/kk', inLanguage: 'kk' })
  expect(website?.potentialAction).toMatchObject({
    '@type': 'SearchAction',
    target: { urlTemplate: 'https://locman.test/kk/search?q={search_term_string}' },
  })
})

test('a list is a collection, and an author a person', async () => {
  const section = await graphOf('/section/roads')
  expect(ofType(section, 'CollectionPage')).toMatchObject({
    url: 'https://locman.test/section/roads',
    mainEntity: { '@type': 'ItemList' },
  })
  expect(ofType(await graphOf('/author/desk'), 'ProfilePage')?.mainEntity).toMatchObject({
    '@type': 'Person',
    name: 'desk по-русски',
  })
  const { page } = await site.ask('/author/desk')
  expect(contents(page, 'meta[property="og:type"]')).toEqual(['profile'])
})

test('the lite version and pages that are not indexed carry none of it', async () => {
  for (const [path, headers] of [
    ['/section/roads', { cookie: 'display=0an0pl' }],
    ['/search?q=abc', {}],
  ] as const) {
    const { page } = await site.ask(path, { headers })
    expect(page.querySelector('script[type="application/ld+json"]')).toBeNull()
    expect(page.querySelector('meta[property^="og:"]')).toBeNull()
  }
})

test('of a list and of a search a feed reader finds the feed', async () => {
  const feeds = async (path: string) =>
    (await site.ask(path)).page
      .querySelectorAll('link[rel=alternate][type]')
      .map((link) => [link.getAttribute('type'), link.getAttribute('href')])
  expect(await feeds('/kk/section/roads')).toEqual([
    ['application/rss+xml', '/kk/feed/section/roads/rss'],
    ['application/feed+json', '/kk/feed/section/roads/json'],
  ])
  expect(await feeds('/search?q=%D1%81%D0%BD%D0%B5%D0%B3')).toEqual([
    ['application/rss+xml', '/feed/search/rss?q=%D1%81%D0%BD%D0%B5%D0%B3'],
    ['application/feed+json', '/feed/search/json?q=%D1%81%D0%BD%D0%B5%D0%B3'],
  ])
  expect(await feeds('/')).toEqual([
    ['application/rss+xml', '/feed/rss'],
    ['application/feed+json', '/feed/json'],
  ])
})
