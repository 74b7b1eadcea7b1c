import { lastKept } from '../../platform/last-kept.js'
import { type Crowd, CrowdLimit } from '../readership/crowd-limit.js'
import { openReaderKeys } from '../readership/reader.js'
import type { AdDeed } from './ad-store.js'

/** Somebody at a screen, as the server sees them. */
export interface AdReader {
  address: string
  userAgent: string
}

/** What is counted of one banner from one address. A page shows it anew at every step of a reader, and few press it. */
const shownAtOneAddress: Crowd = { atOnce: 3000, anHour: 500 }
const clicksOfOneAddress: Crowd = { atOnce: 300, anHour: 50 }
const mostPlaces = 50_000

/**
 * How often each reader saw each campaign today. Keys are hashes with a salt that is thrown away every day, so that caps need no
 * cookie and nobody can be led back to. Each process counts the readers it serves.
 */
export class ReaderCaps {
  private readonly keys = openReaderKeys()
  private readonly counts = lastKept<number, number>(200_000)
  private readonly last = lastKept<number, number>(100_000)
  private readonly crowds = {
    shown: new CrowdLimit(shownAtOneAddress, mostPlaces),
    seen: new CrowdLimit(shownAtOneAddress, mostPlaces),
    click: new CrowdLimit(clicksOfOneAddress, mostPlaces),
  }

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

  /** True when more of a creative came from the reader's address than people can make. Notes what is not. */
  isCrowded(reader: AdReader, creativeId: number, of: AdDeed, now: Date): boolean {
    const from = this.keys.ofPlace({ address: reader.address, article: creativeId }, now)
    if (from === null) return false
    const isFull = this.crowds[of].isFull(from.placeAtStory, now)
    if (!isFull) this.crowds[of].add(from.placeAtStory, now)
    return isFull
  }

  private key(reader: AdReader, article: number, now: Date): number {
    return this.keys.ofVisit({ ...reader, article }, now).visit
  }
}
