import type { IncomingMessage } from 'node:http'

/**
 * The address a request came from. `proxies` is how many of the operator's own proxies stand in front: each adds the address it
 * sees at the end of `X-Forwarded-For`, and whatever stands further left is what a stranger claims.
 */
export function clientAddress(req: IncomingMessage, proxies: number): string {
  const direct = req.socket.remoteAddress ?? ''
  if (proxies === 0) return direct
  const forwarded = String(req.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
  return forwarded.at(-proxies) || direct
}
