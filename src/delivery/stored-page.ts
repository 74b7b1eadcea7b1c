import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompressSync, gzipSync, constants as zlib } from 'node:zlib'
import { turns } from '../platform/turns.js'
import { usualCode } from '../web/display.js'
import type { Capture } from './capture.js'

/** A rendered page with everything that sending it needs, made once. */
export interface StoredPage {
  status: number
  tags: readonly string[]
  fingerprint: string
  freshUntil: number
  staleUntil: number
  /** What it takes of the cache's budget. */
  bytes: number
  forms: Compressed | { plain: Form }
}

/** Browsers take brotli; gzip is made once, from the brotli, for the first who takes nothing better. */
interface Compressed {
  br: Form
  gzip?: Form
}

/** One encoding of a page: its strong ETag, body and headers, ready for `writeHead`. */
interface Form {
  etag: string
  body: Uint8Array
  headers: readonly string[]
  notModified: readonly string[]
  /** In milliseconds. */
  lastModified: number | undefined
}

const brotliOnce = promisify(brotliCompress)
/** Below this, compression saves less than a packet. */
const minBytesToCompress = 600
/** Names, tags and bookkeeping of an entry, roughly. */
const overheadInBytes = 2500

/** An encoder takes a megabyte from the moment it is asked for: as many at once as there are hands for them. */
const inTurn = turns(2)

/** Compresses and dresses a captured answer. `now` in milliseconds. */
export async function storePage(capture: Capture, displayCode: string, now: number): Promise<StoredPage> {
  const { cacheable, body } = capture
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  const base = headersFor(capture, displayCode, now)
  const isWorthIt = body.length >= minBytesToCompress
  const br = isWorthIt
    ? await inTurn(() =>
        brotliOnce(body, {
          params: {
            [zlib.BROTLI_PARAM_QUALITY]: 5,
            [zlib.BROTLI_PARAM_SIZE_HINT]: body.length,
            // A window of 128 KB holds a page; the usual one of 4 MB would be allocated anew for each.
            [zlib.BROTLI_PARAM_LGWIN]: 17,
          },
        }),
      )
    : undefined
  return {
    status: capture.status,
    tags: cacheable?.tags ?? [],
    fingerprint: capture.fingerprint ?? hash,
    freshUntil: now + (cacheable?.seconds ?? 0) * 1000,
    staleUntil: now + ((cacheable?.seconds ?? 0) + (cacheable?.staleSeconds ?? 0)) * 1000,
    // As if its gzip were there already: the budget is never overdrawn by what is made later.
    bytes: (br ? Math.ceil(br.length * 2.2) : body.length) + overheadInBytes,
    forms: br ? { br: form(exact(br), `"${hash}-br"`, base, 'br') } : { plain: form(body, `"${hash}"`, base) },
  }
}

/** An encoder's answer lies in the 16 KB that it was given room for; a page is kept for long and takes only its own bytes. */
function exact(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  copy.set(bytes)
  return copy
}

/** The same page rendered again: keep the bytes that readers may have, and be fresh anew. */
export function renewPage(page: StoredPage, renewed: StoredPage): void {
  page.freshUntil = renewed.freshUntil
  page.staleUntil = renewed.staleUntil
}

/** Sends a stored page in the best form that the reader accepts; 304 when the reader has it. */
export function sendPage(page: StoredPage, req: IncomingMessage, res: ServerResponse): void {
  const chosen = chooseForm(page, req.headers['accept-encoding'])
  if (page.status === 200 && isKnown(chosen, req)) {
    res.writeHead(304, chosen.notModified as string[])
    res.end()
    return
  }
  res.writeHead(page.status, chosen.headers as string[])
  if (req.method === 'HEAD') res.end()
  else res.end(chosen.body)
}

/** By its ETag; by its date only for whoever sends no ETag, as HTTP wants it. */
function isKnown({ etag, lastModified }: Form, { headers }: IncomingMessage): boolean {
  const known = headers['if-none-match']
  if (known !== undefined) return matches(known, etag)
  const since = headers['if-modified-since']
  // Exactly that date: a list goes back in time when its newest story is withdrawn.
  return since !== undefined && lastModified !== undefined && lastModified === Date.parse(since)
}

function chooseForm({ forms }: StoredPage, accepted: string | undefined): Form {
  if ('plain' in forms) return forms.plain
  if (accepted !== undefined && accepts(accepted, 'br')) return forms.br
  if (accepted !== undefined && accepts(accepted, 'gzip')) {
    forms.gzip ??= inOtherEncoding(forms.br, 'gzip')
    return forms.gzip
  }
  // Rare readers who accept no compression: not worth a third copy of every page.
  return inOtherEncoding(forms.br, 'identity')
}

/** `br;q=0` means no. */
function accepts(accepted: string, encoding: 'br' | 'gzip'): boolean {
  const at = accepted.indexOf(encoding)
  return at !== -1 && !/^\s*;\s*q=0(?:\.0*)?\s*(?:,|$)/.test(accepted.slice(at + encoding.length))
}

function inOtherEncoding(br: Form, encoding: 'gzip' | 'identity'): Form {
  const plain = brotliDecompressSync(br.body)
  const body = encoding === 'gzip' ? exact(gzipSync(plain, { level: 6 })) : plain
  const etag = br.etag.replace('-br"', encoding === 'gzip' ? '-gz"' : '"')
  const headers = [...pairs(br.headers)].flatMap(([name, value]) => {
    if (name === 'Content-Encoding') return encoding === 'gzip' ? [name, encoding] : []
    return [name, name === 'Content-Length' ? String(body.length) : name === 'ETag' ? etag : value]
  })
  return { ...br, body, etag, headers, notModified: br.notModified.map((value) => (value === br.etag ? etag : value)) }
}

function* pairs(flat: readonly string[]): Generator<[string, string]> {
  for (let at = 0; at < flat.length; at += 2) yield [flat[at] ?? '', flat[at + 1] ?? '']
}

function matches(ifNoneMatch: string, etag: string): boolean {
  return (
    ifNoneMatch === etag ||
    ifNoneMatch.split(',').some((each) => each.trim().replace(/^W\//, '') === etag) ||
    ifNoneMatch === '*'
  )
}

function form(body: Uint8Array, etag: string, base: readonly [string, string][], encoding?: string): Form {
  const cacheHeaders = base.filter(([name]) => /^(?:cache-control|vary|last-modified)$/i.test(name))
  const modified = base.find(([name]) => /^last-modified$/i.test(name))?.[1]
  return {
    body,
    etag,
    headers: [
      ...base.flat(),
      ...(encoding === undefined ? [] : ['Content-Encoding', encoding]),
      'ETag',
      etag,
      'Content-Length',
      String(body.length),
    ],
    notModified: [...cacheHeaders.flat(), 'ETag', etag],
    lastModified: modified === undefined ? undefined : Date.parse(modified),
  }
}

/**
 * With the usual display a shared cache in front may keep the page for half a minute; with another one nobody but this
 * server may, since the address is the same. Browsers always ask back, so that a change of display shows at once.
 */
function headersFor({ status, headers, cacheable }: Capture, displayCode: string, now: number): [string, string][] {
  const kept = headers.filter(([name]) => !/^(?:content-length|cache-control|vary|etag)$/i.test(name))
  const isKept = status < 400 && cacheable !== undefined
  const cacheControl = !isKept
    ? 'no-store'
    : displayCode === usualCode
      ? `public, max-age=0, s-maxage=${Math.min(30, cacheable.seconds)}, stale-while-revalidate=${Math.min(60, cacheable.staleSeconds)}`
      : 'private, no-cache'
  // Feeds know when they changed. Of a page it is the moment since when it has these bytes: of one address with the usual display, since a
  // date cannot tell two displays apart.
  const isDated = kept.some(([name]) => /^last-modified$/i.test(name)) || status !== 200 || displayCode !== usualCode
  return [
    ...kept,
    ...(isKept && !isDated ? [['Last-Modified', new Date(now).toUTCString()] as [string, string]] : []),
    ['Cache-Control', cacheControl],
    ['Vary', 'Accept-Encoding'],
  ]
}
