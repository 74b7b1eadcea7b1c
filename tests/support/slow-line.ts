import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

const pieceBytes = 1000

/** A line to the site on which a page comes in pieces, with time enough between them to be drawn; all else comes at once. */
export async function openSlowLine(site: string): Promise<{ address: string; close(): Promise<void> }> {
  const { hostname, port } = new URL(site)
  const server = createServer((asked, answer) => {
    const { 'accept-encoding': _, ...headers } = asked.headers
    const passed = request({ hostname, port, path: asked.url, method: asked.method, headers }, async (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers)
      if (!given.headers['content-type']?.startsWith('text/html')) return given.pipe(answer)
      const chunks: Buffer[] = []
      for await (const chunk of given) chunks.push(chunk)
      const page = Buffer.concat(chunks)
      // The masthead is in the first packet of even the slowest line.
      let at = Math.max(page.indexOf('<main'), 0)
      answer.write(page.subarray(0, at))
      for (; at < page.length; at += pieceBytes) {
        await pause(30)
        answer.write(page.subarray(at, at + pieceBytes))
      }
      return answer.end()
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
