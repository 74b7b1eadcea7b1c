import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { type Day, isoDay, wall } from '../../language/dates.js'
import type { Kit } from '../../platform/kit.js'
import { firstGroups, plainAddress } from '../../web/client-address.js'
import { forgetBans, forgetOriginKeys, originKey } from './origin-store.js'

/**
 * Where something came from, as hashes with a key that lives in the database for a time and is then thrown away: enough to see
 * that two things come from one place, and never an address. See docs/decisions/030-origins-as-hashes.md.
 */
export interface Origin {
  /** Of the address. */
  address: string
  /** Of its network: 256 IPv4 addresses, or an IPv6 site. */
  network: string
}

/** Writers' origins: a key a month, kept until the next month is over. A network's ban ends with its key. */
export async function originOf(kit: Kit, address: string): Promise<Origin> {
  const key = await keyOf(kit, 'origin', monthOf(kit.clock.now()))
  return { address: hashed(key, address), network: hashed(key, networkOf(address)) }
}

/** Voters and reporters: a key a day. */
export async function voterOf(
  kit: Kit,
  address: string,
  userAgent: string,
): Promise<{ voter: string; network: string }> {
  const key = await keyOf(kit, 'vote', isoDay(wall(kit.clock.now())))
  return { voter: hashed(key, `${address}\n${userAgent.slice(0, 300)}`), network: hashed(key, networkOf(address)) }
}

/** When the hashes made now lose their key. */
export function originKeyEnds(now: Date): Date {
  const { year, month } = wall(now)
  return new Date(Date.UTC(month >= 11 ? year + 1 : year, (month + 1) % 12, 1))
}

/** Throws away what is past its time; bans of networks end with the key they were made with. */
export async function forgetOrigins(kit: Kit): Promise<void> {
  const now = kit.clock.now()
  await forgetOriginKeys(kit.db, 'origin', monthOf(new Date(now.getTime() - 31 * 86_400_000)))
  await forgetOriginKeys(kit.db, 'vote', isoDay(wall(now)))
  await forgetBans(kit.db, now)
}

/** `203.0.113.7` → `203.0.113`, `2001:db8:7:9::1` → `2001:db8:7`. */
export function networkOf(address: string): string {
  const plain = plainAddress(address)
  return isIPv6(plain) ? firstGroups(plain, 3) : plain.replace(/^(\d+\.\d+\.\d+)\.\d+$/, '$1')
}

function monthOf(now: Date): string {
  return isoDay(wall(now) as Day).slice(0, 7)
}

async function keyOf(kit: Kit, purpose: string, period: string): Promise<string> {
  const { key } = await kit.memory.keep(`origin-key:${purpose}:${period}`, { tags: [], seconds: 3600 }, async () => ({
    key: await originKey(kit.db, purpose, period),
  }))
  return key
}

function hashed(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, 22)
}
