import type { ServerResponse } from 'node:http'

/** What a page says about itself so that the page cache may keep it. */
export interface Cacheable {
  /** What it shows: when one of these changes, the page is dropped. */
  tags: readonly string[]
  /** Served as fresh for so long. */
  seconds: number
  /** And then, while a new one is made, served as it is for so long. */
  staleSeconds: number
}

const said = new WeakMap<ServerResponse, Cacheable>()
const fingerprints = new WeakMap<ServerResponse, string>()

/** Only for pages that are the same for every reader with the same language and display. Before the page is sent. */
export function cacheable(
  res: ServerResponse,
  options: { tags: readonly string[]; seconds: number; staleSeconds?: number },
): void {
  // Whoever keeps pages has looked already: the page would silently be made anew for every reader.
  if (res.headersSent) throw new Error('cacheable() must be called before the page is sent')
  said.set(res, { staleSeconds: options.seconds * 10, ...options })
}

export function cacheableOf(res: ServerResponse): Cacheable | undefined {
  return said.get(res)
}

/** The page's content apart from its build time: two renderings with one fingerprint are the same page. */
export function setFingerprint(res: ServerResponse, fingerprint: string): void {
  fingerprints.set(res, fingerprint)
}

export function fingerprintOf(res: ServerResponse): string | undefined {
  return fingerprints.get(res)
}
