import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePartnerFeed, partnerFeedForm, renewPartnerFeed } from '../../src/features/feeds/partner-feed.js'
import { closePartnerFeed, partnerFeeds } from '../../src/features/feeds/partner-feed-store.js'
import { run } from '../../src/platform/database.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite({ proxies: 1 })
  const { kit } = site
  await writeArticle(kit, { title: 'Своя', section: 'sport', body: '<p>Целиком.</p>' })
  await writeArticle(kit, { title: 'Чужая', section: 'sport', source: 'stern' })
  await writeArticle(kit, { title: 'Другая рубрика', section: 'roads' })
  await writeArticle(kit, { title: 'Старая', section: 'sport', publishedAt: new Date('2026-11-01T10:00:00+05:00') })
  await run(kit.db, `update sources set rights = 'headline' where slug = 'stern'`)
})
afterAll(() => site.close())

const make = async (wish: object) => {
  const made = await makePartnerFeed(
    site.kit,
    partnerFeedForm.parse({ name: 'Партнёр', language: 'ru', kind: 'json', ...wish }),
  )
  if (!made) throw new Error('not made')
  return made
}
const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })
const itemsOf = async (token: string) =>
  (JSON.parse((await site.ask(`/partner-feed/${token}`, from('10.1.1.1'))).body).items as { title: string }[]).map(
    ({ title }) => title,
  )

test('a partner gets what was agreed, and the feed does not tell its own address', async () => {
  const { token } = await make({ of: 'section/sport', stories: 10, hours: 48, onlyWhole: true })
  expect(await itemsOf(token)).toEqual(['Своя'])
  const { headers, body } = await site.ask(`/partner-feed/${token}`, from('10.1.1.1'))
  expect(body).not.toContain(token)
  expect(headers['cache-control']).toBe('private, no-cache')
  expect(headers['x-robots-tag']).toBe('noindex')
  const again = await site.ask(`/partner-feed/${token}`, {
    headers: { 'x-forwarded-for': '10.1.1.1', 'if-none-match': String(headers.etag) },
  })
  expect(again.status).toBe(304)
  const whole = await make({ of: 'section/sport', stories: 2 })
  expect(await itemsOf(whole.token)).toHaveLength(2)
  const [counted] = (await partnerFeeds(site.kit.db)).filter(({ hours }) => hours === 48)
  expect(counted?.askedTimes).toBe(3)
})

test('a preset never hands on more than it says, nor more than the source says', async () => {
  const excerpt = await make({ rights: 'excerpt', kind: 'full' })
  expect((await site.ask(`/partner-feed/${excerpt.token}`, from('10.1.1.1'))).body).not.toContain('Целиком.')
  const full = await make({ rights: 'full', kind: 'json', of: 'source/stern' })
  const { items } = JSON.parse((await site.ask(`/partner-feed/${full.token}`, from('10.1.1.1'))).body)
  expect(items[0]).toMatchObject({ title: 'Чужая', content_text: 'Чужая' })
})

test('a closed feed and an old token answer nobody', async () => {
  const { id, token } = await make({})
  const renewed = await renewPartnerFeed(site.kit, id)
  expect((await site.ask(`/partner-feed/${token}`, from('10.1.1.2'))).status).toBe(404)
  expect((await site.ask(`/partner-feed/${renewed}`, from('10.1.1.2'))).status).toBe(200)
  await closePartnerFeed(site.kit.db, id, site.kit.clock.now())
  expect((await site.ask(`/partner-feed/${renewed}`, from('10.1.1.2'))).status).toBe(404)
})

test('a list that is not there, and what no feed can be, are refused', async () => {
  expect(
    await makePartnerFeed(
      site.kit,
      partnerFeedForm.parse({ name: 'x', language: 'ru', kind: 'rss', of: 'section/none' }),
    ),
  ).toBeUndefined()
  for (const wrong of [
    { name: '  ' },
    { kind: 'doc' },
    { stories: 101 },
    { of: 'sections' },
    { of: 'articles/1' },
    { hours: 0 },
    { language: 'en' },
  ])
    expect(partnerFeedForm.safeParse({ name: 'x', language: 'ru', kind: 'rss', ...wrong }).success).toBe(false)
})

test('guessed tokens find nothing, and whoever guesses is stopped while partners are not', async () => {
  const { token } = await make({})
  const statuses: number[] = []
  for (let at = 0; at < 25; at += 1) {
    const guess = at % 2 === 0 ? String(at).padStart(32, 'x') : `${at}`
    statuses.push((await site.ask(`/partner-feed/${guess}`, from('10.9.9.9'))).status)
  }
  expect(statuses.slice(0, 20)).toEqual(Array(20).fill(404))
  expect(statuses.slice(20)).toEqual(Array(5).fill(429))
  expect((await site.ask(`/partner-feed/${token}`, from('10.9.9.9'))).status).toBe(429)
  expect((await site.ask(`/partner-feed/${token}`, from('10.1.1.1'))).status).toBe(200)
})
