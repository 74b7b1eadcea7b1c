import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { row, run } from '../../src/platform/database.js'
import { axeFaults } from '../support/axe-looks.js'
import { openBrowser, openReader } from '../support/browser.js'
import { sidewaysScroll } from '../support/page-looks.js'
import { openSampleSite } from '../support/sample-site.js'
import { hire, testPassword } from '../support/staff.js'
import type { TestSite } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let browser: Browser
let draft = 0
let out = 0
beforeAll(async () => {
  site = await openSampleSite()
  await hire(site.kit, 'chief')
  await hire(site.kit, 'chief', { signIn: 'bas', language: 'kk' })
  const now = site.kit.clock.now()
  draft = (await writeArticle(site.kit, { state: 'review', publishedAt: null })).id
  await writeArticle(site.kit, { state: 'scheduled', publishedAt: new Date(now.getTime() - 600_000) })
  out = (await row<{ id: number }>(site.kit.db, `select id from articles where state = 'published' limit 1`))?.id ?? 0
  await run(site.kit.db, `update articles set pinned_until = :until where id = :out`, {
    out,
    until: new Date(now.getTime() + 3_600_000),
  })
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await site.close()
})

test.each([
  [360, 'dark', 'bas'],
  [1280, 'light', 'chief'],
] as const)(
  'desk, publishing and front page stand at %d px, %s, for %s',
  { timeout: 120_000 },
  async (width, theme, who) => {
    const { page, context, troubles } = await openReader(browser, site.address, { width, theme })
    await page.goto(`${site.address}/newsroom/sign-in`)
    await page.fill('[name=signIn]', who)
    await page.fill('[name=password]', testPassword)
    await page.click('main form button')
    await page.waitForURL(/\/newsroom\/?$/)
    for (const path of [
      '/newsroom?state=published',
      '/newsroom?state=scheduled',
      `/newsroom/articles/${draft}/publication`,
      `/newsroom/articles/${out}/publication`,
      '/newsroom/front',
    ]) {
      await page.goto(site.address + path)
      expect([path, ...(await sidewaysScroll(page)), ...(await axeFaults(page))]).toEqual([path])
    }
    expect(troubles).toEqual([])
    await context.close()
  },
)
