import type { RequestListener, ServerResponse } from 'node:http'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import { clientAddress, householdOf } from '../web/client-address.js'

export interface SearchLimits {
  /** How many of the operator's proxies stand in front. */
  proxies: number
  /** Of one address. Many readers of a mobile network may share one. */
  searchesPerMinute?: number
  suggestionsPerMinute?: number
}

const searchPattern = /^\/(kk\/)?(?:(?:search|feed\/search\/[^?]*|fragment\/(suggest))(?:\?|$)|ads\?(?:[^#]*&)?q=)/

/**
 * Holds back whoever searches too often, in front of the page cache, where a reader's address is still known: every search is
 * another page, so a flood of them would work the database and push everything else out of the cache. All others are served.
 */
export function limitSearches(limits: SearchLimits, next: RequestListener): RequestListener {
  const searches = new RateLimiterMemory({ points: limits.searchesPerMinute ?? 90, duration: 60 })
  const suggestions = new RateLimiterMemory({ points: limits.suggestionsPerMinute ?? 400, duration: 60 })
  return (req, res) => {
    const found = searchPattern.exec(req.url ?? '')
    if (!found) return next(req, res)
    const limiter = found[2] === undefined ? searches : suggestions
    limiter.consume(householdOf(clientAddress(req, limits.proxies))).then(
      () => next(req, res),
      (refusal: RateLimiterRes | Error) => {
        // A fault of the limiter is no reason to send readers away.
        if (refusal instanceof Error) next(req, res)
        else refuse(res, found[1] === undefined ? 'ru' : 'kk', Math.ceil(refusal.msBeforeNext / 1000))
      },
    )
  }
}

function refuse(res: ServerResponse, language: Language, seconds: number): void {
  const texts = say(language)
  const body = `<!doctype html><html lang="${texts.site.languageTag}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${texts.errors.tooMany}</title><h1>${texts.errors.tooMany}</h1><p>${texts.errors.tooManyWords(seconds)}</p></html>`
  res.writeHead(429, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Retry-After': seconds,
  })
  res.end(body)
}
