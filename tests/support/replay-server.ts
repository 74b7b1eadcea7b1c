import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'

/** What a provider sends, or how it misbehaves while sending. */
export interface ReplayAnswer {
  /** 200 unless said otherwise. */
  status?: number
  headers?: Record<string, string>
  body?: string | Buffer
  /**
   * `hang`: not even headers come. `drip`: headers, then a byte of the body a second. `endless`: a body that never ends,
   * as fast as it is read. `cut`: half the body, then the connection breaks.
   */
  behaviour?: 'hang' | 'drip' | 'endless' | 'cut'
}

export interface ReplayRequest {
  method: string
  /** With its query. */
  path: string
  headers: IncomingHttpHeaders
}

type Prepared = ReplayAnswer | ReplayAnswer[] | ((request: ReplayRequest) => ReplayAnswer)

export interface Replay {
  /** `http://127.0.0.1:port` */
  origin: string
  /** `127.0.0.1:port` */
  host: string
  /** Every request since the start or the last `forget`, oldest first. */
  requests: ReplayRequest[]
  /** Bytes that left for whoever asked, since the start. */
  sent(): number
  /**
   * What a path answers from now on. A path with a query is for exactly that query, one without for any. Of a list each request
   * takes the next, and the last one stays. A path that is not prepared answers 404.
   */
  answer(path: string, prepared: Prepared): void
  /** Forgets requests and answers. */
  forget(): void
  close(): Promise<void>
}

/** A provider on this machine that replays prepared answers, well or badly. */
export async function openReplay(): Promise<Replay> {
  const prepared = new Map<string, Prepared>()
  const requests: ReplayRequest[] = []
  const timers = new Set<NodeJS.Timeout>()
  const sockets: Socket[] = []

  const server = createServer((req, res) => {
    const request = { method: req.method ?? '', path: req.url ?? '/', headers: req.headers }
    requests.push(request)
    const found = prepared.get(request.path) ?? prepared.get(request.path.split('?')[0] ?? '')
    const next = Array.isArray(found) ? (found.length > 1 ? found.shift() : found[0]) : found
    send(res, (typeof next === 'function' ? next(request) : next) ?? { status: 404, body: 'not prepared' }, timers)
  })
  server.on('connection', (socket) => sockets.push(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin: `http://${host}`,
    host,
    requests,
    sent: () => sockets.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    answer: (path, answer) => void prepared.set(path, Array.isArray(answer) ? [...answer] : answer),
    forget: () => {
      prepared.clear()
      requests.length = 0
    },
    close: async () => {
      for (const timer of timers) clearInterval(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function send(res: ServerResponse, answer: ReplayAnswer, timers: Set<NodeJS.Timeout>): void {
  const { status = 200, headers = {}, behaviour } = answer
  if (behaviour === 'hang') return
  const body = Buffer.from(answer.body ?? '')
  // The length is told only where all of it comes.
  res.writeHead(status, behaviour ? headers : { 'content-length': String(body.length), ...headers })
  if (behaviour === 'drip') drip(res, body, timers)
  else if (behaviour === 'endless') flood(res)
  else if (behaviour === 'cut') res.write(body.subarray(0, body.length / 2), () => res.destroy())
  else res.end(body)
}

function drip(res: ServerResponse, body: Buffer, timers: Set<NodeJS.Timeout>): void {
  let sent = 0
  res.flushHeaders()
  const timer = setInterval(() => {
    res.write(body.subarray(sent, sent + 1))
    if (++sent >= body.length) res.end()
  }, 1000)
  timers.add(timer)
  res.on('close', () => clearInterval(timer))
}

const chunk = Buffer.alloc(64 * 1024, ' ')

function flood(res: ServerResponse): void {
  const more = () => {
    while (!res.destroyed && res.write(chunk));
  }
  res.on('drain', more)
  more()
}

/** Few bytes on the wire, very many after decompression. */
export function gzipBomb(bytes: number, type = 'text/xml'): ReplayAnswer {
  return { headers: { 'content-type': type, 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(bytes, ' ')) }
}

/** Whether only a deadline ends the waiting for it. */
export function isSlow({ behaviour }: ReplayAnswer): boolean {
  return behaviour === 'hang' || behaviour === 'drip'
}

export function redirect(location: string, status = 301): ReplayAnswer {
  return { status, headers: { location } }
}
