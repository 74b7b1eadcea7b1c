import { connect } from 'node:net'

export interface Load {
  port: number
  paths: readonly string[]
  connections: number
  headers?: Record<string, string>
  /** Posted to the first path, in place of asking for pages. */
  bodies?: readonly string[]
  /** What a page must answer, 200 unless said otherwise. */
  status?: number
}

export interface LoadResult {
  perSecond: number
  /** From each request to the last byte of its answer. */
  timesInMs: number[]
}

/**
 * Keep-alive load over plain sockets. A ready-made generator parses every answer in JavaScript and takes more processor
 * time for it than raw node:http takes to answer, so it would measure itself; this one reads the status and the length.
 * Paths are asked in a random order that is the same in every run. Throws on an unexpected answer.
 */
export async function loadFor(seconds: number, load: Load): Promise<LoadResult> {
  const until = performance.now() + seconds * 1000
  return drive(load, randomRequests(load), () => performance.now() < until)
}

/** Every path `times` times over, each pass in an order of its own. */
export async function loadAll(times: number, load: Load): Promise<LoadResult> {
  let left = times * load.paths.length
  return drive(load, shuffledRequests(load), () => left-- > 0)
}

async function drive(load: Load, next: () => Buffer, isWanted: () => boolean): Promise<LoadResult> {
  const times: number[] = []
  const began = performance.now()
  await Promise.all(Array.from({ length: load.connections }, () => converse(load, next, isWanted, times)))
  return { perSecond: (times.length / (performance.now() - began)) * 1000, timesInMs: times }
}

/** One connection: the next request goes out when the last byte of the answer is in. */
function converse(
  { port, status = 200 }: Load,
  next: () => Buffer,
  isWanted: () => boolean,
  times: number[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let head: Buffer = Buffer.alloc(0)
    let bodyLeft = -1
    let sentAt = 0
    const ask = () => {
      if (!isWanted()) return socket.end()
      sentAt = performance.now()
      socket.write(next())
    }
    socket.once('connect', ask)
    socket.once('error', reject)
    socket.once('close', () =>
      bodyLeft === -1 && head.length === 0
        ? resolve()
        : reject(new Error('the server hung up in the middle of an answer')),
    )
    socket.on('data', (chunk) => {
      if (bodyLeft === -1) {
        head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
        const end = head.indexOf('\r\n\r\n')
        if (end === -1) return
        const length = bodyLength(head.toString('latin1', 0, end), status)
        if (length === undefined)
          return socket.destroy(new Error(`not the expected answer: ${head.toString('utf8', 0, end)}`))
        bodyLeft = length - (head.length - end - 4)
      } else bodyLeft -= chunk.length
      if (bodyLeft > 0) return
      times.push(performance.now() - sentAt)
      bodyLeft = -1
      head = Buffer.alloc(0)
      ask()
    })
  })
}

function bodyLength(head: string, status: number): number | undefined {
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (!head.startsWith(`HTTP/1.1 ${status}`)) return undefined
  return status === 204 ? 0 : length === undefined ? undefined : Number(length)
}

function requestsOf({ paths, bodies, port, headers = {} }: Load): Buffer[] {
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  if (bodies)
    return bodies.map((body) =>
      Buffer.from(
        `POST ${paths[0]} HTTP/1.1\r\n${lines.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      ),
    )
  return paths.map((path) => Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`))
}

function randomRequests(load: Load): () => Buffer {
  const requests = requestsOf(load)
  const chance = chances(1)
  return () => requests[Math.floor(chance() * requests.length)] as Buffer
}

function shuffledRequests(load: Load): () => Buffer {
  const requests = requestsOf(load)
  const chance = chances(2)
  let left = 0
  return () => {
    if (left === 0) left = requests.length
    const at = Math.floor(chance() * left)
    left -= 1
    const chosen = requests[at] as Buffer
    requests[at] = requests[left] as Buffer
    requests[left] = chosen
    return chosen
  }
}

/** Numbers from 0 to 1 that look random and are the same in every run (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
