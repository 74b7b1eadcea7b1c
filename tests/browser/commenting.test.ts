import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openReader } from '../support/browser.js'
import { hire, testPassword } from '../support/staff.js'
import { openTestKit } from '../support/test-kit.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let browser: Browser
let story: string
beforeAll(async () => {
  const kit = await openTestKit()
  // A browser sends back what its address says, and signed cookies of an https site never come to an http one.
  kit.origin = 'http://localhost'
  site = await openTestSite({ kit })
  const { id, slug } = await writeArticle(kit)
  story = `/news/${id}-${slug}`
  await hire(kit, 'editor')
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

test('a reader comments without JavaScript and is released by a moderator at the keyboard', {
  timeout: 120_000,
}, async () => {
  const reader = await openReader(browser, site.address, { width: 360, javaScript: false })
  await reader.page.goto(site.address + story)
  await reader.page.getByLabel('Имя', { exact: true }).fill('Айгүл из Риддера')
  await reader.page.getByLabel('Текст', { exact: true }).fill('Мост открыли, а автобус по нему не ходит.')
  await reader.page.getByRole('button', { name: 'Отправить' }).click()
  await reader.page.waitForURL(/\/comment\/mine\//)
  expect(await reader.page.getByRole('status').textContent()).toContain('появится после проверки')
  expect(await reader.page.locator('.talk').textContent()).toContain('ждёт проверки')

  const moderator = await openReader(browser, site.address, { width: 1280 })
  await moderator.page.goto(`${site.address}/newsroom/comments`)
  await moderator.page.locator('input[name=signIn]').fill('editor')
  await moderator.page.locator('input[name=password]').fill(testPassword)
  await moderator.page.locator('main button[type=submit]').click()
  await moderator.page.waitForURL(/\/newsroom\/comments/)
  expect(await moderator.page.locator('.queued').textContent()).toContain('Айгүл из Риддера')
  await moderator.page.keyboard.press('j')
  await moderator.page.keyboard.press('r')
  await moderator.page.getByRole('status').waitFor()
  expect(await moderator.page.getByRole('status').textContent()).toMatch(/Опубликовано: 1\sкомментарий\./)

  await reader.page.goto(site.address + story)
  expect(await reader.page.locator('#comments').textContent()).toContain('Мост открыли, а автобус по нему не ходит.')
  await reader.page.getByRole('button', { name: 'Согласен', exact: false }).first().click()
  await reader.page.waitForURL(/\/comments\/\d+\?from=/)
  expect([...reader.troubles, ...moderator.troubles]).toEqual([])
  await reader.context.close()
  await moderator.context.close()
})

test('where many write at once, a script does its work in less time than a person notices', {
  timeout: 60_000,
}, async () => {
  const { page, context, troubles } = await openReader(browser, site.address, { width: 360 })
  await page.route('**/comment/ticket/*', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ json: { ...(await answer.json()), bits: 8 } })
  })
  await page.goto(site.address + story)
  await page.getByLabel('Имя', { exact: true }).focus()
  await expect.poll(() => page.locator('[name=proof]').inputValue(), { timeout: 30_000 }).toMatch(/^\d+(?:,\d+){7}$/)
  expect(troubles).toEqual([])
  await context.close()
})
