import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../../src/platform/database.js'
import { openLog } from '../../src/platform/log.js'
import { isDatabaseAway } from '../../src/web/errors.js'
import { openTestKit, type TestKit } from '../support/test-kit.js'

let kit: TestKit
beforeAll(async () => {
  kit = await openTestKit()
})
afterAll(() => kit.close())

const refused = (sql: string, values: Record<string, string>) =>
  run(kit.db, sql, values).then(
    () => expect.unreachable(),
    (error: unknown) => error,
  )

test('a failed statement is logged with its message and its place, and without its values', async () => {
  const lines: string[] = []
  const log = openLog({ level: 'info', pretty: false }, { write: (line) => lines.push(line) })
  const insert = `insert into settings (name, value, changed_at) values (:secret, '{}', now())`
  await run(kit.db, insert, { secret: 'JBSWY3DPEHPK3PXP' })
  log.error({ err: await refused(insert, { secret: 'JBSWY3DPEHPK3PXP' }) }, 'nothing was kept')
  expect(lines[0]).toContain('insert into settings')
  expect(lines[0]).toContain('duplicate key value')
  expect(lines[0]).toContain('"stack":"error: insert')
  expect(lines[0]).not.toContain('JBSWY3DPEHPK3PXP')
})

test('what somebody wrote does not make the database look away', async () => {
  const error = await refused('select :words::int', { words: 'the door is closed' })
  expect(String(error)).toContain('is closed')
  expect(isDatabaseAway(error)).toBe(false)
})
