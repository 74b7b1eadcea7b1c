import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompressSync, gzip, constants as zlib } from 'node:zlib'
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
  forms: { br: Form; gzip: Form } | { plain: Form }
}

/** One encoding of a page: its strong ETag, body and headers, ready for `writeHead`. */
interface Form {
  etag: string
  body: Buffer
  headers: readonly string[]
  notModified: readonly string[]
}

const brotliOnce = promisify(brotliCompress)
const gzipOnce = promisify(gzip)
/** Below this, compression saves less than a packet. */
const minBytesToCompress = 600
/** Names, tags and bookkeeping of an entry, roughly. */
const overheadInBytes = 2500

/** Compresses and dresses a captured answer. `now` in milliseconds. */
export async function storePage(capture: Capture, displayCode: string, now: number): Promise<StoredPage> {
  const { cacheable, body } = capture
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  const base = headersFor(capture, displayCode)
  const isWorthIt = body.length >= minBytesToCompress
  const [br, gz] = isWorthIt
    ? await Promise.all([
        brotliOnce(body, {
          params: {
            [zlib.BROTLI_PARAM_QUALITY]: 5,
            [zlib.BROTLI_PARAM_SIZE_HINT]: body.length,
            // A window of 128 KB holds a page; the usual one of 4 MB would be allocated anew for each.
            [zlib.BROTLI_PARAM_LGWIN]: 17,
          },
        }),
        gzipOnce(body, { level: 6 }),
      ])
    : []
  return {
    status: capture.status,
    tags: cacheable?.tags ?? [],
    fingerprint: capture.fingerprint ?? hash,
    freshUntil: now + (cacheable?.seconds ?? 0) * 1000,
    staleUntil: now + ((cacheable?.seconds ?? 0) + (cacheable?.staleSeconds ?? 0)) * 1000,
    bytes: (br && gz ? br.length + gz.length : body.length) + overheadInBytes,
    forms:
      br && gz
        ? { br: form(br, `"${hash}-br"`, base, 'br'), gzip: form(gz, `"${hash}-gz"`, base, 'gzip') }
        : { plain: form(body, `"${hash}"`, base) },
  }
}

/** The same page rendered again: keep the bytes that readers may have, and be fresh anew. */
export function renewPage(page: StoredPage, renewed: StoredPage): void {
  page.freshUntil = renewed.freshUntil
  page.staleUntil = renewed.staleUntil
}

/** Sends a stored page in the best form that the reader accepts; 304 when the reader has it. */
export function sendPage(page: StoredPage, req: IncomingMessage, res: ServerResponse): void {
  const chosen = chooseForm(page, req.headers['accept-encoding'])
  const known = req.headers['if-none-match']
  if (known !== undefined && page.status === 200 && matches(known, chosen.etag)) {
    res.writeHead(304, chosen.notModified as string[])
    res.end()
    return
  }
  res.writeHead(page.status, chosen.headers as string[])
  if (req.method === 'HEAD') res.end()
  else res.end(chosen.body)
}

function chooseForm({ forms }: StoredPage, accepted: string | undefined): Form {
  if ('plain' in forms) return forms.plain
  if (accepted !== undefined && accepts(accepted, 'br')) return forms.br
  if (accepted !== undefined && accepts(accepted, 'gzip')) return forms.gzip
  return withoutEncoding(forms.br)
}

/** `br;q=0` means no. */
function accepts(accepted: string, encoding: 'br' | 'gzip'): boolean {
  const at = accepted.indexOf(encoding)
  return at !== -1 && !/^\s*;\s*q=0(?:\.0*)?\s*(?:,|$)/.test(accepted.slice(at + encoding.length))
}

/** Rare readers who accept no compression: not worth a third copy of every page. */
function withoutEncoding(compressed: Form): Form {
  const body = brotliDecompressSync(compressed.body)
  const etag = compressed.etag.replace('-br"', '"')
  const headers = [...pairs(compressed.headers)]
    .filter(([name]) => name !== 'Content-Encoding')
    .flatMap(([name, value]) => [
      name,
      name === 'Content-Length' ? String(body.length) : name === 'ETag' ? etag : value,
    ])
  return {
    body,
    etag,
    headers,
    notModified: compressed.notModified.map((value) => (value === compressed.etag ? etag : value)),
  }
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

function form(body: Buffer, etag: string, base: readonly [string, string][], encoding?: string): Form {
  const cacheHeaders = base.filter(([name]) => /^(?:cache-control|vary)$/i.test(name))
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
  }
}

/**
 * With the usual display a shared cache in front may keep the page for half a minute; with another one nobody but this
 * server may, since the address is the same. Browsers always ask back, so that a change of display shows at once.
 */
function headersFor({ status, headers, cacheable }: Capture, displayCode: string): [string, string][] {
  const kept = headers.filter(([name]) => !/^(?:content-length|cache-control|vary|etag)$/i.test(name))
  const isKept = status < 400 && cacheable !== undefined
  const cacheControl = !isKept
    ? 'no-store'
    : displayCode === usualCode
      ? 'public, max-age=0, s-maxage=30, stale-while-revalidate=60'
      : 'private, no-cache'
  return [...kept, ['Cache-Control', cacheControl], ['Vary', 'Accept-Encoding']]
}
