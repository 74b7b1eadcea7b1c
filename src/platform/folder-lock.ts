import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The message tells an operator what is wrong with the folder and what to do. */
export class FolderRefused extends Error {
  override name = 'FolderRefused'
}

/**
 * Marks a folder as used by this process, because two processes on one embedded database would destroy it.
 * A mark left by a process that died is taken over. Returns what removes the mark.
 */
export async function holdFolder(folder: string): Promise<() => Promise<void>> {
  const mark = markIn(folder)
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(mark, `${process.pid} ${await birthOf(process.pid)}`, { flag: 'wx' })
      return () => rm(mark, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const { holder, birth } = await readMark(folder)
      if (await isAlive(Number(holder), birth)) {
        throw new FolderRefused(
          `The embedded database in ${folder} is in use by process ${holder}. Stop that process first, or set DATABASE_URL to a PostgreSQL server, which several processes may share.`,
        )
      }
      await rm(mark, { force: true })
    }
  }
  throw new FolderRefused(`Two processes are starting on ${folder} at once; try again.`)
}

/** For the holder of the folder: leaves in its mark the port where it answers, so that commands find it whatever PORT they are given. */
export async function leavePort(folder: string, port: number): Promise<void> {
  // Put in its place whole: a mark that is read half written would look like that of a dead process.
  const next = `${markIn(folder)}.next`
  await writeFile(next, `${process.pid} ${await birthOf(process.pid)} ${port}`)
  await rename(next, markIn(folder))
}

/** Where the living process that holds the folder answers; undefined when there is none, or it does not listen yet. */
export async function portOfHolder(folder: string): Promise<number | undefined> {
  const { holder, birth, port } = await readMark(folder)
  return port > 0 && (await isAlive(Number(holder), birth)) ? port : undefined
}

function markIn(folder: string): string {
  return join(folder, 'in-use-by.pid')
}

async function readMark(folder: string): Promise<{ holder: string; birth: string; port: number }> {
  const text = await readFile(markIn(folder), 'utf8').catch(() => '')
  const [holder = '', birth = '', port = ''] = text.split(' ')
  return { holder, birth, port: Number(port) }
}

/** Numbers of processes are given out again, after a restart of the machine the same ones: the birth tells them apart. */
async function isAlive(pid: number, birth: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid || !isRunning(pid)) return false
  const found = await birthOf(pid)
  return birth === '' || found === '' || found === birth
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When a process began, in ticks since the machine did; empty where the system does not tell. */
async function birthOf(pid: number): Promise<string> {
  const facts = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The name in the second field may hold anything, even brackets.
  return facts.slice(facts.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
