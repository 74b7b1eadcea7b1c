import { readFile } from 'node:fs/promises'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { originalOf } from '../../../src/features/media/picture-files.js'
import type { Kit } from '../../../src/platform/kit.js'

/** Grain like a photo's, so that it has some weight and its end really matters. */
export function photo(width = 800, height = 600): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 120, sigma: 30 } as const
  return sharp({ create: { width, height, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 85 })
    .toBuffer()
}

/** One plain colour: `#rrggbb`, or with transparency `#rrggbbaa`. */
export function plain(colour: string, width = 64, height = 48): Promise<Buffer> {
  const channels = colour.length > 7 ? 4 : 3
  return sharp({ create: { width, height, channels, background: colour } })
    .png()
    .toBuffer()
}

/** A PNG whose header claims a size that its few bytes do not hold. */
export function pngThatClaims(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const data = deflateSync(Buffer.alloc(100_000))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

/** The normalised original as it lies on disk. */
export async function keptOriginal(kit: Kit, hash: string): Promise<{ path: string; bytes: Buffer }> {
  const path = await originalOf(kit, hash)
  if (path === undefined) throw new Error(`${hash} is not on disk`)
  return { path, bytes: await readFile(path) }
}

/** The colour of one pixel as numbers from 0 to 255. */
export async function pixel(picture: Buffer | string, left: number, top: number): Promise<number[]> {
  return [...(await sharp(picture).extract({ left, top, width: 1, height: 1 }).raw().toBuffer())]
}
