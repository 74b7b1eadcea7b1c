import type { Request, Response } from 'express'
import { daysWithNews } from '../features/archive/archive-lists.js'
import { articleAddress } from '../features/articles/article.js'
import { cacheTags } from '../features/articles/cache-tags.js'
import {
  articlesForSitemap,
  highestIds,
  listsForSitemap,
  newsForSitemap,
  pagesForSitemap,
  type SitemapList,
  type SitemapMonth,
  sitemapMonth,
  sitemapMonths,
  stretchOf,
} from '../features/crawlers/sitemap-lists.js'
import { filingAddress } from '../features/filing/filed-under.js'
import { siteTag } from '../features/identity/site-settings.js'
import { siteWords } from '../features/identity/site-words.js'
import { largestPicture } from '../features/media/picture.js'
import { pageAddress } from '../features/pages/page-store.js'
import { daysInMonth, isRealDay } from '../language/dates.js'
import { type Language, languages, localAddress } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'
import { boardEntries } from './board-sitemap.js'
import {
  mostAddresses,
  newsSitemap,
  type SitemapEntry,
  sitemapIndex,
  urlEntry,
  urlsetEnd,
  urlsetStart,
} from './sitemap.js'
import { streamed } from './streamed.js'
import { told } from './told.js'

const xml = 'application/xml'

/** Tags and authors by their ids, each in two languages: which sitemap one is in never changes. */
const idsPerSitemap = mostAddresses / 2

/** `/sitemap.xml` */
export async function sitemapIndexPage(kit: Kit, _language: Language, _req: Request, res: Response): Promise<void> {
  const now = kit.clock.now()
  const [months, ids] = await Promise.all([sitemapMonths(kit.db, now), highestIds(kit.db)])
  const entry = (name: string, changed: Date | null = null): SitemapEntry => ({ address: kit.origin + name, changed })
  const newest = (language: Language) => months.findLast((month) => month.language === language)?.changedAt ?? null
  const entries = [
    ...languages.map((language) => entry(`/sitemap-news-${language}.xml`, newest(language))),
    entry('/sitemaps/sections.xml'),
    entry('/sitemaps/pages.xml'),
    entry('/sitemaps/ads.xml'),
    ...parts('authors', ids.author).map((name) => entry(name)),
    ...parts('topics', ids.tag).map((name) => entry(name)),
  ]
  for (const month of months) {
    const names = month.articles <= mostAddresses ? [shardName(month)] : await dayShards(kit, month)
    entries.push(...names.map((name) => entry(name, month.changedAt)))
  }
  told(res, {
    type: xml,
    text: sitemapIndex(entries),
    tags: [cacheTags.newest('ru'), cacheTags.newest('kk'), cacheTags.filing, cacheTags.pages],
    seconds: 300,
  })
}

function parts(name: string, highestId: number): string[] {
  return Array.from(
    { length: highestId === 0 ? 0 : Math.floor(highestId / idsPerSitemap) + 1 },
    (_, at) => `/sitemaps/${name}-${at}.xml`,
  )
}

const two = (n: number) => String(n).padStart(2, '0')
const shardName = ({ language, year, month }: SitemapMonth) => `/sitemaps/${language}-${year}-${two(month)}.xml`

/** A month that is too long for one file has one for each of its days with news. */
async function dayShards(kit: Kit, month: SitemapMonth): Promise<string[]> {
  const first = { year: month.year, month: month.month, day: 1 }
  const days = await daysWithNews(kit.db, {
    language: month.language,
    now: kit.clock.now(),
    first,
    days: daysInMonth(first),
  })
  return [...days].sort((a, b) => a - b).map((day) => shardName(month).replace('.xml', `-${two(day)}.xml`))
}

/** `/sitemap-news-ru.xml` */
export async function newsSitemapPage(kit: Kit, _: Language, req: Request, res: Response): Promise<void> {
  const language = languages.find((each) => req.path === `/sitemap-news-${each}.xml`)
  if (!language) throw new NotFound('no such language')
  const news = await newsForSitemap(kit.db, language, kit.clock.now())
  const { name } = await siteWords(kit, language)
  told(res, {
    type: xml,
    text: newsSitemap(
      { name, language: say(language).site.languageTag },
      news.map(({ id, slug, title, publishedAt }) => ({
        address: kit.origin + articleAddress({ id, slug, language }),
        title,
        published: publishedAt,
      })),
    ),
    tags: [cacheTags.newest(language), cacheTags.filing, siteTag, ...news.map(({ id }) => cacheTags.article(id))],
    seconds: 60,
    ...(news[0] && { changed: news[0].publishedAt }),
  })
}

const shardShape = /^(ru|kk)-(\d{4})-(\d{2})(?:-(\d{2}))?\.xml$/
const partShape = /^(authors|topics)-(\d{1,5})\.xml$/

/** `/sitemaps/ru-2026-11.xml` and the other files that the index names. */
export async function sitemapPage(kit: Kit, _language: Language, req: Request, res: Response): Promise<void> {
  const file = String(req.params.file)
  const shard = shardShape.exec(file)
  if (shard) return monthSitemap(kit, res, shard)
  const part = partShape.exec(file)
  const entries = part
    ? await listEntries(kit, part[1] === 'authors' ? 'author' : 'tag', Number(part[2]))
    : file === 'sections.xml'
      ? await sectionEntries(kit)
      : file === 'pages.xml'
        ? await pageEntries(kit)
        : file === 'ads.xml'
          ? await boardEntries(kit)
          : []
  if (entries.length === 0) throw new NotFound('no such sitemap')
  const text = urlsetStart + entries.map(urlEntry).join('') + urlsetEnd
  // Asked for by few and large: made anew each time, but sent again only when it is another.
  told(res, { type: xml, text, tags: null, seconds: 0 })
}

/** Counted up when the same stories are told in another way, or a crawler would keep what it has. */
const sitemapForm = 'i1'

async function monthSitemap(kit: Kit, res: Response, shape: RegExpExecArray): Promise<void> {
  const [language, year, month] = [shape[1] as Language, Number(shape[2]), Number(shape[3])]
  const day = shape[4] === undefined ? undefined : Number(shape[4])
  const now = kit.clock.now()
  if (!isRealDay({ year, month, day: day ?? 1 })) throw new NotFound('not a day of the calendar')
  const known = await sitemapMonth(kit.db, { language, year, month }, now)
  if (!known || (day !== undefined && known.articles <= mostAddresses)) throw new NotFound('no news then')
  await streamed(res, {
    type: xml,
    etag: `${sitemapForm}-${known.articles}-${known.changedAt.getTime().toString(36)}`,
    changed: known.changedAt,
    pieces: written(kit, { language, ...stretchOf({ year, month, day }), now }),
  })
}

async function* written(
  kit: Kit,
  stretch: { language: Language; from: Date; until: Date; now: Date },
): AsyncGenerator<string> {
  yield urlsetStart
  let left = mostAddresses
  for await (const articles of articlesForSitemap(kit.db, stretch)) {
    yield articles
      .slice(0, left)
      .map(({ id, slug, changedAt, hash, width }) =>
        urlEntry({
          address: kit.origin + articleAddress({ id, slug, language: stretch.language }),
          changed: new Date(changedAt),
          picture: hash === null || width === null ? undefined : kit.origin + largestPicture(hash, width),
        }),
      )
      .join('')
    left -= articles.length
    if (left <= 0) break
  }
  yield urlsetEnd
}

async function listEntries(kit: Kit, kind: SitemapList['kind'], part: number): Promise<SitemapEntry[]> {
  const now = kit.clock.now()
  const from = part * idsPerSitemap
  const lists = await listsForSitemap(kit.db, kind, { from, until: from + idsPerSitemap, now })
  return lists.flatMap((list) => entriesOf(kit, list))
}

async function sectionEntries(kit: Kit): Promise<SitemapEntry[]> {
  const all = { from: 0, until: 2_000_000, now: kit.clock.now() }
  const sections = await listsForSitemap(kit.db, 'section', all)
  const regions = await listsForSitemap(kit.db, 'region', all)
  const fronts = languages.map((language) => ({
    address: kit.origin + localAddress(language, '/'),
    changed: sections.reduce<Date | null>((newest, each) => {
      const at = each[language]
      return at !== null && (newest === null || at > newest) ? at : newest
    }, null),
  }))
  return [...fronts, ...[...sections, ...regions].flatMap((list) => entriesOf(kit, list))]
}

/** An address for each language that has something there. */
function entriesOf(kit: Kit, list: SitemapList): SitemapEntry[] {
  return languages.flatMap((language) => {
    const changed = list[language]
    return changed === null ? [] : [{ address: kit.origin + filingAddress(language, list.kind, list.slug), changed }]
  })
}

/** Pages that change by themselves have no date that would be true. */
const livingPages = ['/regions', '/archive', '/weather', '/rates', '/popular']

async function pageEntries(kit: Kit): Promise<SitemapEntry[]> {
  const pages = await pagesForSitemap(kit.db)
  return [
    ...pages.map(({ slug, language, updatedAt }) => ({
      address: kit.origin + pageAddress(language, slug),
      changed: updatedAt,
    })),
    ...livingPages.flatMap((path) =>
      languages.map((language) => ({ address: kit.origin + localAddress(language, path), changed: null })),
    ),
  ]
}
