import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { emptyFolder, type Program, runCommand, startProgram } from '../support/program.js'

let folder: string
let program: Program | undefined
beforeAll(async () => {
  folder = await emptyFolder()
})
afterEach(() => {
  program?.child.kill('SIGKILL')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const minute = 60_000
const reader = {
  'user-agent': 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36',
  'sec-fetch-site': 'same-origin',
}

describe('on one data folder, one after another', () => {
  // It has no second try: the next start is not the first. Three starts and a command, beside two other tests.
  test('the first start fills the portal, tells each step and serves', { timeout: 2 * minute, retry: 0 }, async () => {
    program = startProgram({ DATA_FOLDER: folder })
    const address = await program.ready
    for (const step of [
      'configuration',
      'PostgreSQL',
      'migrations have run',
      'sample news are in: 6',
      'listening on',
    ]) {
      expect(program.output()).toContain(step)
    }
    for (const path of ['/', '/kk', '/readyz', '/page/about'])
      expect((await fetch(address + path)).status, path).toBe(200)

    const second = startProgram({ DATA_FOLDER: folder })
    expect((await second.ended).code).toBe(1)
    expect(second.output()).toContain('in use by process')
    const command = runCommand(['remove-samples'], { DATA_FOLDER: folder })
    expect((await command.ended).code).toBe(1)
    expect(command.output()).toContain('in use by process')
  })

  test('killed without warning, it starts again with all it had', { timeout: minute }, async () => {
    program = startProgram({ DATA_FOLDER: folder })
    const address = await program.ready
    expect(program.output()).toContain('the database is up to date')
    expect(program.output()).not.toContain('sample news are in')
    expect(await (await fetch(`${address}/archive`)).text()).toContain('/archive/')
  })

  test('told to stop, it finishes the requests under way and ends well, also while a site it asks does not answer', {
    timeout: minute,
  }, async () => {
    let isAsked = false
    const silent = createServer(() => {
      isAsked = true
    }).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const host = `127.0.0.1:${(silent.address() as AddressInfo).port}`
    program = startProgram({
      DATA_FOLDER: folder,
      WEATHER_PROVIDER: 'met',
      MET_ADDRESS: `http://${host}`,
      PRIVATE_HOSTS: host,
      USER_AGENT: 'Locman tests (editor@locman.test)',
    })
    const address = await program.ready
    const asked = Array.from({ length: 40 }, (_, at) =>
      fetch(`${address}/search?q=${at}+${encodeURIComponent('снег')}`),
    )
    await Promise.race(asked)
    await fetch(`${address}/beacon`, { method: 'POST', body: 'opened 90', headers: reader })
    await vi.waitFor(() => expect(isAsked).toBe(true), { timeout: 10_000 })
    program.child.kill('SIGTERM')
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 200))
    expect(await program.ended).toEqual({ code: 0, signal: null })
    await expect(fetch(address)).rejects.toThrow()
    silent.closeAllConnections()
    silent.close()
  })

  test('a view counted a moment before the stop is not lost', { timeout: minute }, async () => {
    program = startProgram({ DATA_FOLDER: folder })
    const address = await program.ready
    expect(await (await fetch(`${address}/a/90`)).text()).toMatch(/Просмотров 1<|Қаралым саны: 1</)
  })

  test('the samples go with one command', { timeout: minute }, async () => {
    const command = runCommand(['remove-samples'], { DATA_FOLDER: folder })
    expect((await command.ended).code).toBe(0)
    expect(command.output()).toMatch(/^\d{3} sample articles are gone\./)
    program = startProgram({ DATA_FOLDER: folder, SAMPLE_NEWS: 'off' })
    const address = await program.ready
    expect(await (await fetch(address)).text()).toContain('Новостей пока нет')
  })
})

test('a wrong configuration is told whole, before anything is opened', { timeout: minute }, async () => {
  program = startProgram({ PORT: 'abc', SITE_ADDRESS: 'example', LOG_LEVEL: 'loud' })
  expect((await program.ended).code).toBe(1)
  for (const name of ['PORT', 'SITE_ADDRESS', 'LOG_LEVEL', '3 faults']) expect(program.output()).toContain(name)
  expect(program.output()).not.toMatch(/ at .*\.ts:\d+/)
})

test('a PostgreSQL that does not answer ends the start with words', { timeout: minute }, async () => {
  program = startProgram({ DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' })
  expect((await program.ended).code).toBe(1)
  expect(program.output()).toContain('DATABASE_URL')
  expect(program.output()).not.toContain('secret')
})

test('a port that is taken and a folder that cannot be are told in words', { timeout: minute }, async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  program = startProgram({ DATA_FOLDER: folder, SAMPLE_NEWS: 'off', PORT: String(port) })
  expect((await program.ended).code).toBe(1)
  expect(program.output()).toContain(`another program listens on 127.0.0.1:${port}`)
  taken.close()

  program = startProgram({ DATA_FOLDER: '/dev/null/locman' })
  expect((await program.ended).code).toBe(1)
  expect(program.output()).toContain('The folder /dev/null/locman cannot be written to')
  expect(program.output()).not.toMatch(/ at .*\.ts:\d+/)
})

test('an unknown command is answered with the list of commands', { timeout: minute }, async () => {
  program = runCommand(['no-such-command'], {})
  expect((await program.ended).code).toBe(1)
  expect(program.output()).toContain('import-wxr')
})
