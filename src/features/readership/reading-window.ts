import type { PlaceKey, ReaderKey, VisitKey } from './reader.js'

export interface ReadingNow {
  /** Readers with a story open; one with three stories open is one. */
  readers: number
  /** Readers by article, the most read first. */
  articles: { id: number; readers: number }[]
}

interface Sign {
  reader: ReaderKey
  article: number
  placeAtStory: PlaceKey | null
  /** In milliseconds. */
  at: number
}

/**
 * Which stories are open in readers' windows: a window counts while its last sign of life is younger than `seconds`, and of one
 * story no more than `mostOfAPlace` from one address.
 */
export class ReadingWindow {
  private readonly signs = new Map<VisitKey, Sign>()
  private readonly open = new Map<PlaceKey, number>()
  private forgotAt = 0

  constructor(
    private readonly seconds: number,
    private readonly most: number,
    private readonly mostOfAPlace: number,
  ) {}

  /** A sign of life of a window that is known; false of another. */
  renew(visit: VisitKey, now: Date): boolean {
    const sign = this.signs.get(visit)
    if (!sign) return false
    sign.at = now.getTime()
    // Set anew, so that the map stays in the order of time.
    this.signs.delete(visit)
    this.signs.set(visit, sign)
    return true
  }

  /** The first sign of a window, unless its place has enough of them open; null where that is not known. */
  add(
    { reader, visit }: { reader: ReaderKey; visit: VisitKey },
    article: number,
    placeAtStory: PlaceKey | null,
    now: Date,
  ): void {
    if (placeAtStory !== null) {
      if (!this.hasRoom(placeAtStory, now)) return
      this.open.set(placeAtStory, this.openAt(placeAtStory) + 1)
    }
    this.signs.set(visit, { reader, article, placeAtStory, at: now.getTime() })
    if (this.signs.size > this.most) this.forgetWhile((_, count) => count < 1)
  }

  snapshot(now: Date): ReadingNow {
    this.forgetOld(now)
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

  private hasRoom(place: PlaceKey, now: Date): boolean {
    // Looked through once a second, and only for a full place: the gaps that signs leave when they are set anew are walked, too.
    if (this.openAt(place) >= this.mostOfAPlace && now.getTime() - this.forgotAt >= 1000) this.forgetOld(now)
    return this.openAt(place) < this.mostOfAPlace
  }

  private openAt(place: PlaceKey): number {
    return this.open.get(place) ?? 0
  }

  private forgetOld(now: Date): void {
    this.forgotAt = now.getTime()
    const oldest = this.forgotAt - this.seconds * 1000
    this.forgetWhile(({ at }) => at <= oldest)
  }

  private forgetWhile(isOld: (sign: Sign, count: number) => boolean): void {
    let count = 0
    for (const [visit, sign] of this.signs) {
      if (!isOld(sign, count)) return
      this.signs.delete(visit)
      if (sign.placeAtStory !== null) this.giveRoom(sign.placeAtStory)
      count += 1
    }
  }

  private giveRoom(place: PlaceKey): void {
    const left = this.openAt(place) - 1
    if (left > 0) this.open.set(place, left)
    else this.open.delete(place)
  }
}
