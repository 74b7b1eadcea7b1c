import { randomUUID } from 'node:crypto'
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Kit } from '../../platform/kit.js'

/** The two forms of a normalised original: without and with transparency. */
export const originalNames = ['original.jpg', 'original.webp'] as const
export type OriginalName = (typeof originalNames)[number]

/** Where all pictures lie: the part of the kit that files need. */
export type MediaRoom = Pick<Kit, 'mediaFolder'>

/** `ab/ab12…/`: in 256 folders, since many file systems slow down with a hundred thousand entries in one. */
export function folderOf(room: MediaRoom, hash: string): string {
  return join(resolve(room.mediaFolder), hash.slice(0, 2), hash)
}

/** Where the normalised original lies, or undefined when there is no such picture. */
export async function originalOf(room: MediaRoom, hash: string): Promise<string | undefined> {
  for (const name of originalNames) {
    const path = join(folderOf(room, hash), name)
    if (await exists(path)) return path
  }
  return undefined
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/**
 * The file appears under its name at once and whole, or not at all. Flushed before it is renamed: after a power cut some
 * file systems would have the new name with no bytes behind it, and that would be served as immutable.
 */
export async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.unfinished`
  await mkdir(dirname(path), { recursive: true })
  try {
    await writeFile(unfinished, bytes, { flush: true })
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** For a picture whose row is gone. */
export async function removePictureFiles(room: MediaRoom, hash: string): Promise<void> {
  await rm(folderOf(room, hash), { recursive: true, force: true })
}
