import type { Request, Response } from 'express'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { feedRows } from '../features/feeds/feed-lists.js'
import { feedStory } from '../features/feeds/feed-story.js'
import { hashOfToken, partnerToken } from '../features/feeds/partner-feed.js'
import { openPartnerFeed } from '../features/feeds/partner-feed-store.js'
import { feedTypes } from '../features/filing/feed-address.js'
import { filingAddress } from '../features/filing/filed-under.js'
import { type Language, localAddress } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { NotFound, TooMany } from '../web/errors.js'
import { feedHead } from './feed-page.js'
import { maxBytes, newest, writtenWithin } from './feed-writing.js'
import { told } from './told.js'

/** A partner has one address; whoever tries many is guessing. */
const guesses = new RateLimiterMemory({ points: 20, duration: 600 })

/** `/partner-feed/<token>`, made for one partner and kept by nobody on the way. */
export async function partnerFeedPage(kit: Kit, _: Language, req: Request, res: Response): Promise<void> {
  const token = String(req.params.token)
  const asker = req.ip ?? ''
  const used = await guesses.get(asker)
  if (used !== null && used.remainingPoints <= 0) throw new TooMany(Math.ceil(used.msBeforeNext / 1000))
  const now = kit.clock.now()
  const preset = partnerToken.test(token) ? await openPartnerFeed(kit.db, hashOfToken(token), now) : undefined
  if (!preset || (preset.filingKind !== null && preset.filingSlug === null)) {
    await guesses.consume(asker).catch(() => {})
    throw new NotFound('no such feed')
  }
  const { language, kind, filingKind, filingId, filingSlug, hours } = preset
  const found = await feedRows(
    kit.db,
    filingKind !== null && filingId !== null ? { by: filingKind, id: filingId } : { by: 'all' },
    {
      language,
      now,
      edge: null,
      limit: preset.stories,
      since: hours === null ? undefined : new Date(now.getTime() - hours * 3_600_000),
      onlyWhole: preset.onlyWhole || kind === 'yandex',
    },
  )
  const stories = found.map((row) => {
    const story = feedStory(kit.origin, preset.withPictures ? row : { ...row, hash: null }, preset.rights)
    return preset.withPictures || story.html === null
      ? story
      : { ...story, html: story.html.replace(/<figure\b[\s\S]*?<\/figure>|<img\b[^>]*>/g, '') }
  })
  const { site } = say(language)
  const home =
    filingKind !== null && filingSlug !== null
      ? filingAddress(language, filingKind, filingSlug)
      : localAddress(language, '/')
  const feed = {
    ...(await feedHead(kit, language, req)),
    title: `${site.name} — ${preset.name}`,
    description: site.description,
    home: kit.origin + home,
    // Never the token: a feed is copied, and its text must not open it.
    address: kit.origin + home,
    self: kit.origin + home,
    next: null,
    archive: null,
    hub: null,
    updated: newest(stories.map(({ updated }) => updated)),
    stories: kind === 'yandex' ? stories.filter(({ text }) => text !== null && text !== '') : stories,
  }
  res.setHeader('X-Robots-Tag', 'noindex')
  told(res, {
    type: feedTypes[kind],
    text: writtenWithin(feed, kind, maxBytes[kind]),
    tags: null,
    seconds: 0,
    changed: feed.updated,
  })
}
