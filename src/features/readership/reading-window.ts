import type { ReaderKey } from './reader.js'

export interface ReadingNow {
  /** Readers with a story open, of all stories. */
  readers: number
  /** Readers by article, the most read first. */
  articles: { id: number; readers: number }[]
}

/** Which stories are open in readers' windows: a reader counts while their last sign of life is younger than `seconds`. */
export class ReadingWindow {
  private readonly signs = new Map<ReaderKey, { article: number; at: number }>()

  constructor(
    private readonly seconds: number,
    private readonly most: number,
  ) {}

  note(key: ReaderKey, article: number, now: Date): void {
    // Set anew, so that the map stays in the order of time.
    this.signs.delete(key)
    this.signs.set(key, { article, at: now.getTime() })
    if (this.signs.size > this.most) this.forgetWhile((_, count) => count < 1)
  }

  snapshot(now: Date): ReadingNow {
    const oldest = now.getTime() - this.seconds * 1000
    this.forgetWhile(({ at }) => at <= oldest)
    const readers = new Map<number, number>()
    for (const { article } of this.signs.values()) readers.set(article, (readers.get(article) ?? 0) + 1)
    return {
      readers: this.signs.size,
      articles: [...readers]
        .map(([id, count]) => ({ id, readers: count }))
        .sort((a, b) => b.readers - a.readers || b.id - a.id),
    }
  }

  private forgetWhile(isOld: (sign: { at: number }, count: number) => boolean): void {
    let count = 0
    for (const [key, sign] of this.signs) {
      if (!isOld(sign, count)) return
      this.signs.delete(key)
      count += 1
    }
  }
}
