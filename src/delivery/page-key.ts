import type { IncomingMessage } from 'node:http'
import { displayCodeIn, usualCode } from '../web/display.js'

/** One page of the cache: `url` is all that Express gets to see of the request, apart from the display. */
export interface PageRequest {
  key: string
  url: string
  displayCode: string
}

export interface PublicAddresses {
  /** Query parameters that make another page, by the first part of the path. Other paths are not for the cache. */
  counted: ReadonlyMap<string, readonly string[]>
  /** Parameters of old addresses: a request with one of them passes by. */
  passing: readonly string[]
}

const maxKnownUrl = 2000

/** The page that a request asks for, or undefined when the answer is not for the cache. */
export function pageRequest(req: IncomingMessage, addresses: PublicAddresses): PageRequest | undefined {
  const { url = '/' } = req
  const mark = url.indexOf('?')
  const path = mark === -1 ? url : url.slice(0, mark)
  const counted = addresses.counted.get(firstPart(path))
  if (counted === undefined) return undefined
  const query = mark === -1 ? '' : countedQuery(url.slice(mark + 1), counted, addresses.passing)
  if (query === undefined) return undefined
  const known = query === '' ? path : `${path}?${query}`
  if (known.length > maxKnownUrl) return undefined
  const displayCode = displayCodeIn(req.headers.cookie)
  return { key: displayCode === usualCode ? known : `${displayCode} ${known}`, url: known, displayCode }
}

/** `/kk/section/sport` → `section` */
function firstPart(path: string): string {
  const start = path === '/kk' ? 3 : path.startsWith('/kk/') ? 4 : 1
  const end = path.indexOf('/', start)
  return end === -1 ? path.slice(start) : path.slice(start, end)
}

/** Only what the page declares, in its own order, the first of repeated ones; undefined when the request must pass by. */
function countedQuery(query: string, counted: readonly string[], passing: readonly string[]): string | undefined {
  const given = new URLSearchParams(query)
  if (passing.some((name) => given.has(name))) return undefined
  const kept = new URLSearchParams()
  for (const name of counted) {
    const value = given.get(name)
    if (value !== null) kept.set(name, value)
  }
  return kept.toString()
}
