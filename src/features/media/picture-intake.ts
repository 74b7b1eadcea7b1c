import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FailOnOptions, OutputInfo } from 'sharp'
import type { Kit } from '../../platform/kit.js'
import { oneAtATime, openSharp } from './heavy-work.js'
import { liteWidth, type Picture } from './picture.js'
import { checkPicture, maxPixels, refusalOf } from './picture-check.js'
import { folderOf, type MediaRoom, type OriginalName, writeWhole } from './picture-files.js'
import { lookOf } from './picture-look.js'
import { type ArrivingPicture, findPictureByImportedKey, insertPicture } from './picture-store.js'
import { fileOf } from './picture-variants.js'

export { PictureRefused, type RefusalReason } from './picture-check.js'

/** More than twice the widest variant: enough for a wider one some day, and for dense screens. */
const longSide = 2560

/**
 * Takes in a picture from outside, or throws `PictureRefused`. What is kept is a picture of ours, drawn anew from the pixels:
 * upright, sRGB, without metadata (a phone writes its owner's home into it) and without anything hidden after the pixels.
 * Files come first and the row last, so that a row never names a picture that is not there. Inside a transaction hand in
 * `{ ...kit, db }`. An `importedKey` that is known gives its picture at once.
 */
export async function takeInPicture(
  kit: Kit,
  bytes: Buffer,
  options: { isSample?: boolean; importedKey?: string } = {},
): Promise<Picture> {
  const { isSample = false, importedKey = null } = options
  const known = importedKey === null ? undefined : await findPictureByImportedKey(kit.db, importedKey)
  if (known) return known
  return insertPicture(kit.db, { ...(await drawPicture(kit, bytes)), isSample, importedKey })
}

/** The first half of it: the files, and what a row will say of them. For whoever stores the row within a deed of their own. */
export async function drawPicture(
  room: MediaRoom,
  bytes: Buffer,
): Promise<Omit<ArrivingPicture, 'isSample' | 'importedKey'>> {
  const type = await checkPicture(bytes)
  const original = await oneAtATime(() => normalised(bytes, type))
  const hash = createHash('sha256').update(original.bytes).digest('hex')
  await writeWhole(join(folderOf(room, hash), original.name), original.bytes)
  const lite = await fileOf(room, hash, liteWidth, 'jpg')
  if (lite === undefined) throw new Error(`the original of ${hash} vanished while it was taken in`)
  return {
    hash,
    width: original.width,
    height: original.height,
    tone: await toneOf(lite),
    liteBytes: (await stat(lite)).size,
    look: await lookOf(lite),
  }
}

interface Original {
  name: OriginalName
  bytes: Buffer
  width: number
  height: number
}

/** Decoded once; both questions and both encoders work on the pixels. */
async function normalised(bytes: Buffer, type: string): Promise<Original> {
  const { data, info } = await pixelsOf(bytes, type)
  const { width, height, channels } = info
  const sharp = await openSharp()
  const picture = sharp(data, { raw: { width, height, channels } })
  const hasAlpha = channels === 2 || channels === 4
  // A screenshot has an alpha channel that says "opaque" everywhere; as JPEG it is a tenth of the weight.
  const isOpaque = !hasAlpha || (await picture.stats()).isOpaque
  // Plain encoders, because this file is decoded fifteen times and never sent: measured on 2560 px, mozjpeg takes about ten
  // times as long, saves 16 % at best, and reads back up to three times slower. Full colour resolution, or red letters would
  // be blurred twice.
  const encoded = isOpaque
    ? picture.removeAlpha().jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
    : picture.webp({ nearLossless: true, quality: 80, effort: 0 })
  return { name: isOpaque ? 'original.jpg' : 'original.webp', bytes: await encoded.toBuffer(), width, height }
}

/** Faults that many cameras put into whole pictures: wrong figures in the scan's header (Samsung), stray bytes between parts. */
const harmless = /Invalid SOS parameters for sequential JPEG|extraneous bytes before marker 0xd[9a]/

async function pixelsOf(bytes: Buffer, type: string): Promise<{ data: Buffer; info: OutputInfo }> {
  try {
    return await decoded(bytes, 'warning').catch((error: Error) => {
      if (harmless.test(error.message)) return decoded(bytes, 'truncated')
      throw error
    })
  } catch (error) {
    throw refusalOf(error, type)
  }
}

async function decoded(bytes: Buffer, failOn: FailOnOptions): Promise<{ data: Buffer; info: OutputInfo }> {
  const sharp = await openSharp()
  return sharp(bytes, { failOn, limitInputPixels: maxPixels, autoOrient: true })
    .timeout({ seconds: 30 })
    .resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
}

/**
 * The dominant colour as the nearest of the 64 in the style sheet, whose channels are 00, 55, AA or FF. Asked of the 640 px
 * JPEG, which is small and never transparent.
 */
async function toneOf(lite: string): Promise<number> {
  const sharp = await openSharp()
  const { r, g, b } = (await oneAtATime(() => sharp(lite).stats())).dominant
  const [red = 0, green = 0, blue = 0] = [r, g, b].map((channel) => Math.round(channel / 0x55))
  return red * 16 + green * 4 + blue
}
