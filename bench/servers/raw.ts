import type { Job, Serving } from './job.js'

/** The least that Node can do: one `writeHead` and one `end` of ready buffers. */
export function serveRaw({ headers, bodyInBase64 }: Extract<Job, { kind: 'raw' }>): Serving {
  const body = Buffer.from(bodyInBase64, 'base64')
  return {
    listener: (_req, res) => {
      res.writeHead(200, headers)
      res.end(body)
    },
    queries: () => 0,
    close: async () => {},
  }
}
