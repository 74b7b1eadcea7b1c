import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Express } from 'express'
import { type Cacheable, cacheableOf, fingerprintOf } from '../web/cacheable.js'
import type { PageRequest } from './page-key.js'

/** An answer of Express, caught whole instead of being sent. */
export interface Capture {
  status: number
  headers: [string, string][]
  body: Uint8Array
  cacheable: Cacheable | undefined
  fingerprint: string | undefined
}

/**
 * Asks Express for a page on behalf of everybody: the request it sees holds the address and the display and nothing of any
 * reader, so the answer cannot depend on who came first.
 */
export function capturePage(app: Express, page: PageRequest): Promise<Capture> {
  const req = new IncomingMessage(new Socket())
  req.method = 'GET'
  req.url = page.url
  req.headers = { cookie: `display=${page.displayCode}` }
  const res = new ServerResponse(req)
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = []
    const take = (chunk: unknown, encoding?: unknown) => {
      if (typeof chunk === 'string')
        chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
      // Nobody writes into what was sent, so a page is not copied on its way.
      else if (chunk instanceof Uint8Array) chunks.push(chunk)
    }
    // Own properties, because Express gives the response another prototype.
    res.write = ((chunk: unknown, encoding?: unknown) => {
      take(chunk, encoding)
      return true
    }) as ServerResponse['write']
    res.end = ((chunk?: unknown, encoding?: unknown) => {
      take(chunk, encoding)
      resolve({
        status: res.statusCode,
        headers: Object.entries(res.getHeaders()).map(([name, value]) => [headerName(name), String(value)]),
        body: joined(chunks),
        cacheable: res.hasHeader('set-cookie') ? undefined : cacheableOf(res),
        fingerprint: fingerprintOf(res),
      })
      return res
    }) as ServerResponse['end']
    app(req, res)
  })
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks
  return only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks)
}

const namesSent = new Map<string, string>()

/** `content-type` → `Content-Type`, as Node keeps names in lower case. One string each, however many pages are kept with it. */
function headerName(name: string): string {
  const known = namesSent.get(name)
  if (known !== undefined) return known
  const sent = name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
  namesSent.set(name, sent)
  return sent
}
