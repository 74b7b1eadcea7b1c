import { hash, randomBytes } from 'node:crypto'
import { isoDay, wall } from '../../language/dates.js'
import { isPublic } from '../../platform/public-address.js'
import { householdOf, plainAddress } from '../../web/client-address.js'

/** A reader: a number that means nothing to anybody, and another one tomorrow. */
export type ReaderKey = number
/** A reader at a story. */
export type VisitKey = number
/** Where readers come from, an address or the IPv6 network of a household; or such a place at a story. */
export type PlaceKey = number

export interface Place {
  place: PlaceKey
  placeAtStory: PlaceKey
}

export interface Visit {
  /** Of the reader's side of the connection. */
  address: string
  userAgent: string
  article: number
}

/** Keys stay below it, and a double holds them exactly. */
const keys = 2 ** 48
/** An article's number times this stays below `keys`, so that two stories of one reader never share a key. */
const step = 2 ** 16 + 1

export interface ReaderKeys {
  ofVisit(visit: Visit, now: Date): { reader: ReaderKey; visit: VisitKey }
  /**
   * The same from one place, whatever browser somebody claims to have. Asked apart: it costs a hash of its own. Null for an address that is
   * not public: behind it stands a proxy that `PROXIES` does not tell of, and with it everybody.
   */
  ofPlace(visit: Omit<Visit, 'userAgent'>, now: Date): Place | null
}

/**
 * Makes keys: the first 48 bits of a hash with a secret salt. The salt lives in this process alone, for one day of Almaty, and is
 * thrown away, so that no key can ever be led back to an address; none is stored anywhere.
 */
export function openReaderKeys(): ReaderKeys {
  let salt = randomBytes(32).toString('hex')
  let day = ''
  let dayUntil = 0

  function keyOf(text: string, now: Date): number {
    if (now.getTime() >= dayUntil) {
      const today = isoDay(wall(now))
      if (today !== day) salt = randomBytes(32).toString('hex')
      day = today
      // Looking at the calendar once a minute is enough.
      dayUntil = now.getTime() + 60_000
    }
    return Number.parseInt(hash('sha256', `${salt}${text}`).slice(0, 12), 16)
  }

  return {
    ofVisit: ({ address, userAgent, article }, now) => {
      const reader = keyOf(`${address}\n${userAgent}`, now)
      // Hashed once: counting must cost as little as answering.
      return { reader, visit: (reader + article * step) % keys }
    },
    ofPlace: ({ address, article }, now) => {
      if (!isPublic(plainAddress(address))) return null
      const place = keyOf(householdOf(address), now)
      return { place, placeAtStory: (place + article * step) % keys }
    },
  }
}
