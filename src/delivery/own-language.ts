import type { IncomingMessage, RequestListener } from 'node:http'
import { isbot } from 'isbot'
import { isSignedIn } from './front-door.js'

/**
 * Whoever arrives at the bare address of the portal with a browser that asks for Kazakh before Russian is led to the Kazakh front page. It
 * stands in front of the page cache, where a page is the same for everybody. Whoever comes from a page of ours has chosen: the link
 * to the other language must lead there. Search engines are never led away from an address.
 */
export function leadToOwnLanguage(next: RequestListener): RequestListener {
  return (req, res) => {
    // The cheap questions first: most ask for Russian, and telling a robot is dear.
    if (!isFrontPage(req) || !wantsKazakh(req.headers['accept-language']) || !isArriving(req)) return next(req, res)
    res.writeHead(302, {
      Location: `/kk${req.url?.slice(1) ?? ''}`,
      'Cache-Control': 'private, no-store',
      Vary: 'Accept-Language, Sec-Fetch-Site, Referer',
      'Content-Length': 0,
    })
    res.end()
  }
}

/** With whatever counts visitors behind it, which goes along. */
const frontPattern = /^\/(?:\?[\w=&.%~+-]*)?$/

function isFrontPage({ method, url }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && frontPattern.test(url ?? '')
}

function isArriving(req: IncomingMessage): boolean {
  const { 'sec-fetch-site': from, 'sec-fetch-dest': into, 'user-agent': agent, referer, host } = req.headers
  if (isSignedIn(req) || agent === undefined || isbot(agent)) return false
  if (into !== undefined && into !== 'document') return false
  if (from !== undefined) return from !== 'same-origin'
  // A browser that does not tell where from: then the page before does.
  return referer === undefined || !URL.canParse(referer) || new URL(referer).host !== host
}

/** `kk, ru;q=0.9`: Kazakh is named and stands before Russian. */
export function wantsKazakh(accepted: string | undefined): boolean {
  if (accepted === undefined || accepted.length > 300) return false
  const wish = { kk: 0, ru: 0 }
  for (const part of accepted.toLowerCase().split(',')) {
    const found = /^\s*(kk|ru)(?:-[\w-]+)?\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?$/.exec(part)
    if (!found) continue
    const language = found[1] === 'kk' ? 'kk' : 'ru'
    wish[language] = Math.max(wish[language], found[2] === undefined ? 1 : Number(found[2]))
  }
  // Of two that weigh the same the one that is named first is wanted more, and browsers always weigh them apart.
  return wish.kk > 0 && (wish.kk > wish.ru || (wish.kk === wish.ru && accepted.search(/kk/i) < accepted.search(/ru/i)))
}
