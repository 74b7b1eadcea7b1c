import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { todayIn } from '../../src/features/rates/rate-day.js'
import { feedBody } from '../features/rates/bodies.js'
import { feedPath, xmlAnswer } from '../features/rates/rates-try.js'
import { folderWithDatabase, type Program, runCommand, startProgram } from '../support/program.js'
import { openReplay, type Replay } from '../support/replay-server.js'

let bank: Replay
let folder: string
let program: Program | undefined
beforeAll(async () => {
  bank = await openReplay()
  folder = await folderWithDatabase()
})
afterAll(async () => {
  program?.child.kill('SIGKILL')
  await program?.ended
  await bank.close()
  await rm(folder, { recursive: true, force: true })
})

const told = async (environment: Record<string, string>) => {
  const command = runCommand(['status'], { DATA_FOLDER: folder, ...environment })
  return { ...(await command.ended), output: command.output() }
}

test('the command finds the server, whatever its port, and tells of the fetchers while it runs, with the next run, and after it', {
  timeout: 120_000,
}, async () => {
  bank.answer(feedPath, xmlAnswer(feedBody(todayIn(new Date()))))
  program = startProgram({
    DATA_FOLDER: folder,
    SAMPLE_NEWS: 'off',
    RATES: 'on',
    NBK_ADDRESS: bank.origin,
    FRANKFURTER_ADDRESS: bank.origin,
    CBR_ADDRESS: bank.origin,
    PRIVATE_HOSTS: bank.host,
  })
  const address = await program.ready
  await expect.poll(async () => (await fetch(`${address}/kk/rates`)).text(), { timeout: 60_000 }).toContain('480,10')
  const running = await told({})
  expect(running.output).toMatch(
    /^rates-nbk +last success \d+ min ago {2}circuit closed {2}next run (?:in \d+ (?:min|h)|now)$/m,
  )
  expect(running.output).toMatch(/^rates-cbr +last success never/m)
  expect(running.code).toBe(0)

  program.child.kill('SIGTERM')
  await program.ended
  const stopped = await told({ PORT: new URL(address).port })
  expect(stopped.output).toMatch(/^No server answers on this machine/)
  expect(stopped.output).toMatch(/^rates-nbk +last success \d+ min ago {2}circuit closed {2}next run not planned$/m)
  expect(stopped.code).toBe(0)
})
