import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { offeredWidths, pictureFormats } from '../../../src/features/media/picture.js'
import { folderOf, writeWhole } from '../../../src/features/media/picture-files.js'
import { takeInPicture } from '../../../src/features/media/picture-intake.js'
import { picturesWithoutVariants } from '../../../src/features/media/picture-store.js'
import { fileOf, makeVariants } from '../../../src/features/media/picture-variants.js'
import { openTestKit, type TestKit } from '../../support/test-kit.js'
import { photo, pixel, plain } from './pictures.js'

let kit: TestKit
beforeAll(async () => {
  kit = await openTestKit()
})
afterAll(() => kit.close())

describe('the job', () => {
  test('makes everything that pages offer, once', async () => {
    const { hash, width } = await takeInPicture(kit, await photo(600, 400))
    expect(await makeVariants(kit)).toBe(1)
    const offered = offeredWidths(width).flatMap((each) => pictureFormats.map((format) => `${each}.${format}`))
    expect((await readdir(folderOf(kit, hash))).sort()).toEqual([...offered, 'original.jpg'].sort())
    expect(await picturesWithoutVariants(kit.db, 10)).toEqual([])
    expect(await makeVariants(kit)).toBe(0)
  })

  test('goes on past a picture that fails, and comes back to it', async () => {
    const lost = await takeInPicture(kit, await photo(200, 100))
    const bytes = await photo(210, 100)
    const sound = await takeInPicture(kit, bytes)
    await rm(folderOf(kit, lost.hash), { recursive: true })
    expect(await makeVariants(kit)).toBe(1)
    expect((await picturesWithoutVariants(kit.db, 10)).map(({ id }) => id)).toEqual([lost.id])
    expect(await fileOf(kit, sound.hash, 320, 'avif')).toBeDefined()
  })
})

describe('one variant', () => {
  test('has the width and format that its name says', async () => {
    const { hash } = await takeInPicture(kit, await photo(1000, 500))
    for (const format of pictureFormats) {
      const path = await fileOf(kit, hash, 480, format)
      expect(path).toBe(join(folderOf(kit, hash), `480.${format}`))
      const { width, height, mediaType } = await sharp(path).metadata()
      expect({ width, height, mediaType }).toEqual({
        width: 480,
        height: 240,
        mediaType: format === 'jpg' ? 'image/jpeg' : `image/${format}`,
      })
    }
  })

  test('is never larger than the picture', async () => {
    const { hash } = await takeInPicture(kit, await photo(500, 250))
    expect(await sharp(await fileOf(kit, hash, 1280, 'webp')).metadata()).toMatchObject({ width: 500, height: 250 })
  })

  test('is transparent where the format can be', async () => {
    const { hash } = await takeInPicture(kit, await plain('#00ff0000'))
    const alpha = async (format: 'avif' | 'webp') =>
      (await pixel((await fileOf(kit, hash, 320, format)) ?? '', 5, 5))[3]
    expect([await alpha('avif'), await alpha('webp')]).toEqual([0, 0])
  })

  test('is made once, however many ask for it at the same time', async () => {
    const { hash } = await takeInPicture(kit, await photo(700, 500))
    // One that is made again is another file of the same name.
    const made = async () => (await stat((await fileOf(kit, hash, 320, 'avif')) ?? '')).ino
    const files = await Promise.all(Array.from({ length: 8 }, made))
    expect(new Set([...files, await made()]).size).toBe(1)
  })

  test('of a picture that nobody took in is undefined, and no folder appears', async () => {
    const before = await readdir(kit.mediaFolder)
    expect(await fileOf(kit, 'e'.repeat(64), 320, 'avif')).toBeUndefined()
    expect(await readdir(kit.mediaFolder)).toEqual(before)
  })

  test('is tried again after a failure', async () => {
    const { hash } = await takeInPicture(kit, await photo(720, 500))
    const original = join(folderOf(kit, hash), 'original.jpg')
    const bytes = await readFile(original)
    await writeFile(original, 'no picture')
    await expect(fileOf(kit, hash, 320, 'jpg')).rejects.toThrow()
    await writeFile(original, bytes)
    expect(await fileOf(kit, hash, 320, 'jpg')).toMatch(/320\.jpg$/)
  })
})

test('a file that could not be put in its place leaves no half of itself', async () => {
  const path = join(kit.mediaFolder, 'place', 'taken')
  await mkdir(join(path, 'by a folder'), { recursive: true })
  await expect(writeWhole(path, Buffer.from('bytes'))).rejects.toThrow()
  expect(await readdir(dirname(path))).toEqual(['taken'])
  expect((await stat(path)).isDirectory()).toBe(true)
})
