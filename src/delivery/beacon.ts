import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { isbot } from 'isbot'
import { LRUCache } from 'lru-cache'
import type { Readership } from '../features/readership/readership.js'
import { clientAddress } from '../web/client-address.js'
import { isSignedIn } from './front-door.js'

export interface BeaconSettings {
  origin: string
  /** How many of the operator's proxies stand in front. */
  proxies: number
}

/** `opened 42` or `still open 42`. */
const maxBodyBytes = 40
const bodyPattern = /^(opened|still open) (\d{1,10})$/
const picturePattern = /^\/beacon\/(\d{1,10})\.gif$/
const maxArticle = 2_147_483_647

/** The smallest GIF there is: one transparent pixel. */
const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/**
 * Hears readers in front of the page cache, which the pages they read come from: a beacon from the page's script, or a picture
 * of one pixel where no script runs. Everything else goes on to `next`. The answer never waits for the database, and never tells
 * whether anything was counted.
 */
export function hearReaders(readership: Readership, settings: BeaconSettings, next: RequestListener): RequestListener {
  const isBot = rememberedBots()

  function note(req: IncomingMessage, article: number, sign: 'opened' | 'still open'): void {
    const userAgent = req.headers['user-agent'] ?? ''
    if (article < 1 || article > maxArticle) return
    if (isSignedIn(req) || isPrefetch(req) || !comesFromUs(req, settings.origin) || isBot(userAgent)) return
    readership.note({ address: clientAddress(req, settings.proxies), userAgent, article }, sign)
  }

  return (req, res) => {
    const url = req.url ?? ''
    if (!url.startsWith('/beacon')) return next(req, res)
    if (url === '/beacon' && req.method === 'POST')
      return readBody(req, res, (body) => {
        const found = bodyPattern.exec(body)
        if (found) note(req, Number(found[2]), found[1] as 'opened' | 'still open')
      })
    const picture = picturePattern.exec(url)
    if (picture && (req.method === 'GET' || req.method === 'HEAD')) {
      if (req.method === 'GET') note(req, Number(picture[1]), 'opened')
      res.writeHead(200, [
        'Content-Type',
        'image/gif',
        'Content-Length',
        String(pixel.length),
        'Cache-Control',
        'no-store',
      ])
      res.end(req.method === 'HEAD' ? undefined : pixel)
      return
    }
    return next(req, res)
  }
}

/** A beacon is a few bytes; a longer body is not read to its end. */
function readBody(req: IncomingMessage, res: ServerResponse, take: (body: string) => void): void {
  const refuse = () => {
    res.writeHead(413, ['Content-Length', '0', 'Connection', 'close'])
    res.end(() => req.destroy())
  }
  if (Number(req.headers['content-length'] ?? 0) > maxBodyBytes) return refuse()
  const chunks: Buffer[] = []
  let bytes = 0
  req.on('data', (chunk: Buffer) => {
    if (bytes > maxBodyBytes) return
    bytes += chunk.length
    if (bytes > maxBodyBytes) refuse()
    else chunks.push(chunk)
  })
  req.on('end', () => {
    if (bytes > maxBodyBytes) return
    take(Buffer.concat(chunks).toString('latin1'))
    res.writeHead(204, ['Cache-Control', 'no-store'])
    res.end()
  })
}

/** A browser attests where a request comes from; one too old for that names its page. */
function comesFromUs(req: IncomingMessage, origin: string): boolean {
  const site = req.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const page = req.headers.origin ?? req.headers.referer
  return page === origin || page?.startsWith(`${origin}/`) === true
}

/** A page fetched beforehand has not been opened. */
function isPrefetch(req: IncomingMessage): boolean {
  const purpose = req.headers['sec-purpose'] ?? req.headers.purpose ?? req.headers['x-moz']
  return purpose !== undefined && /prefetch|prerender|preview/i.test(String(purpose))
}

/** A site's readers have a few thousand browsers between them, and asking about one takes a pattern of thousands of names. */
function rememberedBots(): (userAgent: string) => boolean {
  const known = new LRUCache<string, boolean>({ max: 5000 })
  return (userAgent) => {
    const name = userAgent.slice(0, 300)
    let answer = known.get(name)
    if (answer === undefined) {
      answer = name === '' || isbot(name)
      known.set(name, answer)
    }
    return answer
  }
}
