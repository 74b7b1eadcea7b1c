import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export class FolderTaken extends Error {
  override name = 'FolderTaken'
}

/**
 * Marks a folder as used by this process, because two processes on one embedded database would destroy it.
 * A mark left by a process that died is taken over. Returns what removes the mark.
 */
export async function holdFolder(folder: string): Promise<() => Promise<void>> {
  const mark = join(folder, 'in-use-by.pid')
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(mark, String(process.pid), { flag: 'wx' })
      return () => rm(mark, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = Number(await readFile(mark, 'utf8').catch(() => ''))
      if (holder !== process.pid && isAlive(holder)) {
        throw new FolderTaken(
          `The embedded database in ${folder} is in use by process ${holder}. Stop that process first, or set DATABASE_URL to a PostgreSQL server, which several processes may share.`,
        )
      }
      await rm(mark, { force: true })
    }
  }
  throw new FolderTaken(`Two processes are starting on ${folder} at once; try again.`)
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
