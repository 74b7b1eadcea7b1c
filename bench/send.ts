import { Agent, request } from 'node:http'

export interface Sent {
  status: number
  body: string
  location: string | undefined
  /** Set-Cookie, one each. */
  cookies: string[]
}

export interface Sending {
  path: string
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** Single requests over kept connections, each with its own headers: for rows that are many different people. */
export function openSender(port: number, connections: number): { send(what: Sending): Promise<Sent>; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    send: ({ path, method = 'GET', headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const lengths = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
        const req = request(
          { port, host: '127.0.0.1', path, method, agent, headers: { ...headers, ...lengths } },
          (res) => {
            let text = ''
            res.setEncoding('utf8')
            res.on('data', (chunk: string) => {
              text += chunk
            })
            res.once('error', reject)
            res.once('end', () => {
              const { location, 'set-cookie': cookies = [] } = res.headers
              resolve({ status: res.statusCode ?? 0, body: text, location, cookies })
            })
          },
        )
        req.once('error', reject)
        req.end(body)
      }),
    close: () => agent.destroy(),
  }
}
