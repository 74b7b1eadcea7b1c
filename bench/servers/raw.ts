import type { Job, Serving } from './job.js'

/** The least that Node can do: one `writeHead` and one `end` of ready buffers. */
export function serveRaw({ status, headers, bodyInBase64 }: Extract<Job, { kind: 'raw' }>): Serving {
  const body = Buffer.from(bodyInBase64, 'base64')
  return {
    listener: (_req, res) => {
      res.writeHead(status, headers)
      res.end(body.length === 0 ? undefined : body)
    },
    queries: () => 0,
    close: async () => {},
  }
}
