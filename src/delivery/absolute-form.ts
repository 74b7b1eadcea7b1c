import type { RequestListener } from 'node:http'

const absolute = /^https?:\/\/[^/?#]*/i

/**
 * `GET http://locman.kz/search?q=a` is `GET /search?q=a`: every server must take the long form, and what stands behind this
 * knows pages, limits and counters by the short one.
 */
export function inShortForm(next: RequestListener): RequestListener {
  return (req, res) => {
    if (req.url !== undefined && !req.url.startsWith('/')) {
      const rest = req.url.replace(absolute, '')
      req.url = rest.startsWith('/') ? rest : `/${rest}`
    }
    next(req, res)
  }
}
