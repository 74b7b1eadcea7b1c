import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import LongestFirst from './tests/support/longest-first.js'

/** A browser and a process of its own may be starved for seconds on a busy machine; what fails twice is broken. */
const slow = ['tests/browser/**/*.test.ts', 'tests/process/**/*.test.ts']

const ofEvery = { pool: 'forks', testTimeout: 20_000, hookTimeout: 60_000 } as const

export default defineConfig({
  test: {
    // Here and not in the projects, each of which would build a database and the program of its own.
    globalSetup: 'tests/support/before-all.ts',
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './tests/support/closing-line.ts'],
    projects: [
      // A process reads the program once and not with every file; a file leaves nothing behind that another could stumble over.
      {
        test: {
          ...ofEvery,
          name: 'rules',
          include: ['tests/**/*.test.ts'],
          exclude: slow,
          isolate: false,
          // After the others, and no more of them than can work at once: they never wait.
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...ofEvery,
          name: 'whole',
          include: slow,
          retry: 1,
          isolate: false,
          // One more than can work at once: somebody always waits for a browser, a timer or a process of its own.
          maxWorkers: availableParallelism() + 1,
          testTimeout: 60_000,
          globalSetup: 'tests/support/unpack-browser.ts',
        },
      },
    ],
  },
})
