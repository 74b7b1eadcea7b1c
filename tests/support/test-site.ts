import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { type HTMLElement, parse } from 'node-html-parser'
import { createApp } from '../../src/app.js'
import { openAdBoard } from '../../src/features/ads/ad-board.js'
import { openReadership } from '../../src/features/readership/readership.js'
import { openMissedAddresses } from '../../src/features/redirects/missed-addresses.js'
import { openMissedSearches } from '../../src/features/search/missed-searches.js'
import { folders } from '../../src/folders.js'
import { openListener } from '../../src/listener.js'
import type { ProcessFacts } from '../../src/operator/status.js'
import { type Assets, openAssets } from '../../src/web/assets.js'
import { compileViews, type Print } from '../../src/web/views.js'
import { withAxeBeside } from './axe-beside.js'
import { listening } from './listening.js'
import { openTestKit, type TestKit } from './test-kit.js'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
  bytes: Buffer
  /** The body as a person sees it. */
  page: HTMLElement
}

export interface AskOptions {
  method?: string
  body?: string | Buffer
  headers?: Record<string, string>
}

export interface TestSite {
  kit: TestKit
  address: string
  ask(path: string, options?: AskOptions): Promise<Answer>
  /** How many queries the work ran. */
  countQueries(work: () => Promise<unknown>): Promise<number>
  cacheSize(): { pages: number; bytes: number }
  close(): Promise<void>
}

/** The same for every site of a process: compiling all views takes longer than most tests. */
let printed: { print: Print; assets: Assets } | undefined

/** The real app behind the real front door, listening on a free port, on a database of its own. */
export async function openTestSite(
  options: { pageCacheBytes?: number; kit?: TestKit; proxies?: number; facts?: ProcessFacts } = {},
): Promise<TestSite> {
  const kit = options.kit ?? (await openTestKit())
  const readership = openReadership(kit)
  kit.readership = readership
  kit.missedSearches = openMissedSearches(kit)
  kit.ads = await openAdBoard(kit)
  kit.missed = openMissedAddresses(kit)
  printed ??= { print: compileViews(folders.views, { debug: true }), assets: openAssets(folders.public) }
  const app = createApp(kit, {
    ...printed,
    proxies: options.proxies ?? 0,
    ...(options.facts && { facts: options.facts }),
  })
  const { listener, cacheSize } = openListener(kit, app, readership, {
    proxies: options.proxies ?? 0,
    pageCacheBytes: options.pageCacheBytes ?? 10_000_000,
  })
  const { port, address, close } = await listening(withAxeBeside(listener))
  return {
    kit,
    address,
    ask: (path, asked) => ask(port, path, asked),
    countQueries: async (work) => {
      let count = 0
      const counter = () => count++
      kit.db.on('query', counter)
      await work()
      kit.db.off('query', counter)
      return count
    },
    cacheSize,
    close: async () => {
      await close()
      await kit.close()
    },
  }
}

/** node:http and not fetch, which would mend the hostile paths that tests send. */
function ask(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body = '' }: AskOptions = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('error', reject)
      res.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const body = decode(bytes, res.headers['content-encoding']).toString()
        let page: HTMLElement | undefined
        resolve({
          status: res.statusCode ?? 0,
          headers: res.headers,
          body,
          bytes,
          get page() {
            page ??= parse(body)
            return page
          },
        })
      })
    })
    req.on('error', reject)
    req.end(body)
  })
}

function decode(bytes: Buffer, encoding: string | undefined): Buffer {
  if (bytes.length === 0) return bytes
  return encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes
}

/** Words of an element with single spaces, as a reader takes them in. */
export function wordsOf(element: HTMLElement | null): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
}
