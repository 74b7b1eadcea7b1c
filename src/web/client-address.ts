import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

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

/** Whom one address stands for: the first half of an IPv6 address, since one household has the other half to itself. */
export function householdOf(address: string): string {
  const plain = plainAddress(address)
  return isIPv6(plain) ? firstGroups(plain, 4) : plain
}

/** An IPv4 address as such, however a listener for both families writes it: `::ffff:203.0.113.7` → `203.0.113.7`. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, '')
}

/** Of an IPv6 address, with the zeros that were left out: `2001:db8::1` → `2001:db8:0`. */
export function firstGroups(address: string, count: number): string {
  const [head = [], tail = []] = address
    .toLowerCase()
    .split('::')
    .map((half) => half.split(':').filter(Boolean))
  const missing = Math.max(0, 8 - head.length - tail.length)
  return [...head, ...Array<string>(missing).fill('0'), ...tail].slice(0, count).join(':')
}
