import type { Request, Response } from 'express'
import type { Edge, Filing } from '../features/articles/article-lists.js'
import { cacheTags } from '../features/articles/cache-tags.js'
import { feedRows, feedRowsOf } from '../features/feeds/feed-lists.js'
import { type FeedRow, feedStory } from '../features/feeds/feed-story.js'
import { type FeedKind, feedAddress, feedKinds, feedTypes } from '../features/filing/feed-address.js'
import { type FilingKind, filingAddress, filingKinds } from '../features/filing/filed-under.js'
import { findFiling } from '../features/filing/filing-store.js'
import { siteTag } from '../features/identity/site-settings.js'
import { siteWords, titleOf } from '../features/identity/site-words.js'
import { pingSettings, pingsTag } from '../features/pings/ping-settings.js'
import { publisherSettings, publisherTag } from '../features/publisher/publisher-settings.js'
import { searchArticles } from '../features/search/search-lists.js'
import { settingsOf } from '../features/settings/setting-store.js'
import { wall } from '../language/dates.js'
import { type Language, localAddress } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { oneLine } from '../text/safe-html.js'
import { NotFound } from '../web/errors.js'
import { pageKeyText, readPageWish } from '../web/pager.js'
import { atomFeed } from './atom-feed.js'
import type { Feed } from './feed.js'
import { jsonFeed } from './json-feed.js'
import { rssFeed } from './rss-feed.js'
import { told } from './told.js'

/** What a feed lists, and how it introduces itself. */
interface Listed {
  /** The list's address in Russian, empty for the whole portal; with its query for a search. */
  of: string
  home: string
  title: string
  description: string
  tags: readonly string[]
  filing: Filing
  /** For a search: the stories it found. */
  found?: () => Promise<FeedRow[]>
}

const storiesInFeed = 30
const storiesForYandex = 100
const daysForYandex = 8
/** A feed reader takes two megabytes, Yandex ten. */
export const maxBytes: Record<FeedKind, number> = {
  rss: 2_000_000,
  full: 1_900_000,
  atom: 1_900_000,
  json: 1_900_000,
  yandex: 9_500_000,
}

/** `/feed/rss` and the other forms, of the whole portal. */
export async function portalFeed(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const site = await siteWords(kit, language)
  await sendFeed(kit, language, req, res, {
    of: '',
    home: localAddress(language, '/'),
    title: titleOf(site),
    description: site.description,
    tags: [cacheTags.newest(language)],
    filing: { by: 'all' },
  })
}

/** `/feed/section/sport/rss` */
export async function filingFeed(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const kind = filingKinds.find((each) => each === req.params.filing)
  const slug = String(req.params.slug)
  if (!kind || !slugPattern.test(slug)) throw new NotFound('no such feed')
  await sendFeed(kit, language, req, res, await filingListed(kit, language, kind, slug))
}

/** `/feed/search/rss?q=снег` */
export async function searchFeed(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const words = oneLine(typeof req.query.q === 'string' ? req.query.q : '', maxWords)
  if (words === '') throw new NotFound('a search for nothing')
  const query = `?q=${encodeURIComponent(words)}`
  await sendFeed(kit, language, req, res, {
    of: `/search${query}`,
    home: localAddress(language, '/search') + query,
    title: `${say(language).search.titleOf(words)} — ${(await siteWords(kit, language)).name}`,
    description: say(language).search.results(words),
    tags: [cacheTags.newest(language)],
    filing: { by: 'all' },
    found: async () => {
      const now = kit.clock.now()
      const { found } = await searchArticles(kit.db, { words, language, now, edge: null, limit: storiesInFeed })
      return feedRowsOf(
        kit.db,
        found.map(({ id }) => id),
        now,
      )
    },
  })
}

const slugPattern = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,119}$/u
const maxWords = 200

async function filingListed(kit: Kit, language: Language, kind: FilingKind, slug: string): Promise<Listed> {
  const filing = await findFiling(kit.db, kind, slug, language)
  if (!filing) throw new NotFound(`no such ${kind}`)
  const site = await siteWords(kit, language)
  return {
    of: `/${kind}/${filing.slug}`,
    home: filingAddress(language, kind, filing.slug),
    title: `${filing.name} — ${site.name}`,
    description: filing.about || `${filing.name}: ${site.tagline}`,
    tags: [cacheTags[kind](language, filing.slug)],
    filing: { by: kind, id: filing.id },
  }
}

async function sendFeed(kit: Kit, language: Language, req: Request, res: Response, listed: Listed): Promise<void> {
  const kind = feedKinds.find((each) => each === req.params.kind)
  if (!kind) throw new NotFound('no such kind of feed')
  const wish = listed.found ? null : readPageWish(req.query)
  const edge: Edge = wish !== null && 'before' in wish ? wish : null
  const limit = kind === 'yandex' ? storiesForYandex : storiesInFeed
  const now = kit.clock.now()
  const since = kind === 'yandex' ? new Date(now.getTime() - daysForYandex * 86_400_000) : undefined
  const found = listed.found
    ? await listed.found()
    : await feedRows(kit.db, listed.filing, {
        language,
        now,
        edge,
        limit: limit + 1,
        since,
        onlyWhole: kind === 'yandex',
      })
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  const address = kit.origin + feedAddress(language, listed.of, kind)
  const page = (key: string) => `${address}?before=${key}`
  const { hub, isStaging } = await settingsOf(kit, pingSettings)
  const stories = rows.map((row) => feedStory(kit.origin, row, 'full'))
  const feed: Feed = {
    ...(await feedHead(kit, language, req)),
    title: listed.title,
    description: listed.description,
    home: kit.origin + listed.home,
    self: edge === null ? address : page(pageKeyText(edge.before)),
    next: last && kind !== 'yandex' ? page(pageKeyText({ at: last.published_at, id: last.id })) : null,
    hub: isStaging ? null : hub,
    updated: newest(stories.map(({ updated }) => updated)),
    stories: kind === 'yandex' ? stories.filter(({ text }) => text !== null && text !== '') : stories,
  }
  res.setHeader('Link', linksOf(feed))
  res.setHeader('X-Robots-Tag', 'noindex')
  told(res, {
    type: feedTypes[kind],
    text: writtenWithin(feed, kind, maxBytes[kind]),
    tags: [
      ...listed.tags,
      cacheTags.filing,
      pingsTag,
      publisherTag,
      siteTag,
      ...rows.map(({ id }) => cacheTags.article(id)),
    ],
    seconds: 60,
    changed: feed.updated,
  })
}

/** What every feed of a language says of the portal. */
export async function feedHead(
  kit: Kit,
  language: Language,
  req: Request,
): Promise<Pick<Feed, 'language' | 'publisher' | 'copyright' | 'icons'>> {
  const { mail, copyright } = await settingsOf(kit, publisherSettings)
  const site = await siteWords(kit, language)
  const icon = (name: string) => kit.origin + req.app.assets.address(name)
  return {
    language,
    publisher: {
      name: site.name,
      address: kit.origin + localAddress(language, '/'),
      mail,
    },
    copyright: copyright ?? say(language).frame.rights(wall(kit.clock.now()).year, site.name),
    icons: { large: icon('icon-512.png'), small: icon('icon-192.png') },
  }
}

const writers: Record<FeedKind, (feed: Feed) => string> = {
  rss: (feed) => rssFeed(feed, 'short'),
  full: (feed) => rssFeed(feed, 'full'),
  yandex: (feed) => rssFeed(feed, 'yandex'),
  atom: atomFeed,
  json: jsonFeed,
}

/** A feed too heavy for its readers loses its oldest stories. */
export function writtenWithin(feed: Feed, kind: FeedKind, most: number): string {
  for (let count = feed.stories.length; ; count = Math.floor(count * 0.7)) {
    const text = writers[kind]({ ...feed, stories: feed.stories.slice(0, count) })
    if (Buffer.byteLength(text) <= most || count <= 1) return text
  }
}

export function newest(dates: readonly Date[]): Date {
  return new Date(Math.max(0, ...dates.map((date) => date.getTime())))
}

function linksOf({ self, hub }: Feed): string {
  return [`<${encodeURI(decodeURI(self))}>; rel="self"`, ...(hub === null ? [] : [`<${hub}>; rel="hub"`])].join(', ')
}
