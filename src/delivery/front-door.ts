import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Express } from 'express'
import type { Kit } from '../platform/kit.js'
import { capturePage } from './capture.js'
import { PageCache } from './page-cache.js'
import { type PageRequest, type PublicAddresses, pageRequest } from './page-key.js'
import { renewPage, type StoredPage, sendPage, storePage } from './stored-page.js'

/** A page being made, and what was announced as changed meanwhile: such a page is sent but not kept. */
interface Making {
  page: Promise<StoredPage>
  changed: Set<string> | 'everything'
}

export interface FrontDoor {
  listener: RequestListener
  size(): { pages: number; bytes: number }
}

/** A signed-in person is never served from the cache. */
const sessionCookie = /(?:^|;\s*)(?:__Host-)?session=/

/**
 * In front of Express: anonymous readers of public pages are answered from the page cache; a missing page is rendered once,
 * however many ask for it; a page past its freshness is sent as it is while a new one is made. With no budget, everything
 * goes straight to Express.
 */
export function openFrontDoor(kit: Kit, app: Express, addresses: PublicAddresses, maxBytes: number): FrontDoor {
  if (maxBytes === 0) return { listener: app, size: () => ({ pages: 0, bytes: 0 }) }
  const cache = new PageCache(maxBytes)
  const making = new Map<string, Making>()
  const underway = new Set<Making>()

  kit.changes.listen((tags) => {
    if (tags === 'everything') cache.forgetAll()
    else cache.forget(tags)
    for (const each of underway) {
      if (tags === 'everything') each.changed = 'everything'
      else if (each.changed !== 'everything') for (const tag of tags) each.changed.add(tag)
    }
    // Whoever comes now must not be given a page that was begun before the change.
    making.clear()
  })

  function make(request: PageRequest): Promise<StoredPage> {
    const already = making.get(request.key)
    if (already) return already.page
    const mine: Making = { page: render(request, () => mine), changed: new Set() }
    making.set(request.key, mine)
    underway.add(mine)
    const done = () => {
      underway.delete(mine)
      if (making.get(request.key) === mine) making.delete(request.key)
    }
    mine.page.then(done, done)
    return mine.page
  }

  async function render(request: PageRequest, mine: () => Making): Promise<StoredPage> {
    const capture = await capturePage(app, request)
    const page = await storePage(capture, request.displayCode, kit.clock.now().getTime())
    const { changed } = mine()
    const isOutdated = changed === 'everything' || page.tags.some((tag) => changed.has(tag))
    if (!capture.cacheable || isOutdated) return page
    const kept = cache.get(request.key)
    if (kept && kept.fingerprint === page.fingerprint && kept.status === page.status) {
      renewPage(kept, page)
      return kept
    }
    cache.put(request.key, page)
    return page
  }

  function listener(req: IncomingMessage, res: ServerResponse): void {
    const request = isAnonymousReading(req) ? pageRequest(req, addresses) : undefined
    if (request === undefined) return app(req, res)
    const kept = cache.get(request.key)
    const now = kit.clock.now().getTime()
    if (kept !== undefined && now < kept.staleUntil) {
      sendPage(kept, req, res)
      if (now >= kept.freshUntil)
        make(request).catch((error) => kit.log.error({ err: error }, 'a page could not be renewed'))
      return
    }
    make(request).then(
      // While the database is away, an old page is better than none.
      (page) => sendPage(page.status >= 500 && kept ? kept : page, req, res),
      (error) => {
        kit.log.error({ err: error, url: request.url }, 'a page could not be made')
        res.writeHead(500, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' })
        res.end('500')
      },
    )
  }

  return { listener, size: () => cache.size }
}

function isAnonymousReading(req: IncomingMessage): boolean {
  return (req.method === 'GET' || req.method === 'HEAD') && !isSignedIn(req)
}

export function isSignedIn({ headers }: IncomingMessage): boolean {
  return headers.cookie !== undefined && sessionCookie.test(headers.cookie)
}
