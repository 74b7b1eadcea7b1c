import { request } from 'node:http'

export interface Answer {
  status: number
  /** Names and values in turn, as they came. */
  rawHeaders: string[]
  headers: import('node:http').IncomingHttpHeaders
  /** As it came, still compressed. */
  bytes: Buffer
}

/** One request as it is: `fetch` would unpack the body and hide what was sent. */
export function ask(port: number, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = request({ port, host: '127.0.0.1', path, headers, agent: false }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.once('error', reject)
      res.once('end', () =>
        resolve({
          status: res.statusCode ?? 0,
          rawHeaders: res.rawHeaders,
          headers: res.headers,
          bytes: Buffer.concat(chunks),
        }),
      )
    })
    req.once('error', reject)
    req.end()
  })
}
