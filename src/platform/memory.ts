import { LRUCache } from 'lru-cache'
import type { Changes } from './changes.js'

/** Small answers kept in the process between pages: the menu, a month of the calendar. Dropped when one of their tags changes. */
export interface Memory {
  /** Gives the kept value, or makes it once however many ask at the same time. A failed making is not kept. */
  keep<T extends object>(
    key: string,
    options: { tags: readonly string[]; seconds: number },
    make: () => Promise<T>,
  ): Promise<T>
}

interface Kept {
  value: Promise<object>
  tags: readonly string[]
}

export function openMemory(changes: Changes, maxEntries = 2000): Memory {
  const kept = new LRUCache<string, Kept>({ max: maxEntries })
  changes.listen((tags) => {
    if (tags === 'everything') return kept.clear()
    for (const [key, entry] of kept.entries()) {
      if (entry.tags.some((tag) => tags.includes(tag))) kept.delete(key)
    }
  })
  return {
    keep: <T extends object>(
      key: string,
      { tags, seconds }: { tags: readonly string[]; seconds: number },
      make: () => Promise<T>,
    ) => {
      const found = kept.get(key)
      if (found) return found.value as Promise<T>
      const value = make()
      const entry = { value, tags }
      kept.set(key, entry, { ttl: seconds * 1000 })
      value.catch(() => {
        if (kept.peek(key) === entry) kept.delete(key)
      })
      return value
    },
  }
}
