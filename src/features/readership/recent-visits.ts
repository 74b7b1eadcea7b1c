import type { VisitKey } from './reader.js'

/**
 * Keys that were met within `seconds`, oldest first, at most `most` of them: beyond that the oldest are forgotten early, and a
 * reader who comes back may be counted again, which is better than a process without memory.
 */
export class RecentVisits {
  private readonly metAt = new Map<VisitKey, number>()

  constructor(
    private readonly seconds: number,
    private readonly most: number,
  ) {}

  /** Whether it was met within the time. Told at every visit what time it is. */
  isKnown(key: VisitKey, now: Date): boolean {
    this.forgetBefore(now.getTime() - this.seconds * 1000)
    return this.metAt.has(key)
  }

  /** One that is not known. */
  add(key: VisitKey, now: Date): void {
    this.metAt.set(key, now.getTime())
    if (this.metAt.size > this.most) this.forgetOldest()
  }

  get size(): number {
    return this.metAt.size
  }

  private forgetBefore(time: number): void {
    for (const [key, metAt] of this.metAt) {
      if (metAt > time) return
      this.metAt.delete(key)
    }
  }

  private forgetOldest(): void {
    for (const key of this.metAt.keys()) {
      this.metAt.delete(key)
      return
    }
  }
}
