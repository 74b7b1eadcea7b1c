import { lastKept } from '../../platform/last-kept.js'
import { openReaderKeys } from '../readership/reader.js'

/** Somebody at a screen, as the server sees them. */
export interface AdReader {
  address: string
  userAgent: string
}

/**
 * How often each reader saw each campaign today. Keys are hashes with a salt that is thrown away every day, so that caps need no
 * cookie and nobody can be led back to. Each process counts the readers it serves.
 */
export class ReaderCaps {
  private readonly keyOf = openReaderKeys()
  private readonly counts = lastKept<number, number>(200_000)
  private readonly last = lastKept<number, number>(100_000)

  count(reader: AdReader, campaignId: number, now: Date): number {
    return this.counts.get(this.key(reader, campaignId, now)) ?? 0
  }

  add(reader: AdReader, campaignId: number, now: Date): void {
    const key = this.key(reader, campaignId, now)
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
  }

  /** True when the same reader met the same thing less than `seconds` ago. Notes the meeting. */
  isRepeated(reader: AdReader, thing: number, seconds: number, now: Date): boolean {
    const key = this.key(reader, thing, now)
    const before = this.last.get(key)
    this.last.set(key, now.getTime())
    return before !== undefined && now.getTime() - before < seconds * 1000
  }

  private key(reader: AdReader, article: number, now: Date): number {
    return this.keyOf({ ...reader, article }, now).visit
  }
}
