import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localChanges } from '../../src/platform/changes.js'
import type { Clock } from '../../src/platform/clock.js'
import type { Kit } from '../../src/platform/kit.js'
import { openLog } from '../../src/platform/log.js'
import { openMemory } from '../../src/platform/memory.js'
import { openOutside } from '../../src/platform/outside.js'
import { openTestDatabase } from './test-database.js'

/** A clock that stands still until a test moves it. */
export interface SetClock extends Clock {
  set(time: string | Date): void
}

export interface TestKit extends Kit {
  clock: SetClock
  close(): Promise<void>
}

/** Tuesday, 24 November 2026, noon in Almaty. */
export const testNow = new Date('2026-11-24T12:00:00+05:00')

/** A kit on a database of its own with all migrations and no articles, and a media folder of its own. */
export async function openTestKit(): Promise<TestKit> {
  const database = await openTestDatabase(randomBytes(6).toString('hex'))
  const mediaFolder = await mkdtemp(join(tmpdir(), 'locman-media-'))
  const changes = localChanges()
  let now = testNow
  return {
    db: database.db,
    database,
    clock: {
      now: () => new Date(now),
      set: (time) => {
        now = new Date(time)
      },
    },
    log: openLog({ level: process.env.TEST_LOG ?? 'silent', pretty: false }),
    changes,
    memory: openMemory(changes),
    outside: openOutside({ userAgent: 'Locman tests', privateHosts: ['127.0.0.1'], pauseInMilliseconds: 0 }),
    origin: 'https://locman.test',
    mediaFolder,
    close: async () => {
      await database.close()
      // A picture that a browser asked for last may still be made.
      await rm(mediaFolder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
