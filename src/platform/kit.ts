import type { Changes } from './changes.js'
import type { Clock } from './clock.js'
import type { Database, Db } from './database.js'
import type { Log } from './log.js'
import type { Memory } from './memory.js'
import type { Outside } from './outside.js'

/** What every page and job is handed: the outside world in one object, so that a test can hand in another. */
export interface Kit {
  db: Db
  database: Database
  clock: Clock
  log: Log
  changes: Changes
  memory: Memory
  outside: Outside
  /** `https://example.kz`, without a slash at the end. Canonical addresses begin with it; a request's Host header never does. */
  origin: string
  mediaFolder: string
}
