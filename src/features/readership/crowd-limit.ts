import { lastKept } from '../../platform/last-kept.js'
import type { PlaceKey } from './reader.js'

export interface Crowd {
  /** How many may come in one moment. */
  atOnce: number
  /** How many more an hour makes room for. */
  anHour: number
}

/**
 * How many are counted from one place. Whoever is counted takes the room of one, and it is free again an hour's share later, so that
 * neither the stroke of an hour nor waiting lets through a second crowd at once. Of a place one number is kept: when all its room will be
 * free again. Beyond `places` those that were quiet longest are forgotten, and may fill up anew.
 *
 * The numbers and why they are so large: docs/decisions/073-a-crowd-behind-one-address.md.
 */
export class CrowdLimit {
  private readonly freeAt
  private readonly roomOfOne: number
  private readonly room: number

  constructor({ atOnce, anHour }: Crowd, places: number) {
    this.freeAt = lastKept<PlaceKey, number>(places)
    this.roomOfOne = 3_600_000 / anHour
    this.room = this.roomOfOne * atOnce
  }

  isFull(place: PlaceKey, now: Date): boolean {
    const taken = (this.freeAt.get(place) ?? 0) - now.getTime()
    return taken + this.roomOfOne > this.room
  }

  add(place: PlaceKey, now: Date): void {
    this.freeAt.set(place, Math.max(this.freeAt.get(place) ?? 0, now.getTime()) + this.roomOfOne)
  }
}
