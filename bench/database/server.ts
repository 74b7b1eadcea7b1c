import { userInfo } from 'node:os'
import { onServer } from '../../tests/support/postgres-server.js'

/** A PostgreSQL server to create scratch databases on. One that was named must answer; one that is only guessed may be absent. */
export async function reachableServer(): Promise<string | undefined> {
  const named = process.env.TEST_DATABASE_URL
  if (named) {
    await onServer(named, 'select 1')
    return named
  }
  for (const user of new Set(['postgres', 'root', userInfo().username])) {
    const guess = `postgres://${user}@127.0.0.1:5432/postgres`
    const answers = await onServer(guess, 'select 1').then(
      () => true,
      () => false,
    )
    if (answers) return guess
  }
  return undefined
}
