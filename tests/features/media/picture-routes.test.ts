import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Picture, pictureFormats, pictureWidths } from '../../../src/features/media/picture.js'
import { folderOf } from '../../../src/features/media/picture-files.js'
import { takeInPicture } from '../../../src/features/media/picture-intake.js'
import { openTestSite, type TestSite } from '../../support/test-site.js'
import { photo } from './pictures.js'

let site: TestSite
let picture: Picture
beforeAll(async () => {
  site = await openTestSite()
  picture = await takeInPicture(site.kit, await photo(700, 500))
})
afterAll(() => site.close())

describe('a picture asked for', () => {
  test('comes in every width and format, also before the job made them, and may be kept for ever', async () => {
    for (const width of pictureWidths) {
      for (const format of pictureFormats) {
        const answer = await site.ask(`/media/${picture.hash}/${width}.${format}`)
        expect(answer.status).toBe(200)
        expect(answer.headers).toMatchObject({
          'content-type': format === 'jpg' ? 'image/jpeg' : `image/${format}`,
          'content-length': String(answer.bytes.length),
          'cache-control': 'public, max-age=31536000, immutable',
          'x-content-type-options': 'nosniff',
        })
        expect(answer.headers).not.toHaveProperty('set-cookie')
      }
    }
  })

  test('has a strong ETag of its own that answers 304', async () => {
    const address = `/media/${picture.hash}/320.webp`
    const { headers } = await site.ask(address)
    expect(headers.etag).toMatch(/^"[^"]+"$/)
    expect((await site.ask(`/media/${picture.hash}/320.jpg`)).headers.etag).not.toBe(headers.etag)
    const again = await site.ask(address, { headers: { 'if-none-match': String(headers.etag) } })
    expect([again.status, again.bytes.length]).toEqual([304, 0])
    expect(again.headers['cache-control']).toContain('immutable')
    expect((await site.ask(address, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })

  test('answers HEAD with the same headers and no body', async () => {
    const address = `/media/${picture.hash}/320.avif`
    const [get, head] = [await site.ask(address), await site.ask(address, { method: 'HEAD' })]
    expect([head.status, head.bytes.length]).toEqual([200, 0])
    expect(head.headers['content-length']).toBe(String(get.bytes.length))
    expect(head.headers.etag).toBe(get.headers.etag)
  })

  test('takes no other method', async () => {
    const answer = await site.ask(`/media/${picture.hash}/320.avif`, { method: 'DELETE' })
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD'])
  })

  test('costs no query', async () => {
    expect(await site.countQueries(() => site.ask(`/media/${picture.hash}/640.jpg`))).toBe(0)
  })
})

describe('what is not a picture of ours', () => {
  const at = (hash: string, file: string) => `/media/${hash}/${file}`

  test('answers 404 and is not kept: unknown hashes, widths, formats, and the original itself', async () => {
    const { hash } = picture
    const addresses = [
      at('e'.repeat(64), '640.jpg'),
      at(hash.toUpperCase(), '640.jpg'),
      at(hash.slice(1), '640.jpg'),
      at(`${hash}0`, '640.jpg'),
      ...['641.jpg', '0640.jpg', '640.png', '640.JPG', '640.jpg.', '640', '.jpg', '-640.jpg', '6e2.jpg'].map((file) =>
        at(hash, file),
      ),
      ...['original.jpg', 'original.webp', '__proto__', 'constructor', '640.jpg%00', '640.jpg%0a'].map((file) =>
        at(hash, file),
      ),
    ]
    for (const address of addresses) {
      const answer = await site.ask(address)
      expect([address, answer.status, answer.headers['cache-control']]).toEqual([address, 404, 'no-store'])
    }
  })

  test('cannot be reached by tricks with paths', async () => {
    const { hash } = picture
    for (const address of [
      at(hash, '..%2f..%2f..%2fetc%2fpasswd'),
      at(hash, '%2e%2e/%2e%2e/640.jpg'),
      at('..', '640.jpg'),
      at('%2e%2e%2f%2e%2e', 'passwd'),
      `/media/..%5c..%5cetc/640.jpg`,
      `/media//${hash}/640.jpg`,
      `/media/${hash.slice(0, 2)}/${hash}/original.jpg`,
      at(hash, '640.jpg/..%2foriginal.jpg'),
    ]) {
      const { status, headers } = await site.ask(address)
      expect([address, status >= 400 && status < 500, headers['content-type']]).toEqual([
        address,
        true,
        'text/html; charset=utf-8',
      ])
    }
  })

  test('includes a picture whose files were removed', async () => {
    const removed = await takeInPicture(site.kit, await photo(90, 60))
    await rm(join(folderOf(site.kit, removed.hash)), { recursive: true })
    expect((await site.ask(at(removed.hash, '640.jpg'))).status).toBe(404)
  })
})
