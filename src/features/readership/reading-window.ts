import type { ReaderKey, VisitKey } from './reader.js'

export interface ReadingNow {
  /** Readers with a story open; one with three stories open is one. */
  readers: number
  /** Readers by article, the most read first. */
  articles: { id: number; readers: number }[]
}

interface Sign {
  reader: ReaderKey
  article: number
  /** In milliseconds. */
  at: number
}

/** Which stories are open in readers' windows: a window counts while its last sign of life is younger than `seconds`. */
export class ReadingWindow {
  private readonly signs = new Map<VisitKey, Sign>()

  constructor(
    private readonly seconds: number,
    private readonly most: number,
  ) {}

  note({ reader, visit }: { reader: ReaderKey; visit: VisitKey }, article: number, now: Date): void {
    // Set anew, so that the map stays in the order of time.
    this.signs.delete(visit)
    this.signs.set(visit, { reader, article, at: now.getTime() })
    if (this.signs.size > this.most) this.forgetWhile((_, count) => count < 1)
  }

  snapshot(now: Date): ReadingNow {
    const oldest = now.getTime() - this.seconds * 1000
    this.forgetWhile(({ at }) => at <= oldest)
    const readers = new Set<ReaderKey>()
    const byArticle = new Map<number, number>()
    for (const { reader, article } of this.signs.values()) {
      readers.add(reader)
      byArticle.set(article, (byArticle.get(article) ?? 0) + 1)
    }
    return {
      readers: readers.size,
      articles: [...byArticle]
        .map(([id, count]) => ({ id, readers: count }))
        .sort((a, b) => b.readers - a.readers || b.id - a.id),
    }
  }

  private forgetWhile(isOld: (sign: Sign, count: number) => boolean): void {
    let count = 0
    for (const [visit, sign] of this.signs) {
      if (!isOld(sign, count)) return
      this.signs.delete(visit)
      count += 1
    }
  }
}
