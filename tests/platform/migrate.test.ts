import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { folders } from '../../src/folders.js'
import { alone } from '../../src/platform/alone.js'
import { openServer, run } from '../../src/platform/database.js'
import { migrate } from '../../src/platform/migrate.js'
import { onServer, withDatabase } from '../support/postgres-server.js'
import { openTestKit, type TestKit } from '../support/test-kit.js'

let kit: TestKit
beforeAll(async () => {
  kit = await openTestKit()
})
afterAll(() => kit.close())

test('a process that was killed while it migrated does not stop the next start', async () => {
  await run(kit.db, 'update migrations_lock set is_locked = 1')
  expect(await migrate(kit.db, folders.migrations)).toEqual([])
})

const server = inject('testServer')

describe.skipIf(server === null)('on a server', () => {
  test('of instances that start together one migrates, and the others wait for it', async () => {
    const name = `locman_test_${randomBytes(4).toString('hex')}`
    const url = server?.url ?? ''
    await onServer(url, `create database ${name}`)
    const instances = [1, 2, 3].map(() => openServer(withDatabase(url, name), 2))
    try {
      const ran = await Promise.all(
        instances.map((instance) => alone(instance, () => migrate(instance.db, folders.migrations))),
      )
      expect(ran.filter((names) => names.length > 0)).toHaveLength(1)
    } finally {
      for (const instance of instances) await instance.close()
      await onServer(url, `drop database ${name} with (force)`)
    }
  })
})
