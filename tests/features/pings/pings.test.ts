import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { queueArticlePing } from '../../../src/features/articles/article-pings.js'
import { doDueDeeds } from '../../../src/features/articles/due-deeds.js'
import { nextAttempt } from '../../../src/features/pings/ping-pace.js'
import { sendPings } from '../../../src/features/pings/ping-sending.js'
import { type PingSettings, pingSettings, pingsTag } from '../../../src/features/pings/ping-settings.js'
import { forgetOldPings, readPingLog } from '../../../src/features/pings/ping-store.js'
import { writeSettings } from '../../../src/features/settings/setting-store.js'
import { row, run, transaction } from '../../../src/platform/database.js'
import { openTestSite, type TestSite } from '../../support/test-site.js'
import { withdrawArticle, writeArticle } from '../../support/write.js'

interface Heard {
  url: string
  body: string
  headers: IncomingHttpHeaders
}

let site: TestSite
let listener: Server
let base = ''
let heard: Heard[] = []
let answer: { status: number; headers?: Record<string, string> } = { status: 200 }
const key = 'a1b2c3d4e5f6a7b8'

beforeAll(async () => {
  site = await openTestSite()
  listener = createServer((req, res) => {
    let body = ''
    req.on('data', (chunk) => {
      body += chunk
    })
    req.on('end', () => {
      heard.push({ url: req.url ?? '', body, headers: req.headers })
      res.writeHead(answer.status, answer.headers).end()
    })
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
})
afterAll(async () => {
  await new Promise((resolve) => listener.close(resolve))
  await site.close()
})
beforeEach(async () => {
  heard = []
  answer = { status: 200 }
  site.kit.clock.set('2026-11-24T12:00:00+05:00')
  await set({ indexNowKey: key, indexNowAddress: `${base}/indexnow` })
})
afterEach(() => run(site.kit.db, 'delete from pings'))

async function set(value: Partial<PingSettings>): Promise<void> {
  await writeSettings(site.kit.db, pingSettings, pingSettings.schema.parse(value), site.kit.clock.now())
  await site.kit.changes.announce([pingsTag])
}

const after = (seconds: number) => {
  site.kit.clock.set(new Date(Date.parse('2026-11-24T12:00:00+05:00') + seconds * 1000))
}

async function scheduled(title: string) {
  return writeArticle(site.kit, { title, state: 'scheduled', publishedAt: new Date('2026-11-24T12:00:00+05:00') })
}

const waiting = async () =>
  (await row<{ count: number }>(site.kit.db, 'select count(*)::int as count from pings where due_at is not null'))
    ?.count

const edit = (id: number) => transaction(site.kit.db, (db) => queueArticlePing(db, id, site.kit.clock.now()))

test('a published story is told once, a minute later, with a key that is served', async () => {
  const { id, slug } = await scheduled('О нём узнают')
  await doDueDeeds(site.kit)
  after(59)
  expect(await sendPings(site.kit)).toBe(0)
  after(60)
  expect(await sendPings(site.kit)).toBe(1)
  expect(heard).toHaveLength(1)
  expect(heard[0]?.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(JSON.parse(heard[0]?.body ?? '')).toEqual({
    host: 'locman.test',
    key,
    keyLocation: `https://locman.test/${key}.txt`,
    urlList: [`https://locman.test/news/${id}-${slug}`],
  })
  expect(await site.ask(`/${key}.txt`)).toMatchObject({ status: 200, body: key })
  expect((await site.ask('/a1b2c3d4e5f6a7b9.txt')).status).toBe(404)
  expect(await sendPings(site.kit)).toBe(0)
  const [entry] = await readPingLog(site.kit.db, 1)
  expect(entry).toMatchObject({ target: 'index-now', addresses: 1, example: `/news/${id}-${slug}`, status: 200 })
})

test('many changes are told once they end, or after five minutes', async () => {
  const { id } = await scheduled('Её правят')
  await doDueDeeds(site.kit)
  for (let at = 30; at <= 270; at += 30) {
    after(at)
    await edit(id)
    expect(await sendPings(site.kit)).toBe(0)
  }
  after(300)
  expect(await sendPings(site.kit)).toBe(1)
})

test('one address is not told twice within ten minutes', async () => {
  const { id } = await scheduled('Её правят снова')
  await doDueDeeds(site.kit)
  after(60)
  await sendPings(site.kit)
  after(120)
  await edit(id)
  after(659)
  expect(await sendPings(site.kit)).toBe(0)
  after(660)
  expect(await sendPings(site.kit)).toBe(1)
})

test('stories that appear together are told together', async () => {
  for (const title of ['Одна', 'Две', 'Три']) await scheduled(title)
  await doDueDeeds(site.kit)
  after(60)
  expect(await sendPings(site.kit)).toBe(3)
  expect(heard).toHaveLength(1)
})

test('a withdrawn story is told, a draft and a story that was never seen are not', async () => {
  const draft = await writeArticle(site.kit, { title: 'Черновик', state: 'draft', publishedAt: null })
  await edit(draft.id)
  await withdrawArticle(site.kit, draft.id, '')
  const future = await writeArticle(site.kit, {
    title: 'Завтра',
    state: 'scheduled',
    publishedAt: new Date('2026-11-25T12:00:00+05:00'),
  })
  await edit(future.id)
  await withdrawArticle(site.kit, future.id, '')
  expect(await waiting()).toBe(0)
  const seen = await writeArticle(site.kit, { title: 'Была' })
  await withdrawArticle(site.kit, seen.id, '')
  expect(await waiting()).toBe(1)
})

test('what is undone in its transaction is not told', async () => {
  const { id } = await writeArticle(site.kit, { title: 'Передумали' })
  await transaction(site.kit.db, async (db) => {
    await queueArticlePing(db, id, site.kit.clock.now())
    throw new Error('undone')
  }).catch(() => {})
  expect(await waiting()).toBe(0)
})

test('the hub hears of every feed that the story is in', async () => {
  await set({ hub: `${base}/hub` })
  const { id } = await writeArticle(site.kit, {
    title: 'Для подписчиков',
    section: 'roads',
    region: 'abai',
    tags: ['bridges'],
    state: 'scheduled',
    publishedAt: site.kit.clock.now(),
  })
  await doDueDeeds(site.kit)
  after(3)
  await sendPings(site.kit)
  const form = new URLSearchParams(heard[0]?.body)
  expect(heard[0]?.url).toBe('/hub')
  expect(form.get('hub.mode')).toBe('publish')
  const told = form.getAll('hub.url')
  for (const list of ['', '/section/roads', '/region/abai', '/tag/bridges'])
    for (const kind of ['rss', 'full', 'atom', 'json'])
      expect(told).toContain(`https://locman.test/feed${list}/${kind}`)
  for (const address of told) expect((await site.ask(address.replace('https://locman.test', ''))).status).toBe(200)
  expect(id).toBeGreaterThan(0)
})

test('nothing is kept or told while nobody is named, and on a copy for trying things out', async () => {
  for (const settings of [{}, { indexNowKey: key, hub: `${base}/hub`, isStaging: true }]) {
    await set(settings)
    await scheduled('Тихо')
    await doDueDeeds(site.kit)
    expect(await waiting()).toBe(0)
  }
  await set({ indexNowKey: key, indexNowAddress: `${base}/indexnow` })
  await scheduled('Уже в очереди')
  await doDueDeeds(site.kit)
  await set({ indexNowKey: key, indexNowAddress: `${base}/indexnow`, isStaging: true })
  after(60)
  expect(await sendPings(site.kit)).toBe(0)
  expect(await waiting()).toBe(0)
  expect(heard).toEqual([])
})

test('one that is not taken is tried again later, and later still; a wrong key is not', async () => {
  const { id } = await scheduled('Не берут')
  await doDueDeeds(site.kit)
  answer = { status: 429, headers: { 'retry-after': '300' } }
  after(60)
  expect(await sendPings(site.kit)).toBe(0)
  expect((await readPingLog(site.kit.db, 1))[0]).toMatchObject({ status: 429 })
  after(120)
  await edit(id)
  await sendPings(site.kit)
  expect(heard).toHaveLength(1)
  answer = { status: 403 }
  // `Retry-After` counts from the machine's own now, and the set clock stands elsewhere: any later time will do.
  site.kit.clock.set('2027-01-01T00:00:00+05:00')
  await sendPings(site.kit)
  expect(heard).toHaveLength(2)
  expect(await waiting()).toBe(0)
  const now = new Date('2026-11-24T12:00:00Z')
  const minutes = Array.from({ length: 9 }, (_, at) => {
    const next = nextAttempt(at + 1, now)
    return next && (next.getTime() - now.getTime()) / 60_000
  })
  expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 64, 128, null])
})

test('the log and the queue do not grow for ever', async () => {
  await scheduled('Старое')
  await doDueDeeds(site.kit)
  after(60)
  await sendPings(site.kit)
  site.kit.clock.set('2027-02-01T00:00:00+05:00')
  await forgetOldPings(site.kit.db, site.kit.clock.now())
  expect(await readPingLog(site.kit.db, 10)).toEqual([])
  expect(await row(site.kit.db, 'select * from pings')).toBeUndefined()
})
