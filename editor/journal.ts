import type { Fields } from './form.js'

/**
 * What is typed, in the browser's own store: there at once, also when the network, the server or the tab dies. Each tab writes its
 * own entry, so that two tabs of one person never write over each other.
 */
export interface Entry {
  story: number
  /** Whose words they are: a shared computer must not offer them to somebody else. */
  account: number
  tab: string
  beganFrom: number
  /** Keys of saves that were sent and never answered. */
  unanswered: string[]
  fields: Fields
  /** Milliseconds since 1970. */
  at: number
}

const prefix = 'manuscript:'
const keptDays = 30

export const tab: string = crypto.randomUUID()

export function keepEntry(entry: Omit<Entry, 'tab' | 'at'>): void {
  const value = JSON.stringify({ ...entry, tab, at: Date.now() })
  try {
    localStorage.setItem(keyOf(entry.story, tab), value)
  } catch {
    // The store is full: what is oldest goes first, and never this story's.
    for (const old of entries().toSorted((a, b) => a.at - b.at)) {
      if (old.story === entry.story) continue
      localStorage.removeItem(keyOf(old.story, old.tab))
      try {
        return localStorage.setItem(keyOf(entry.story, tab), value)
      } catch {}
    }
  }
}

export function dropEntry(story: number, ofTab = tab): void {
  localStorage.removeItem(keyOf(story, ofTab))
}

/** Entries of tabs that are no more, the newest first. */
export async function leftEntries(story: number, account: number): Promise<Entry[]> {
  for (const old of entries()) if (old.at < Date.now() - keptDays * 86_400_000) dropEntry(old.story, old.tab)
  const ofOthers = entries().filter((entry) => entry.story === story && entry.account === account && entry.tab !== tab)
  const lives = await Promise.all(ofOthers.map((entry) => isAlive(entry.tab)))
  return ofOthers.filter((_, place) => !lives[place]).toSorted((a, b) => b.at - a.at)
}

/** As long as this tab lives it holds a lock of the browser's by its name. */
export function beAlive(): void {
  void navigator.locks?.request(prefix + tab, () => new Promise(() => {}))
}

/** A tab that was closed this moment may hold its lock a little longer: it is given two seconds to let go. */
async function isAlive(ofTab: string): Promise<boolean> {
  try {
    await navigator.locks?.request(prefix + ofTab, { signal: AbortSignal.timeout(2000) }, () => {})
    return false
  } catch {
    return true
  }
}

const keyOf = (story: number, ofTab: string) => `${prefix}${story}:${ofTab}`

function entries(): Entry[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => {
      try {
        return [JSON.parse(localStorage.getItem(key) ?? '') as Entry]
      } catch {
        return []
      }
    })
}
