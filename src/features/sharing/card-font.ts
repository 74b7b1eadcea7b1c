import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { exists, writeWhole } from '../media/picture-files.js'

/** As the files name themselves; the comma keeps Pango from reading the weight out of the name. */
export const cardFont = 'Literata SemiBold,'

const letters = ['cyrillic-ext', 'cyrillic', 'latin'] as const

/** The headline face as files that the drawing library can read, unpacked once into `folder`: it takes no WOFF. */
export async function cardFontFiles(folder: string): Promise<string[]> {
  const files = dirname(createRequire(import.meta.url).resolve('@fontsource/literata/package.json'))
  return Promise.all(
    letters.map(async (each) => {
      const path = join(folder, `literata-${each}-600.ttf`)
      if (!(await exists(path)))
        await writeWhole(path, unpacked(await readFile(join(files, 'files', `literata-${each}-600-normal.woff`))))
      return path
    }),
  )
}

const woffHeader = 44
const woffEntry = 20
const fontHeader = 12
const fontEntry = 16

/** WOFF 1 is an OpenType font whose tables are deflated one by one (W3C, WOFF File Format 1.0). */
function unpacked(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(fontHeader + count * fontEntry)
  const power = Math.floor(Math.log2(count))
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(16 * 2 ** power, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(16 * (count - 2 ** power), 10)
  const parts: Buffer[] = [head]
  let at = head.length
  for (let table = 0; table < count; table += 1) {
    const entry = woffHeader + table * woffEntry
    const packed = woff.subarray(woff.readUInt32BE(entry + 4)).subarray(0, woff.readUInt32BE(entry + 8))
    const length = woff.readUInt32BE(entry + 12)
    const data = packed.length < length ? inflateSync(packed) : packed
    const to = fontHeader + table * fontEntry
    woff.copy(head, to, entry, entry + 4)
    head.writeUInt32BE(woff.readUInt32BE(entry + 16), to + 4)
    head.writeUInt32BE(at, to + 8)
    head.writeUInt32BE(length, to + 12)
    const padding = (4 - (length % 4)) % 4
    parts.push(data, Buffer.alloc(padding))
    at += length + padding
  }
  return Buffer.concat(parts)
}
