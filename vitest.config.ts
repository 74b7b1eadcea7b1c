import { defineConfig } from 'vitest/config'

/** A browser and a process of its own may be starved for seconds on a busy machine; what fails twice is broken. */
const slow = ['tests/browser/**/*.test.ts', 'tests/process/**/*.test.ts']

/** They put something else in the place of a module. */
const alone = ['tests/features/media/picture-variants.test.ts']

export default defineConfig({
  test: {
    globalSetup: ['tests/support/build-database.ts', 'tests/support/build-program.ts'],
    reporters: ['default', './tests/support/closing-line.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      // A process reads the program once and not with every file; a file leaves nothing behind that another could stumble over.
      {
        extends: true,
        test: { name: 'rules', include: ['tests/**/*.test.ts'], exclude: [...slow, ...alone], isolate: false },
      },
      { extends: true, test: { name: 'alone', include: alone } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: slow,
          retry: 1,
          testTimeout: 60_000,
          globalSetup: 'tests/support/unpack-browser.ts',
        },
      },
    ],
  },
})
