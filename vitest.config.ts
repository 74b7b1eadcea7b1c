import { defineConfig } from 'vitest/config'

/** A browser and a process of its own may be starved for seconds on a busy machine; what fails twice is broken. */
const slow = ['tests/browser/**/*.test.ts', 'tests/process/**/*.test.ts']

export default defineConfig({
  test: {
    globalSetup: ['tests/support/build-database.ts', 'tests/support/build-program.ts'],
    reporters: ['default', './tests/support/closing-line.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'rules', include: ['tests/**/*.test.ts'], exclude: slow } },
      {
        extends: true,
        test: { name: 'whole', include: slow, retry: 1, globalSetup: 'tests/support/unpack-browser.ts' },
      },
    ],
  },
})
