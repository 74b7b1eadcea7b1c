import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../../src/platform/database.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'

let site: TestSite
let ru: Colleague
let kk: Colleague
beforeAll(async () => {
  site = await openTestSite()
  ru = await signedIn(site, 'chief')
  kk = await signedIn(site, 'chief', { signIn: 'bas', language: 'kk' })
  // A portal begins with sections; a newsroom may have deleted them all.
  await run(site.kit.db, 'delete from sections', {})
})
afterAll(() => site.close())

/** Shorter tells that there is nothing, and not what to do about it. */
const leastWords = 7

test.each([
  ...['draft', 'review', 'scheduled', 'published', 'withdrawn', 'kazakh'].map((state) => `/newsroom?state=${state}`),
  '/newsroom?state=draft&q=nothing',
  ...['section', 'tag', 'author', 'source'].map((kind) => `/newsroom/filing/${kind}`),
  '/newsroom/pages',
  '/newsroom/media',
  ...['licence', 'bare', 'unused', 'removed'].map((shelf) => `/newsroom/media?shelf=${shelf}`),
  '/newsroom/front',
  '/newsroom/missed-searches',
  ...['waiting', 'reported', 'shown', 'hidden'].map((queue) => `/newsroom/comments?of=${queue}`),
  '/newsroom/comments/settings',
  ...['waiting', 'complained', 'decided'].map((queue) => `/newsroom/notices?of=${queue}`),
  '/newsroom/notices/orders',
  '/newsroom/campaigns',
  '/newsroom/partner-feeds',
  '/newsroom/pings',
  '/newsroom/redirects',
  '/newsroom/staff',
  '/newsroom/statistics',
  '/newsroom/audit?deed=nothing.at-all',
])('%s teaches while it is empty, in both languages', async (path) => {
  for (const colleague of [ru, kk]) {
    const { status, page } = await colleague.ask(path)
    expect(status).toBe(200)
    const texts = page.querySelectorAll('main .empty').map(wordsOf)
    expect(texts.length).toBeGreaterThan(0)
    for (const text of texts) expect(text.split(/\s+/).length, text).toBeGreaterThanOrEqual(leastWords)
  }
})
