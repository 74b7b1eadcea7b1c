import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CrowdLimit } from '../../../src/features/readership/crowd-limit.js'
import { openReadership, type Readership } from '../../../src/features/readership/readership.js'
import { row } from '../../../src/platform/database.js'
import { openTestKit, type TestKit, testNow } from '../../support/test-kit.js'
import { writeArticle } from '../../support/write.js'

let kit: TestKit
let readership: Readership
let id: number
beforeAll(async () => {
  kit = await openTestKit()
})
afterAll(() => kit.close())
beforeEach(async () => {
  kit.clock.set(testNow)
  readership = openReadership(kit)
  id = (await writeArticle(kit)).id
})

const hoursLater = (hours: number) => kit.clock.set(new Date(kit.clock.now().getTime() + hours * 3_600_000))
const open = (address: string, browser: number, article = id) =>
  readership.note({ address, userAgent: `Mozilla/5.0 (Linux; Android 14) browser ${browser}`, article }, 'opened')
function openAll(readers: number, addressOf: (reader: number) => string): void {
  for (let reader = 0; reader < readers; reader += 1) open(addressOf(reader), reader)
}
async function counted(article = id): Promise<number> {
  await readership.flush()
  const found = await row<{ total: number }>(
    kit.db,
    'select total::float8 as total from article_views where article_id = :article',
    { article },
  )
  return found?.total ?? 0
}

describe('views of a story', () => {
  test('a thousand browsers at one address are counted as three hundred, and fifty more an hour', async () => {
    openAll(1000, () => '5.5.5.5')
    expect(await counted()).toBe(300)
    hoursLater(1)
    openAll(1000, () => '5.5.5.5')
    expect(await counted()).toBe(350)
  })

  test('an address is the same whichever way the listener writes it', async () => {
    openAll(200, () => '5.5.5.5')
    for (let reader = 200; reader < 500; reader += 1) open('::ffff:5.5.5.5', reader)
    expect(await counted()).toBe(300)
  })

  test('a machine that goes on all day brings no more than fifteen hundred', async () => {
    kit.clock.set('2026-11-24T00:00:00+05:00')
    for (let quarter = 0; quarter < 95; quarter += 1) {
      for (let reader = 0; reader < 400; reader += 1) open('5.5.5.5', quarter * 400 + reader)
      hoursLater(1 / 4)
    }
    const views = await counted()
    expect(views).toBeGreaterThan(1400)
    expect(views).toBeLessThanOrEqual(1500)
  })

  test('three hundred readers behind one address of a mobile operator all count', async () => {
    openAll(300, () => '5.5.5.5')
    expect(await counted()).toBe(300)
  })

  test('a thousand readers at a thousand addresses all count', async () => {
    openAll(1000, (reader) => `5.6.${reader >> 8}.${reader & 255}`)
    expect(await counted()).toBe(1000)
  })

  test('a thousand readers behind a proxy that nobody told of all count', async () => {
    for (const proxy of ['127.0.0.1', '172.18.0.1', '::1', '::ffff:127.0.0.1', 'fd00::7', '', 'unknown']) {
      id = (await writeArticle(kit)).id
      openAll(1000, () => proxy)
      expect(await counted(), proxy).toBe(1000)
    }
  })

  test('an IPv6 household is one place, whatever address it takes, and its neighbour is another', async () => {
    openAll(400, (reader) => `2a02:db8:7:9::${reader.toString(16)}`)
    expect(await counted()).toBe(300)
    openAll(100, (reader) => `2a02:db8:7:a::${reader.toString(16)}`)
    expect(await counted()).toBe(400)
  })

  test('a story that an address had enough of leaves room for the others', async () => {
    const other = (await writeArticle(kit)).id
    openAll(400, () => '5.5.5.5')
    for (let reader = 0; reader < 100; reader += 1) open('5.5.5.5', reader, other)
    expect(await counted(other)).toBe(100)
  })

  test('invented stories do not make room for more views of a real one', async () => {
    openAll(400, () => '5.5.5.5')
    for (let invented = 1; invented <= 150_000; invented += 1) open('5.5.5.5', 1, 1_000_000 + invented)
    openAll(1000, () => '5.5.5.5')
    expect(await counted()).toBe(300)
  })

  test('a reader who was counted is not forgotten for a machine that is not', async () => {
    open('5.5.5.77', 1)
    for (let claimed = 0; claimed < 310_000; claimed += 1) open('5.5.5.5', claimed)
    open('5.5.5.77', 1)
    expect(await counted()).toBe(301)
  })
})

describe('readers of the moment', () => {
  const readers = () => readership.readingNow().readers

  test('a thousand browsers at one address are fifty, and a thousand addresses are a thousand', () => {
    openAll(1000, () => '5.5.5.5')
    expect(readers()).toBe(50)
    openAll(1000, (reader) => `5.6.${reader >> 8}.${reader & 255}`)
    expect(readers()).toBe(1050)
  })

  test('whoever is there stays there, and who went makes room', () => {
    openAll(60, () => '5.5.5.5')
    hoursLater(1 / 20)
    openAll(20, () => '5.5.5.5')
    hoursLater(1 / 20)
    // The thirty that were not heard of again have gone, and the ten beyond them are let in.
    for (let reader = 50; reader < 60; reader += 1) open('5.5.5.5', reader)
    expect(readers()).toBe(30)
  })
})

test('of more places than it has memory for a limit forgets the one that was quiet longest', () => {
  const limit = new CrowdLimit({ atOnce: 1, anHour: 1 }, 2)
  for (const place of [1, 2, 3]) limit.add(place, testNow)
  expect([1, 2, 3].map((place) => limit.isFull(place, testNow))).toEqual([false, true, true])
})
