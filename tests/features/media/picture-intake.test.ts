import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takeInPicture } from '../../../src/features/media/picture-intake.js'
import { findPictureByHash } from '../../../src/features/media/picture-store.js'
import { row, transaction } from '../../../src/platform/database.js'
import { openTestKit, type TestKit } from '../../support/test-kit.js'
import { keptOriginal, photo, pixel, plain } from './pictures.js'

let kit: TestKit
beforeAll(async () => {
  kit = await openTestKit()
})
afterAll(() => kit.close())

describe('a picture that is taken in', () => {
  test('is known by the hash of what is kept, and its row says what lies on disk', async () => {
    const picture = await takeInPicture(kit, await photo(900, 700))
    const { path, bytes } = await keptOriginal(kit, picture.hash)
    expect(picture.hash).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(path).toBe(`${kit.mediaFolder}/${picture.hash.slice(0, 2)}/${picture.hash}/original.jpg`)
    expect(picture).toMatchObject({ width: 900, height: 700 })
    expect((await readdir(dirname(path))).sort()).toEqual(['640.jpg', 'original.jpg'])
    expect(picture.liteBytes).toBe((await stat(`${dirname(path)}/640.jpg`)).size)
    expect(await findPictureByHash(kit.db, picture.hash)).toEqual(picture)
  })

  test.each(['png', 'webp', 'avif', 'gif', 'tiff'] as const)('may be a %s', async (format) => {
    const picture = await takeInPicture(
      kit,
      await sharp(await photo(120, 90))
        .toFormat(format)
        .toBuffer(),
    )
    expect(picture).toMatchObject({ width: 120, height: 90 })
    expect(await sharp((await keptOriginal(kit, picture.hash)).path).metadata()).toMatchObject({ format: 'jpeg' })
  })

  test('stands upright and tells neither place nor camera', async () => {
    const left = await plain('#ff0000', 200, 200)
    const sideways = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#0000ff' } })
      .composite([{ input: left, left: 0, top: 0 }])
      .withExif({ IFD0: { Make: 'Spyglass' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 14/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect(await sharp(sideways).metadata()).toMatchObject({ orientation: 6, exif: expect.any(Buffer) })

    const picture = await takeInPicture(kit, sideways)
    expect(picture).toMatchObject({ width: 200, height: 400 })
    const { path, bytes } = await keptOriginal(kit, picture.hash)
    const [red = 0, , blue = 255] = await pixel(bytes, 100, 50)
    expect(red).toBeGreaterThan(240)
    expect(blue).toBeLessThan(20)
    for (const file of [path, `${dirname(path)}/640.jpg`]) {
      const { exif, icc, xmp, orientation } = await sharp(file).metadata()
      expect([exif, icc, xmp, orientation]).toEqual([undefined, undefined, undefined, undefined])
    }
    expect(bytes.includes('Spyglass')).toBe(false)
  })

  test('has the colours of sRGB, whatever its own were', async () => {
    const red = sharp({ create: { width: 64, height: 64, channels: 3, background: '#e01020' } })
    const wide = await red.clone().withIccProfile('p3').png().toBuffer()
    expect((await pixel(wide, 9, 9)).join()).not.toBe('224,16,32')
    const print = await red.clone().withIccProfile('cmyk').toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer()
    for (const bytes of [wide, print]) {
      const { hash } = await takeInPicture(kit, bytes)
      const [r = 0, g = 255, b = 255] = await pixel((await keptOriginal(kit, hash)).bytes, 9, 9)
      expect(r).toBeGreaterThan(190)
      expect(Math.max(g, b)).toBeLessThan(70)
    }
  })

  test('keeps its transparency, and only real transparency', async () => {
    const half = await takeInPicture(kit, await plain('#00ff0080'))
    const kept = await keptOriginal(kit, half.hash)
    expect(kept.path).toMatch(/original\.webp$/)
    expect((await pixel(kept.bytes, 5, 5))[3]).toBe(128)
    // On paper-white: the JPEG of a drawing must not stand on black.
    const [red = 0, green = 0] = await pixel(`${dirname(kept.path)}/640.jpg`, 5, 5)
    expect([Math.round(red / 10), Math.round(green / 10)]).toEqual([13, 26])

    const opaque = await takeInPicture(kit, await plain('#00ff00ff'))
    expect((await keptOriginal(kit, opaque.hash)).path).toMatch(/original\.jpg$/)
  })

  test('is the first frame when it moves', async () => {
    const frames = ['#ff0000', '#00ff00', '#0000ff'].map((background) => ({
      create: { width: 40, height: 30, channels: 3 as const, background },
    }))
    const inputs = await Promise.all(frames.map(({ create }) => sharp({ create }).png().toBuffer()))
    const animated = await sharp(inputs, { join: { animated: true } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer()
    expect((await sharp(animated).metadata()).pages).toBe(3)
    const picture = await takeInPicture(kit, animated)
    expect(picture).toMatchObject({ width: 40, height: 30, tone: 48 })
  })

  test('is at most 2560 pixels on its long side', async () => {
    expect(await takeInPicture(kit, await photo(3000, 1500))).toMatchObject({ width: 2560, height: 1280 })
    expect(await takeInPicture(kit, await photo(60, 3000))).toMatchObject({ width: 51, height: 2560 })
  })

  test('has its dominant colour as one of 64 tones', async () => {
    const tones = ['#000000', '#ffffff', '#f01818', '#109ae8', '#989898'].map(async (colour) => {
      return (await takeInPicture(kit, await plain(colour))).tone
    })
    expect(await Promise.all(tones)).toEqual([0, 63, 48, 11, 42])
  })

  test('may be whole with the harmless faults of cameras', async () => {
    const whole = await photo(200, 150)
    const scan = whole.indexOf(Buffer.from([0xff, 0xda]))
    const samsung = Buffer.from(whole)
    samsung.fill(0, scan + 2 + whole.readUInt16BE(scan + 2) - 3, scan + 2 + whole.readUInt16BE(scan + 2) - 1)
    const stray = Buffer.concat([whole.subarray(0, scan), Buffer.alloc(4), whole.subarray(scan)])
    const appended = Buffer.concat([whole, Buffer.from('<script>alert(1)</script>')])
    for (const bytes of [samsung, stray, appended]) {
      const picture = await takeInPicture(kit, bytes)
      expect((await keptOriginal(kit, picture.hash)).bytes.includes('<script>')).toBe(false)
    }
    await expect(takeInPicture(kit, samsung.subarray(0, samsung.length / 2))).rejects.toMatchObject({
      reason: 'broken',
    })
  })
})

describe('a picture that comes again', () => {
  test('is the same picture, also when it comes twice at once and in another file', async () => {
    const pixels = sharp(await photo(300, 200))
    const [png, webp] = await Promise.all([
      pixels.clone().png().toBuffer(),
      pixels.clone().webp({ lossless: true }).toBuffer(),
    ])
    const [first, second] = await Promise.all([takeInPicture(kit, png), takeInPicture(kit, webp)])
    expect(second).toEqual(first)
    expect(await takeInPicture(kit, png)).toEqual(first)
  })

  test('is no sample any more once somebody else brings it', async () => {
    const bytes = await photo(310, 200)
    const isSample = async (id: number) =>
      (await row<{ is: boolean }>(kit.db, 'select is_sample as is from pictures where id = :id', { id }))?.is
    const { id } = await takeInPicture(kit, bytes, { isSample: true })
    expect(await isSample(id)).toBe(true)
    await takeInPicture(kit, bytes)
    expect(await isSample(id)).toBe(false)
    await takeInPicture(kit, bytes, { isSample: true })
    expect(await isSample(id)).toBe(false)
  })

  test('under the key of an import is given without looking at its bytes', async () => {
    const picture = await takeInPicture(kit, await photo(320, 200), { importedKey: 'wxr:example.kz:attachment:7' })
    const again = await takeInPicture(kit, Buffer.from('gone'), { importedKey: 'wxr:example.kz:attachment:7' })
    expect(again).toEqual(picture)
  })

  test('can be taken in within a transaction', async () => {
    const bytes = await photo(330, 200)
    const picture = await transaction(kit.db, (db) => takeInPicture({ ...kit, db }, bytes))
    expect(await findPictureByHash(kit.db, picture.hash)).toEqual(picture)
  })
})
