import { LRUCache } from 'lru-cache'

/**
 * A map that keeps the last `entries` used, and none longer than the given minutes. Told their number, the library lays out room
 * for all of them at once (24 bytes each, written to), which a quiet portal never fills; told their weight, it grows as they come.
 */
export function lastKept<Key extends {}, Value extends {}>(
  entries: number,
  options: { minutes?: number } = {},
): LRUCache<Key, Value> {
  return new LRUCache<Key, Value>({ maxSize: entries, sizeCalculation: () => 1, ttl: (options.minutes ?? 0) * 60_000 })
}
