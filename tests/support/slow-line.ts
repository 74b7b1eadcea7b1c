import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type Listening, listening } from './listening.js'

const pieceBytes = 1000

/** A line to the site on which a page comes in pieces, with time enough between them to be drawn; all else comes at once. */
export function openSlowLine(site: string): Promise<Listening> {
  const { hostname, port } = new URL(site)
  return listening((asked, answer) => {
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
}
