import { readFile, rm, writeFile } from 'node:fs/promises'
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
  const mark = join(folder, 'in-use-by.pid')
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(mark, `${process.pid} ${await birthOf(process.pid)}`, { flag: 'wx' })
      return () => rm(mark, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const [holder = '', birth = ''] = (await readFile(mark, 'utf8').catch(() => '')).split(' ')
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
