import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FolderRefused, holdFolder, leavePort, portOfHolder } from '../../src/platform/folder-lock.js'

let folder: string
let mark: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'locman-lock-'))
  mark = join(folder, 'in-use-by.pid')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a folder that another living process holds is refused', async () => {
  // The process that runs the tests lives as long as they do.
  await writeFile(mark, `${process.ppid}`)
  await expect(holdFolder(folder)).rejects.toThrow(FolderRefused)
})

test('the mark of a process that died is taken over, although another one has its number now', async () => {
  await writeFile(mark, `${process.ppid} 1`)
  const release = await holdFolder(folder)
  expect(await readFile(mark, 'utf8')).toMatch(new RegExp(`^${process.pid} \\d+$`))
  await release()
  await expect(readFile(mark)).rejects.toThrow('ENOENT')
})

test('the holder leaves the port where it answers, and takes it away with the mark', async () => {
  const release = await holdFolder(folder)
  await leavePort(folder, 4400)
  expect(await readFile(mark, 'utf8')).toMatch(new RegExp(`^${process.pid} \\d+ 4400$`))
  await release()
  expect(await portOfHolder(folder)).toBeUndefined()
})

test('others find the port of a holder that lives and listens, and of no other', async () => {
  for (const [words, port] of [
    [`${process.ppid}  4400`, 4400],
    [`${process.ppid} 1 4400`, undefined],
    [`${process.ppid}`, undefined],
  ] as const) {
    await writeFile(mark, words)
    expect(await portOfHolder(folder)).toBe(port)
  }
})
