import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeInPicture } from '../../../src/features/media/picture-intake.js'
import { run } from '../../../src/platform/database.js'
import { openTestSite, type TestSite } from '../../support/test-site.js'
import { writeArticle } from '../../support/write.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
})
afterAll(() => site.close())

async function shareOf(path: string): Promise<string> {
  const { page } = await site.ask(path)
  const address = page.querySelector('meta[property="og:image"]')?.getAttribute('content') ?? ''
  expect(address).toMatch(/^https:\/\/locman\.test\/share\//)
  return address.replace('https://locman.test', '')
}

/** Left half red, right half blue. */
async function halves(): Promise<Buffer> {
  const half = (background: string) => sharp({ create: { width: 900, height: 700, channels: 3, background } }).png()
  return sharp({ create: { width: 1800, height: 700, channels: 3, background: '#ffffff' } })
    .composite([
      { input: await half('#ff0000').toBuffer(), left: 0, top: 0 },
      { input: await half('#0000ff').toBuffer(), left: 900, top: 0 },
    ])
    .png()
    .toBuffer()
}

test('a cover is cropped around its focal point, and has another address once the point moves', async () => {
  const { kit } = site
  const picture = await takeInPicture(kit, await halves())
  const cover = { pictureId: picture.id, alt: 'Две половины', caption: '', credit: 'А. Снимков' }
  const { id, slug } = await writeArticle(kit, { title: 'Две половины', cover })
  const path = `/news/${id}-${slug}`
  const seen: { address: string; red: number }[] = []
  for (const x of [0, 1]) {
    await run(kit.db, 'update pictures set focal_x = :x, focal_y = 0.5 where id = :id', { x, id: picture.id })
    await kit.changes.announce([`article:${id}`])
    const address = await shareOf(path)
    const { bytes, headers, status } = await site.ask(address)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(bytes.length).toBeLessThanOrEqual(200_000)
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 1200, height: 630, format: 'jpeg' })
    const { channels } = await sharp(bytes).stats()
    seen.push({ address, red: channels[0]?.mean ?? 0 })
  }
  expect(seen[0]?.address).not.toBe(seen[1]?.address)
  expect(seen[0]?.red).toBeGreaterThan(170)
  expect(seen[1]?.red).toBeLessThan(90)
  expect(await site.ask(seen[0]?.address ?? '')).toMatchObject({
    status: 302,
    headers: { location: seen[1]?.address },
  })
  const square = (seen[1]?.address ?? '').replace('.jpg', '-1x1.jpg')
  expect(await sharp((await site.ask(square)).bytes).metadata()).toMatchObject({ width: 1200, height: 1200 })
})

test('a story without a cover has its headline drawn, the same bytes every time, with Kazakh letters in our own face', async () => {
  const { kit } = site
  const letters = await shareOf(await written({ title: 'Әғқңөұүһі ӘҒҚҢӨҰҮҺІ', language: 'kk' }))
  const { bytes } = await site.ask(letters)
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 1200, height: 630 })
  // Letters that the face lacks would come from the machine's fonts, or as empty boxes, alike for all of them.
  const drawn = await Promise.all(
    [...'әғқңөұүһі'].map(async (letter) => {
      const address = await shareOf(await written({ title: letter.repeat(3), language: 'kk' }))
      return (await site.ask(address)).bytes.toString('base64')
    }),
  )
  expect(new Set(drawn).size).toBe(9)

  async function written(wish: { title: string; language: 'ru' | 'kk' }): Promise<string> {
    const { id, slug } = await writeArticle(kit, wish)
    return `${wish.language === 'kk' ? '/kk' : ''}/news/${id}-${slug}`
  }
})

test('hostile headlines are drawn too', async () => {
  for (const title of ['</span><b>&amp; "', '🙂🙂🙂', 'Щ'.repeat(300), `Слово ${'о мосте '.repeat(34)}`]) {
    const { id, slug } = await writeArticle(site.kit, { title })
    const { status, bytes } = await site.ask(await shareOf(`/news/${id}-${slug}`))
    expect(status).toBe(200)
    expect(bytes.length).toBeLessThanOrEqual(200_000)
  }
})

test('the portal has a card of its own', async () => {
  const { bytes } = await site.ask(await shareOf('/kk'))
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 1200, height: 630 })
})

test('nothing else is drawn', async () => {
  const draft = await writeArticle(site.kit, { title: 'Черновик', state: 'draft', publishedAt: null })
  for (const file of [
    `${draft.id}-000000000000.jpg`,
    '1-x.jpg',
    '..%2f1.jpg',
    '99999999999999999-000000000000.jpg',
    'ru.jpg',
  ]) {
    expect((await site.ask(`/share/${file}`)).status, file).toBe(404)
  }
  const { id } = await writeArticle(site.kit, { title: 'Без снимка' })
  expect((await site.ask(`/share/${id}-000000000000-4x3.jpg`)).status).toBe(404)
  expect((await site.ask('/share/ru-000000000000.jpg', { method: 'POST' })).status).toBe(405)
})
