import type { Kit } from '../../platform/kit.js'
import { type Crowd, CrowdLimit } from './crowd-limit.js'
import { openReaderKeys, type Place, type Visit } from './reader.js'
import { type ReadingNow, ReadingWindow } from './reading-window.js'
import { RecentVisits } from './recent-visits.js'
import { addViews } from './view-store.js'

declare module '../../platform/kit.js' {
  interface Kit {
    /** Absent in an operator's command, which has no readers. */
    readership?: Readership
  }
}

/** Who reads what, as one process knows it. Several instances each count the readers that are sent to them. */
export interface Readership {
  /** A story was opened, or is still open. A view is counted once per reader, story and half hour, within what one address may bring. */
  note(visit: Visit, sign: 'opened' | 'still open'): void
  /** Writes what was counted since the last time, in one statement. What cannot be written is kept for the next time. */
  flush(): Promise<void>
  readingNow(): ReadingNow
}

const halfHour = 30 * 60
const fiveMinutes = 5 * 60
/** A hundred and sixty readers a second for half an hour, some twenty megabytes. */
const mostVisits = 300_000
const mostWindows = 100_000
/** Of one story, open at one address: five minutes hold a dozen or two when an hour brings a hundred. */
const mostWindowsOfAPlace = 50
/** Forged numbers of articles must not fill the memory before the database has told them from real ones. */
const mostArticles = 50_000
/** Views of one story that are counted from one address. */
const readersOfAStory: Crowd = { atOnce: 300, anHour: 50 }
/** Of all stories together: or invented stories would push the real ones out of memory, and fill up anew. */
const readersOfAllStories: Crowd = { atOnce: 6000, anHour: 1000 }
/** Some ten megabytes, when as many are there. */
const mostPlacesAtStories = 100_000
const mostPlaces = 20_000

export function openReadership(kit: Pick<Kit, 'db' | 'clock'>): Readership {
  const keysOf = openReaderKeys()
  const visits = new RecentVisits(halfHour, mostVisits)
  const open = new ReadingWindow(fiveMinutes, mostWindows, mostWindowsOfAPlace)
  const ofAStory = new CrowdLimit(readersOfAStory, mostPlacesAtStories)
  const ofAllStories = new CrowdLimit(readersOfAllStories, mostPlaces)
  let counted = new Map<number, number>()
  let writing: Promise<void> = Promise.resolve()

  function count(article: number, views: number): void {
    if (counted.size < mostArticles || counted.has(article)) counted.set(article, (counted.get(article) ?? 0) + views)
  }

  function isFull(from: Place, now: Date): boolean {
    return ofAStory.isFull(from.placeAtStory, now) || ofAllStories.isFull(from.place, now)
  }

  function takeRoom(from: Place, now: Date): void {
    ofAStory.add(from.placeAtStory, now)
    ofAllStories.add(from.place, now)
  }

  async function write(): Promise<void> {
    if (counted.size === 0) return
    const taken = counted
    counted = new Map()
    try {
      await addViews(kit.db, taken, kit.clock.now())
    } catch (error) {
      for (const [article, views] of taken) count(article, views)
      throw error
    }
  }

  return {
    note: (visit, sign) => {
      const now = kit.clock.now()
      const keys = keysOf.ofVisit(visit, now)
      const isWindowKnown = open.renew(keys.visit, now)
      const isViewKnown = sign !== 'opened' || visits.isKnown(keys.visit, now)
      // Most signs are of windows and views that are known: for them nobody asks where they come from.
      if (isWindowKnown && isViewKnown) return
      const from = keysOf.ofPlace(visit, now)
      if (!isWindowKnown) open.add(keys, visit.article, from?.placeAtStory ?? null, now)
      // Whoever is not counted takes no room where readers are remembered.
      if (isViewKnown || (from && isFull(from, now))) return
      visits.add(keys.visit, now)
      if (from) takeRoom(from, now)
      count(visit.article, 1)
    },
    // One after the other: the last flush of a stopping process waits for the one under way.
    flush: () => {
      const mine = writing.then(write)
      writing = mine.catch(() => {})
      return mine
    },
    readingNow: () => open.snapshot(kit.clock.now()),
  }
}
