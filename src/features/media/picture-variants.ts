import { join } from 'node:path'
import type { Sharp } from 'sharp'
import type { Kit } from '../../platform/kit.js'
import { oneAtATime, openSharp } from './heavy-work.js'
import { offeredWidths, type Picture, type PictureFormat, type PictureWidth, pictureFormats } from './picture.js'
import { exists, folderOf, type MediaRoom, originalOf, writeWhole } from './picture-files.js'
import { markVariantsMade, picturesWithoutVariants } from './picture-store.js'

const picturesPerQuery = 50
const secondsPerRun = 8

/**
 * The path of one variant, made now when the job has not come to it yet; undefined when there is no such picture.
 * However many ask for a missing one at once, it is made once.
 */
export async function fileOf(
  room: MediaRoom,
  hash: string,
  width: PictureWidth,
  format: PictureFormat,
): Promise<string | undefined> {
  const path = join(folderOf(room, hash), `${width}.${format}`)
  if (await exists(path)) return path
  const underway = making.get(path) ?? make(room, hash, width, format, path).finally(() => making.delete(path))
  making.set(path, underway)
  return underway
}

const making = new Map<string, Promise<string | undefined>>()

/**
 * The job's work: every width and format that pages offer, for the pictures that came in since. Gives how many pictures it
 * finished. One that fails is logged and left for the next run, and the others go on. A run ends after some seconds wherever
 * it is, because a server that stops waits for it; the next one finds the files that are made already.
 */
export async function makeVariants(kit: Kit): Promise<number> {
  const time = AbortSignal.timeout(secondsPerRun * 1000)
  let finished = 0
  for (let afterId = 0; ; ) {
    const pictures = await picturesWithoutVariants(kit.db, picturesPerQuery, afterId)
    for (const picture of pictures) if (await makeAll(kit, picture, time)) finished++
    const last = pictures.at(-1)
    if (!last || time.aborted) return finished
    afterId = last.id
  }
}

/** False when it failed or there was no time left to finish. */
async function makeAll(kit: Kit, picture: Picture, time: AbortSignal): Promise<boolean> {
  try {
    for (const width of offeredWidths(picture.width)) {
      for (const format of pictureFormats) {
        if (time.aborted) return false
        if (!(await fileOf(kit, picture.hash, width, format))) throw new Error('its original is missing')
      }
    }
  } catch (error) {
    kit.log.error({ err: error, picture: picture.id }, 'a picture could not be made in all its widths')
    return false
  }
  await markVariantsMade(kit.db, picture.id, kit.clock.now())
  return true
}

async function make(
  room: MediaRoom,
  hash: string,
  width: PictureWidth,
  format: PictureFormat,
  path: string,
): Promise<string | undefined> {
  const original = await originalOf(room, hash)
  if (original === undefined) return undefined
  const sharp = await openSharp()
  const bytes = await oneAtATime(() =>
    encoded(sharp(original).resize({ width, withoutEnlargement: true }), format).toBuffer(),
  )
  await writeWhole(path, bytes)
  return path
}

/** Qualities that look alike; AVIF's effort is low because its best costs ten times the seconds for a few percent of bytes. */
function encoded(picture: Sharp, format: PictureFormat): Sharp {
  switch (format) {
    case 'avif':
      return picture.avif({ quality: 50, effort: 3, chromaSubsampling: '4:2:0' })
    case 'webp':
      return picture.webp({ quality: 72 })
    case 'jpg':
      // JPEG knows no transparency: paper shows through, or drawings would stand on black.
      return picture.flatten({ background: '#ffffff' }).jpeg({ quality: 75, mozjpeg: true })
  }
}
