import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createRequire } from 'node:module'

/** Where a page that is looked at finds axe. */
export const axeAddress = '/axe.min.js'

/**
 * The site, and axe at an address of its own. A browser that fetches half a megabyte of script itself keeps it from page to page; handed over
 * by the test it costs more than most pages do.
 */
export function withAxeBeside(site: RequestListener): RequestListener {
  return (request, response) => {
    if (request.url !== axeAddress) return site(request, response)
    response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=3600' }).end(readAxe())
  }
}

let axe: Buffer | undefined
function readAxe(): Buffer {
  axe ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'))
  return axe
}
