import { spawnSync } from 'node:child_process'
import { userInfo } from 'node:os'
import { onServer } from './postgres-server.js'

/** Runs the rule and page tests a second time on a real PostgreSQL, and says so loudly when there is none. */
const url = await reachableServer()
if (url === undefined) {
  console.log(
    '\n*** SKIPPED: the tests did not run on a real PostgreSQL. Set TEST_DATABASE_URL to run them there. ***\n',
  )
  process.exit(0)
}
console.log(`\nThe rule and page tests once more, on ${new URL(url).host}:`)
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--exclude', 'tests/browser/**', '--exclude', 'tests/architecture/**'],
  { stdio: 'inherit', env: { ...process.env, TEST_ON_SERVER: url } },
)
process.exit(status ?? 1)

/** A server that was named must answer; one that is only guessed may be absent. */
async function reachableServer(): Promise<string | undefined> {
  const named = process.env.TEST_DATABASE_URL
  if (named) {
    await onServer(named, 'select 1')
    return named
  }
  for (const user of ['postgres', userInfo().username]) {
    const guess = `postgres://${user}@127.0.0.1:5432/postgres`
    const answers = await onServer(guess, 'select 1').then(
      () => true,
      () => false,
    )
    if (answers) return guess
  }
  return undefined
}
