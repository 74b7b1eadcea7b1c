import { expect } from 'vitest'
import { all, words, type XmlElement, xmlTree } from './xml-tree.js'

const sitemap = (name: string) => `{http://www.sitemaps.org/schemas/sitemap/0.9}${name}`
const image = (name: string) => `{http://www.google.com/schemas/sitemap-image/1.1}${name}`
const news = (name: string) => `{http://www.google.com/schemas/sitemap-news/0.9}${name}`

/** A complete W3C date with seconds and offset. */
export const w3cDate = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+\d{2}:\d{2}$/

export interface SitemapUrl {
  address: string
  changed: string | undefined
  title: string | undefined
  published: string | undefined
  picture: string | undefined
}

/** What the published schemas of sitemaps and of news sitemaps demand, checked by hand: elements, their order, kinds and counts. */
export function readUrlset(text: string): SitemapUrl[] {
  const root = xmlTree(text)
  expect(root.name).toBe(sitemap('urlset'))
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(50 * 1024 * 1024)
  expect(root.children.length).toBeLessThanOrEqual(50_000)
  return root.children.map((url) => {
    expect(url.name).toBe(sitemap('url'))
    const names = url.children.map(({ name }) => name).filter((name) => name !== image('image'))
    expect([[sitemap('loc')], [sitemap('loc'), sitemap('lastmod')], [sitemap('loc'), news('news')]]).toContainEqual(
      names,
    )
    const [picture] = all(url, image('image'))
    expect(picture?.children.map(({ name }) => name) ?? [image('loc')]).toEqual([image('loc')])
    return { ...readEntry(url), ...readNews(url), picture: words(picture, image('loc')) }
  })
}

export function readIndex(text: string): { address: string; changed: string | undefined }[] {
  const root = xmlTree(text)
  expect(root.name).toBe(sitemap('sitemapindex'))
  expect(root.children.length).toBeLessThanOrEqual(50_000)
  return root.children.map((each) => {
    expect(each.name).toBe(sitemap('sitemap'))
    return readEntry(each)
  })
}

function readEntry(element: XmlElement): { address: string; changed: string | undefined } {
  const address = words(element, sitemap('loc')) ?? ''
  expect(URL.canParse(address)).toBe(true)
  expect(address.length).toBeLessThanOrEqual(2048)
  const changed = words(element, sitemap('lastmod'))
  if (changed !== undefined) expect(changed).toMatch(w3cDate)
  return { address, changed }
}

function readNews(url: XmlElement): { title: string | undefined; published: string | undefined } {
  const [entry] = all(url, news('news'))
  if (!entry) return { title: undefined, published: undefined }
  expect(entry.children.map(({ name }) => name)).toEqual(['publication', 'publication_date', 'title'].map(news))
  const [publication] = all(entry, news('publication'))
  expect(publication?.children.map(({ name }) => name)).toEqual(['name', 'language'].map(news))
  expect(words(publication, news('language'))).toMatch(/^(?:ru|kk)$/)
  const published = words(entry, news('publication_date'))
  expect(published).toMatch(w3cDate)
  return { title: words(entry, news('title')), published }
}
