import { type LookupAddress, lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { AxiosResponse, AxiosStatic } from 'axios'
import { type Clock, systemClock } from './clock.js'
import { isPublic } from './public-address.js'

export type OutsideFault = 'refused-address' | 'unreachable' | 'too-slow' | 'too-big' | 'bad-status' | 'bad-redirect'

/** Another site did not give what was asked for. `reason` is for programs, the message for logs and the operator. */
export class OutsideFailed extends Error {
  override name = 'OutsideFailed'
  constructor(
    readonly reason: OutsideFault,
    message: string,
    /** The answer's status, where there was an answer. */
    readonly status?: number,
    /** When a 429 or 503 allows the next request. */
    readonly retryAfter?: Date,
  ) {
    super(message)
  }
}

export interface OutsideRequest {
  /** After decompression. */
  maxBytes: number
  /** For everything: names, redirects, the second attempt, the last byte. */
  deadlineInSeconds: number
  /** Asked before each redirect is followed, which is to http(s) on a public address anyway. Default: any. */
  mayRedirectTo?: (address: URL) => boolean
  /** Refuses http, also after a redirect; hosts that may be private are spared. */
  httpsOnly?: boolean
  accept?: string
  /** What the last answer said of itself, word for word: then an unchanged thing is not sent again. */
  conditions?: Conditions
}

export interface Conditions {
  etag?: string
  lastModified?: string
}

export interface OutsideAnswer extends Conditions {
  /** Where the answer came from, after redirects. */
  address: string
  /** 200, 203 (as good, but the provider wants to say something) or 304. */
  status: number
  contentType: string
  /** Empty when nothing has changed since the conditions. */
  bytes: Buffer
  /** Not worth asking again before. */
  expires?: Date
  notModified: boolean
}

export interface OutsidePost extends Pick<OutsideRequest, 'maxBytes' | 'deadlineInSeconds'> {
  body: string
  contentType: string
  /** The whole header, `Bearer …`. */
  authorization?: string
}

/** Other people's sites: slow, huge, wrong or hostile. Answers 200, 203 or, when conditions were sent, 304; or throws `OutsideFailed`. */
export interface Outside {
  get(address: string, request: OutsideRequest): Promise<OutsideAnswer>
  /** Tells something once: no redirect is followed and no second attempt made. Any 2xx is an answer. */
  post(address: string, request: OutsidePost): Promise<{ status: number }>
}

export interface OutsideOptions {
  userAgent: string
  /** Hosts, as `name` or `name:port`, that may have a private address; for tests and for a site inside the house. */
  privateHosts?: readonly string[]
  /** For `Retry-After`, which counts from now. */
  clock?: Clock
  /** Before a second attempt, which comes after one to three times as long. Default: 300. */
  pauseInMilliseconds?: number
}

const maxRedirects = 4

export function openOutside(options: OutsideOptions): Outside {
  const { userAgent, privateHosts = [], clock = systemClock, pauseInMilliseconds = 300 } = options
  const guarded = agents(publicLookup)
  const trusted = agents(lookup as LookupFunction)

  async function once(address: URL, request: OutsideRequest, signal: AbortSignal): Promise<AxiosResponse<Buffer>> {
    const isTrusted = privateHosts.includes(address.host) || privateHosts.includes(address.hostname)
    checkAddress(address, isTrusted, request.httpsOnly === true)
    const axios = await openAxios()
    return axios.get<Buffer>(address.href, {
      ...(isTrusted ? trusted : guarded),
      signal,
      responseType: 'arraybuffer',
      maxContentLength: request.maxBytes,
      maxRedirects: 0,
      proxy: false,
      validateStatus: null,
      headers: { 'User-Agent': userAgent, Accept: request.accept ?? '*/*', ...conditionHeaders(request.conditions) },
    })
  }

  async function post(address: string, request: OutsidePost): Promise<{ status: number }> {
    const at = parsed(address)
    const isTrusted = privateHosts.includes(at.host) || privateHosts.includes(at.hostname)
    checkAddress(at, isTrusted, false)
    const signal = AbortSignal.timeout(request.deadlineInSeconds * 1000)
    const axios = await openAxios()
    const { status, headers } = await axios
      .post<Buffer>(at.href, request.body, {
        ...(isTrusted ? trusted : guarded),
        signal,
        responseType: 'arraybuffer',
        maxContentLength: request.maxBytes,
        maxRedirects: 0,
        proxy: false,
        validateStatus: null,
        headers: {
          'User-Agent': userAgent,
          'Content-Type': request.contentType,
          ...(request.authorization !== undefined && { Authorization: request.authorization }),
        },
      })
      .catch(async (error: unknown) => {
        throw await failureOf(error, at, signal)
      })
    if (status >= 200 && status < 300) return { status }
    const retryAfter = status === 429 || status === 503 ? retryTime(headers['retry-after'], clock.now()) : undefined
    throw new OutsideFailed('bad-status', `${at.host} answered ${status}`, status, retryAfter)
  }

  async function follow(address: string, request: OutsideRequest, signal: AbortSignal): Promise<OutsideAnswer> {
    let at = parsed(address)
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      const answer = await once(at, request, signal).catch(async (error: unknown) => {
        throw await failureOf(error, at, signal)
      })
      if (isUsable(answer.status, request)) return outsideAnswer(at, answer)
      const { status, headers } = answer
      const location: unknown = headers.location
      if (status < 300 || status >= 400 || typeof location !== 'string') {
        const retryAfter = status === 429 || status === 503 ? retryTime(headers['retry-after'], clock.now()) : undefined
        throw new OutsideFailed('bad-status', `${at.host} answered ${status}`, status, retryAfter)
      }
      const next = parsed(location, at)
      if (request.mayRedirectTo && !request.mayRedirectTo(next)) {
        throw new OutsideFailed('bad-redirect', `${at.host} redirects to ${next.host}, which is not expected`, status)
      }
      at = next
    }
    throw new OutsideFailed('bad-redirect', `${at.host} redirects more than ${maxRedirects} times`)
  }

  return {
    post,
    get: async (address, request) => {
      const signal = AbortSignal.timeout(request.deadlineInSeconds * 1000)
      try {
        return await follow(address, request, signal)
      } catch (error) {
        if (!isPassing(error)) throw error
        // Apart in time, so that many instances do not come back together.
        await wait(pauseInMilliseconds * (1 + 2 * Math.random()), undefined, { signal }).catch(() => {
          throw error
        })
        return follow(address, request, signal)
      }
    },
  }
}

/** With the first request: no reader waits for another site, and a start should not wait for what speaks to them. */
async function openAxios(): Promise<AxiosStatic> {
  return (await import('axios')).default
}

function agents(lookup: LookupFunction): { httpAgent: http.Agent; httpsAgent: https.Agent } {
  const options = { lookup, keepAlive: true, maxSockets: 8 }
  return { httpAgent: new http.Agent(options), httpsAgent: new https.Agent(options) }
}

function isUsable(status: number, { conditions }: OutsideRequest): boolean {
  const isConditional = conditions?.etag !== undefined || conditions?.lastModified !== undefined
  return status === 200 || status === 203 || (status === 304 && isConditional)
}

function outsideAnswer(address: URL, { status, headers, data }: AxiosResponse<Buffer>): OutsideAnswer {
  const text = (name: string): string | undefined => {
    const value: unknown = headers[name]
    return typeof value === 'string' && value !== '' && value.length <= 300 ? value : undefined
  }
  const etag = text('etag')
  const lastModified = text('last-modified')
  const expires = httpDate(text('expires'))
  return {
    address: address.href,
    status,
    contentType: text('content-type') ?? '',
    bytes: status === 304 ? Buffer.alloc(0) : Buffer.from(data),
    notModified: status === 304,
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
    ...(expires !== undefined && { expires }),
  }
}

function conditionHeaders({ etag, lastModified }: Conditions = {}): Record<string, string> {
  return {
    ...(etag !== undefined && { 'If-None-Match': etag }),
    ...(lastModified !== undefined && { 'If-Modified-Since': lastModified }),
  }
}

/** Seconds from now or a date, as a server may write it. */
function retryTime(header: unknown, now: Date): Date | undefined {
  if (typeof header !== 'string') return undefined
  return /^\d{1,8}$/.test(header) ? new Date(now.getTime() + Number(header) * 1000) : httpDate(header)
}

/** Only the form that HTTP asks for: `Date` would read a year into `-1`. */
function httpDate(header: string | undefined): Date | undefined {
  return header !== undefined && /^\w{3}, \d{2} \w{3} \d{4} [\d:]{8} GMT$/.test(header) ? new Date(header) : undefined
}

/** A fault that may be gone a moment later. Who says when to come back is not asked before. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof OutsideFailed) || error.retryAfter !== undefined) return false
  return error.reason === 'unreachable' || (error.reason === 'bad-status' && (error.status ?? 0) >= 500)
}

async function failureOf(error: unknown, address: URL, signal: AbortSignal): Promise<unknown> {
  if (error instanceof OutsideFailed) return error
  if (signal.aborted) return new OutsideFailed('too-slow', `${address.host} did not answer in time`)
  const { isAxiosError } = await openAxios()
  if (!isAxiosError(error)) return error
  if (error.cause instanceof OutsideFailed) return error.cause
  if (error.message.startsWith('maxContentLength')) {
    return new OutsideFailed(
      'too-big',
      `${address.host} sends more than is taken (${error.message.replace(/\D+/g, '')} bytes)`,
    )
  }
  return new OutsideFailed('unreachable', `${address.host} cannot be reached (${error.code ?? error.message})`)
}

function parsed(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) {
    throw new OutsideFailed('refused-address', `"${address.slice(0, 200)}" is not an address`)
  }
  return new URL(address, base)
}

/** What DNS does not see: the scheme, a password, and an IP address in place of a name. */
function checkAddress(address: URL, isTrusted: boolean, httpsOnly: boolean): void {
  if (address.protocol !== 'http:' && address.protocol !== 'https:') {
    throw new OutsideFailed('refused-address', `${address.protocol} addresses are not fetched`)
  }
  if (httpsOnly && !isTrusted && address.protocol !== 'https:') {
    throw new OutsideFailed('refused-address', `${address.host} is asked over https only`)
  }
  if (address.username !== '' || address.password !== '') {
    throw new OutsideFailed('refused-address', `the address at ${address.host} carries a user name`)
  }
  const literal = address.hostname.replace(/^\[|\]$/g, '')
  if (!isTrusted && isIP(literal) !== 0 && !isPublic(literal)) throw refusedAddress(address.hostname)
}

/** Checks what a name stands for at the moment of connecting, so that a name cannot be public first and private after. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return callback(error, '')
    const allowed = found.filter(({ address }) => isPublic(address))
    const [first] = allowed
    if (!first) return callback(refusedAddress(hostname), '')
    if (options.all) callback(null, allowed)
    else callback(null, first.address, first.family)
  })
}

function refusedAddress(hostname: string): OutsideFailed {
  return new OutsideFailed('refused-address', `${hostname} is inside a private network`)
}
