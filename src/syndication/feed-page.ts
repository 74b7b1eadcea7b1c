import type { Request, Response } from 'express'
import type { Edge, Filing } from '../features/articles/article-lists.js'
import { cacheTags } from '../features/articles/cache-tags.js'
import { feedRows, feedRowsOf } from '../features/feeds/feed-lists.js'
import { type FeedRow, feedStory } from '../features/feeds/feed-story.js'
import { feedAddress, feedKinds, feedTypes } from '../features/filing/feed-address.js'
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
import { archiveAddress, archivedDay, readArchiveDay } from './atom-archive.js'
import type { Feed } from './feed.js'
import { maxBytes, newest, writtenWithin } from './feed-writing.js'
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
  const now = kit.clock.now()
  const day = kind === 'atom' && !listed.found ? readArchiveDay(req.query.day, now) : null
  const wish = listed.found || day ? null : readPageWish(req.query)
  const edge: Edge = wish !== null && 'before' in wish ? wish : null
  const limit = kind === 'yandex' ? storiesForYandex : storiesInFeed
  const since = kind === 'yandex' ? new Date(now.getTime() - daysForYandex * 86_400_000) : undefined
  const archived = day && (await archivedDay(kit, listed.filing, language, day))
  const found = archived
    ? archived.rows
    : listed.found
      ? await listed.found()
      : await feedRows(kit.db, listed.filing, {
          language,
          now,
          edge,
          limit: limit + 1,
          since,
          onlyWhole: kind === 'yandex',
        })
  const rows = archived ? found : found.slice(0, limit)
  const address = kit.origin + feedAddress(language, listed.of, kind)
  const page = (key: string) => `${address}?before=${key}`
  const { hub, isStaging } = await settingsOf(kit, pingSettings)
  const stories = rows.map((row) => feedStory(kit.origin, row, 'full'))
  const feed: Feed = {
    ...(await feedHead(kit, language, req)),
    title: listed.title,
    description: listed.description,
    home: kit.origin + listed.home,
    address,
    self: day ? archiveAddress(address, day) : edge === null ? address : page(pageKeyText(edge.before)),
    next: null,
    archive: null,
    hub: isStaging ? null : hub,
    updated: newest(stories.map(({ updated }) => updated)),
    stories: kind === 'yandex' ? stories.filter(({ text }) => text !== null && text !== '') : stories,
  }
  /** What comes after the last story that found room. */
  const goingOn = (count: number): Partial<Feed> => {
    const last = count < found.length && !listed.found ? rows[count - 1] : undefined
    const previous = archived ? archived.previous : last ? wall(last.published_at) : null
    return {
      next: last && kind !== 'yandex' ? page(pageKeyText({ at: last.published_at, id: last.id })) : null,
      archive:
        kind === 'atom' && edge === null && !listed.found
          ? { previous: previous && archiveAddress(address, previous), isArchive: archived !== null }
          : null,
    }
  }
  res.setHeader('Link', linksOf(feed))
  res.setHeader('X-Robots-Tag', 'noindex')
  told(res, {
    type: feedTypes[kind],
    // Of an archive nothing may be missing.
    text: writtenWithin(feed, kind, archived ? Number.POSITIVE_INFINITY : maxBytes[kind], goingOn),
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

function linksOf({ self, hub }: Feed): string {
  return [`<${new URL(self).href}>; rel="self"`, ...(hub === null ? [] : [`<${hub}>; rel="hub"`])].join(', ')
}
