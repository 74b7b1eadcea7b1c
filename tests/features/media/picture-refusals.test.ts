import { readdir } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PictureRefused, takeInPicture } from '../../../src/features/media/picture-intake.js'
import { row } from '../../../src/platform/database.js'
import { openTestKit, type TestKit } from '../../support/test-kit.js'
import { photo, plain, pngThatClaims } from './pictures.js'

let kit: TestKit
beforeAll(async () => {
  kit = await openTestKit()
})
afterAll(() => kit.close())

async function refusal(bytes: Buffer): Promise<PictureRefused> {
  const fault: unknown = await takeInPicture(kit, bytes).catch((error: unknown) => error)
  if (!(fault instanceof PictureRefused)) throw new Error('it was not refused', { cause: fault })
  return fault
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><script>alert(1)</script></svg>'

describe('a file that is not taken in', () => {
  test('an SVG with script is refused', async () => {
    expect((await refusal(Buffer.from(svg))).reason).toBe('svg')
    expect((await refusal(Buffer.from(`\uFEFF<?xml version="1.0"?>\n<!-- a chart -->\n${svg}`))).reason).toBe('svg')
    expect((await refusal(Buffer.from(svg.toUpperCase()))).reason).toBe('svg')
    expect((await refusal(Buffer.from(svg, 'utf16le'))).reason).toBe('not-a-picture')
  })

  test('a PNG whose header says 50 000 × 50 000 is refused at once and without the memory for it', async () => {
    const before = process.memoryUsage().rss
    const started = performance.now()
    const fault = await refusal(pngThatClaims(50_000, 50_000))
    expect(fault.reason).toBe('too-many-pixels')
    expect(fault.message).toContain('50000 × 50000')
    expect(performance.now() - started).toBeLessThan(1000)
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000)
  })

  test('a picture within the limit of pixels but 12 001 wide is refused, and so is one of 51 megapixels', async () => {
    expect((await refusal(pngThatClaims(12_001, 20))).reason).toBe('too-many-pixels')
    expect((await refusal(pngThatClaims(8_500, 6_000))).reason).toBe('too-many-pixels')
  })

  test('a GIF whose only frame is 65 535 wide on a small screen is refused', async () => {
    const gif = '47494638396164006400800000000000ffffff2c00000000ffffffff0002024401003b'
    expect((await refusal(Buffer.from(gif, 'hex'))).reason).toBe('too-many-pixels')
  })

  test('a header that is within the limits but has no pixels behind it is refused as broken', async () => {
    expect((await refusal(pngThatClaims(6_000, 6_000))).reason).toBe('broken')
  })

  test('40 MB of data are refused by weight alone', async () => {
    expect((await refusal(Buffer.alloc(40_000_000, 0xff))).reason).toBe('too-heavy')
  })

  test('a ZIP, a PDF, HTML, text and nothing at all are not pictures, whatever they are named', async () => {
    const zip = Buffer.concat([Buffer.from('504b0304140000000000', 'hex'), Buffer.alloc(500)])
    for (const bytes of [zip, '%PDF-1.7\n', '<html><img src=x onerror=alert(1)></html>', 'photo.jpg', '']) {
      expect((await refusal(Buffer.from(bytes))).reason).toBe('not-a-picture')
    }
  })

  test('a JPEG is refused as broken when it is cut off, damaged inside, or a beginning with other bytes after it', async () => {
    const whole = await photo()
    const damaged = Buffer.from(whole)
    for (let i = 0; i < 300; i++) damaged[Math.floor(whole.length / 2) + i] = (i * 73) & 0xff
    const half = whole.subarray(0, whole.length / 2)
    for (const bytes of [
      half,
      damaged,
      Buffer.concat([half, Buffer.from(svg)]),
      whole.subarray(0, 200),
      whole.subarray(0, 4),
    ]) {
      expect((await refusal(bytes)).reason).toBe('broken')
    }
  })

  test.each(['png', 'webp', 'avif', 'gif', 'tiff'] as const)(
    'a %s that is cut off is refused as broken',
    async (format) => {
      const whole = await sharp(await photo(160, 120))
        .toFormat(format)
        .toBuffer()
      for (const share of [0.1, 0.6])
        expect((await refusal(whole.subarray(0, whole.length * share))).reason).toBe('broken')
    },
  )

  test('a picture with a side under 16 pixels is refused', async () => {
    expect((await refusal(await plain('#336699', 15, 400))).reason).toBe('too-small')
    expect((await refusal(await plain('#336699', 400, 1))).reason).toBe('too-small')
  })

  test('a HEIC that cannot be read here and a BMP are refused with advice', async () => {
    const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'), Buffer.alloc(300)])
    for (const bytes of [heic, Buffer.concat([Buffer.from('BM'), Buffer.alloc(300)])]) {
      const fault = await refusal(bytes)
      expect(fault.reason).toBe('unsupported')
      expect(fault.message).toContain('save it as')
    }
  })

  test('a refused file leaves nothing behind: no row, no folder', async () => {
    expect(await row(kit.db, 'select 1 from pictures')).toBeUndefined()
    expect(await readdir(kit.mediaFolder)).toEqual([])
  })
})
