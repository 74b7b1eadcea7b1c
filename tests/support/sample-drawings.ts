import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { deserialize, serialize } from 'node:v8'
import { inject } from 'vitest'
import { type Drawn, drawPictures } from '../../src/features/samples/sample-pictures.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Lasts as long as the run: what one test file made and others need. */
    testFolder: string
  }
}

/**
 * The pictures of the sample news, with their files in `mediaFolder`. Drawing them takes a dozen seconds, so the first file of a run
 * that wants them draws for all the others.
 */
export async function sampleDrawings(mediaFolder: string): Promise<Map<string, Drawn>> {
  const folder = join(inject('testFolder'), 'drawings')
  const list = join(folder, 'list')
  await onlyOne(`${folder}.lock`, async () => {
    if (await isThere(list)) return
    await rm(folder, { recursive: true, force: true })
    const drawn = await drawPictures({ mediaFolder: join(folder, 'media') })
    await writeFile(list, serialize(drawn))
  })
  await cp(join(folder, 'media'), mediaFolder, { recursive: true })
  return deserialize(await readFile(list)) as Map<string, Drawn>
}

/** Of all the workers of a run one at a time: nobody but one can make the folder `lock`. */
async function onlyOne(lock: string, work: () => Promise<void>): Promise<void> {
  while (!(await made(lock))) await pause(100)
  try {
    await work()
  } finally {
    await rm(lock, { recursive: true })
  }
}

const made = (folder: string) =>
  mkdir(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )

const isThere = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  )
