import { hash, randomBytes } from 'node:crypto'
import { isoDay, wall } from '../../language/dates.js'

/** A reader at a story: a number that means nothing to anybody, and another one tomorrow. */
export type ReaderKey = number

export interface Visit {
  /** Of the reader's side of the connection. */
  address: string
  userAgent: string
  article: number
}

/**
 * Makes keys of visits: the first 48 bits of a hash with a secret salt. Its salt lives in this process alone, for one day of Almaty, and is
 * thrown away, so that no key can ever be led back to an address; neither is stored anywhere.
 */
export function openReaderKeys(): (visit: Visit, now: Date) => ReaderKey {
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
    return Number.parseInt(hash('sha256', `${salt}${address}\n${userAgent}\n${article}`).slice(0, 12), 16)
  }
}
