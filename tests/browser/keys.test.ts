import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { row, run } from '../../src/platform/database.js'
import { openBrowser, openReader } from '../support/browser.js'
import { hire, testPassword } from '../support/staff.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let site: TestSite
let browser: Browser
beforeAll(async () => {
  site = await openTestSite()
  await hire(site.kit, 'chief')
  await hire(site.kit, 'editor', { signIn: 'dana', language: 'kk' })
  const { id } = await writeArticle(site.kit)
  await run(
    site.kit.db,
    `insert into comments (article_id, writer_name, body_html, body_policy, state, written_at)
     values (:id, 'Айгүл', '<p>Автобус не ходит.</p>', 1, 'waiting', :now)`,
    { id, now: site.kit.clock.now() },
  )
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

async function atDesk(
  who = 'chief',
  width = 1280,
): Promise<{ page: Page; context: BrowserContext; troubles: string[] }> {
  const desk = await openReader(browser, site.address, { width })
  await desk.page.goto(`${site.address}/newsroom/sign-in`)
  await desk.page.fill('[name=signIn]', who)
  await desk.page.fill('[name=password]', testPassword)
  await desk.page.click('main form button')
  await desk.page.waitForURL(/\/newsroom\/?$/)
  return desk
}

/** A key as a Russian layout sends it. */
const russian = (page: Page, key: string, code: string) =>
  page.evaluate(
    ([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true })),
    [key, code] as const,
  )
const path = (page: Page) => new URL(page.url()).pathname

test('two letters lead from page to page, also under a Russian layout', { timeout: 120_000 }, async () => {
  const { page, context, troubles } = await atDesk()
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await page.waitForURL(/\/newsroom\/media$/)
  await russian(page, 'п', 'KeyG')
  await russian(page, 'в', 'KeyD')
  await page.waitForURL(/\/newsroom$/)
  await page.keyboard.press('/')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('q')
  await page.keyboard.type('gm?n')
  expect(await page.inputValue('#q')).toBe('gm?n')
  expect([path(page), await page.locator('#keys').isVisible()]).toEqual(['/newsroom', false])
  expect(troubles).toEqual([])
  await context.close()
})

test('the second letter of a chord decides nothing in the queue', { timeout: 120_000 }, async () => {
  const { page, context } = await atDesk('dana')
  await page.goto(`${site.address}/newsroom/comments`)
  await page.keyboard.press('j')
  // An editor has no settings to go to: still the letter is not the queue's.
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await page.waitForURL(/\/newsroom\/notices$/)
  expect((await row<{ state: string }>(site.kit.db, 'select state from comments'))?.state).toBe('waiting')
  await context.close()
})

test.each([
  ['chief', 1280],
  ['dana', 360],
] as const)(
  '? opens the list of keys, which fits and is accessible for %s at %d px',
  { timeout: 120_000 },
  async (who, width) => {
    const { page, context, troubles } = await atDesk(who, width)
    await page.keyboard.press('?')
    expect(await page.locator('#keys').isVisible()).toBe(true)
    for (const at of ['#keys', '/newsroom/help']) {
      if (at !== '#keys') await page.goto(site.address + at)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(`${at} ${Math.max(overflow, 0)}`).toBe(`${at} 0`)
      await page.evaluate(axe)
      const found = await page.evaluate(async () => {
        type Result = { violations: { id: string; nodes: { html: string }[] }[] }
        const { violations } = await (globalThis as unknown as { axe: { run(): Promise<Result> } }).axe.run()
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
      })
      expect(found).toEqual([])
    }
    await page.goto(`${site.address}/newsroom`)
    await page.keyboard.press('?')
    await page.keyboard.press('Escape')
    expect(await page.locator('#keys').isVisible()).toBe(false)
    expect(troubles).toEqual([])
    await context.close()
  },
)

test('whoever switched bare letters off may type them anywhere', { timeout: 120_000 }, async () => {
  const { page, context, troubles } = await atDesk()
  await page.keyboard.press('?')
  await page.click('#keys button[name=letters]')
  await page.getByRole('status').waitFor()
  await page.goto(`${site.address}/newsroom/comments`)
  for (const key of ['?', 'j', 's', 'g', 'm', 'n']) await page.keyboard.press(key)
  expect([path(page), await page.locator('#keys').isVisible()]).toEqual(['/newsroom/comments', false])
  expect((await row<{ state: string }>(site.kit.db, 'select state from comments'))?.state).toBe('waiting')
  expect(troubles).toEqual([])
  await context.close()
})
