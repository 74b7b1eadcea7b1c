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

  /** True when the key was not met within the time; only then is it noted. Told at every visit what time it is. */
  isNew(key: VisitKey, now: Date): boolean {
    const time = now.getTime()
    this.forgetBefore(time - this.seconds * 1000)
    if (this.metAt.has(key)) return false
    this.metAt.set(key, time)
    if (this.metAt.size > this.most) this.forgetOldest()
    return true
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
