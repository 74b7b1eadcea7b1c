import { LRUCache } from 'lru-cache'
import type { StoredPage } from './stored-page.js'

/** Rendered pages by key within a budget of bytes; the longest unread go first. */
export class PageCache {
  private readonly pages: LRUCache<string, StoredPage>
  private readonly keysByTag = new Map<string, Set<string>>()

  constructor(maxBytes: number) {
    this.pages = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (page) => page.bytes,
      dispose: (page, key) => this.unlink(key, page),
    })
  }

  get(key: string): StoredPage | undefined {
    return this.pages.get(key)
  }

  put(key: string, page: StoredPage): void {
    this.pages.set(key, page)
    if (!this.pages.has(key)) return // larger than the whole budget
    for (const tag of page.tags) {
      const keys = this.keysByTag.get(tag)
      if (keys) keys.add(key)
      else this.keysByTag.set(tag, new Set([key]))
    }
  }

  forget(tags: readonly string[]): void {
    for (const tag of tags) {
      for (const key of this.keysByTag.get(tag) ?? []) this.pages.delete(key)
    }
  }

  forgetAll(): void {
    this.pages.clear()
  }

  get size(): { pages: number; bytes: number } {
    return { pages: this.pages.size, bytes: this.pages.calculatedSize }
  }

  private unlink(key: string, page: StoredPage): void {
    for (const tag of page.tags) {
      const keys = this.keysByTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) this.keysByTag.delete(tag)
    }
  }
}
