import { hash, randomBytes } from 'node:crypto'
import { isoDay, wall } from '../../language/dates.js'

/** A reader: a number that means nothing to anybody, and another one tomorrow. */
export type ReaderKey = number
/** A reader at a story. */
export type VisitKey = number

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

/**
 * Makes keys: the first 48 bits of a hash with a secret salt. The salt lives in this process alone, for one day of Almaty, and is
 * thrown away, so that no key can ever be led back to an address; none is stored anywhere.
 */
export function openReaderKeys(): (visit: Visit, now: Date) => { reader: ReaderKey; visit: VisitKey } {
  let salt = randomBytes(32).toString('hex')
  let day = ''
  let dayUntil = 0
  return ({ address, userAgent, article }, now) => {
    if (now.getTime() >= dayUntil) {
      const today = isoDay(wall(now))
      if (today !== day) salt = randomBytes(32).toString('hex')
      day = today
      // Looking at the calendar once a minute is enough.
      dayUntil = now.getTime() + 60_000
    }
    const reader = Number.parseInt(hash('sha256', `${salt}${address}\n${userAgent}`).slice(0, 12), 16)
    // Hashed once: counting must cost as little as answering.
    return { reader, visit: (reader + article * step) % keys }
  }
}
