import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { row } from '../../src/platform/database.js'
import { openBrowser, openReader } from '../support/browser.js'
import { signedIn, testPassword } from '../support/staff.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { sendFiles } from '../support/upload.js'

let site: TestSite
let browser: Browser
beforeAll(async () => {
  site = await openTestSite()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const sign = (width: number) =>
  sharp({ create: { width, height: 200, channels: 3, background: '#00697a' } })
    .png()
    .toBuffer()
const logo = async () =>
  (
    await row<{ logo: number | null }>(
      site.kit.db,
      `select (value ->> 'logo')::int as logo from settings where name = 'site'`,
    )
  )?.logo

test('the logo is chosen by eye from the library, brought along, and taken away', { timeout: 120_000 }, async () => {
  const chief = await signedIn(site, 'chief')
  const sent = await sendFiles(chief, [{ name: 'sign.png', bytes: await sign(400) }])
  const { id } = JSON.parse(sent.body).files[0].picture
  await chief.send(`/newsroom/media/${id}`, { altRu: 'Знак портала' })

  const { page, context, troubles } = await openReader(browser, site.address, { width: 360 })
  await page.goto(`${site.address}/newsroom/settings`)
  await page.fill('[name=signIn]', 'chief')
  await page.fill('[name=password]', testPassword)
  await page.click('main form button')
  await page.waitForURL(/\/newsroom\/settings/)
  const save = async () => {
    await page.getByRole('button', { name: 'Сохранить' }).click()
    await page.locator('.notice').waitFor()
  }
  const box = page.getByRole('group', { name: 'Логотип' })

  await box.getByRole('button', { name: 'Выбрать картинку' }).click()
  await page.getByRole('button', { name: 'Знак портала' }).click()
  expect(await box.locator('img').getAttribute('src')).toMatch(/\/320\.jpg$/)
  await save()
  expect(await logo()).toBe(id)

  await box.getByRole('button', { name: 'Выбрать картинку' }).click()
  await page
    .locator('dialog[open] input[type=file]')
    .setInputFiles({ name: 'new.png', mimeType: 'image/png', buffer: await sign(410) })
  await page.waitForFunction(() => !document.querySelector('.picture-window[open]'))
  await save()
  expect(await logo()).not.toBe(id)

  await box.getByRole('button', { name: 'Убрать' }).click()
  await save()
  expect(await logo()).toBeNull()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  expect(troubles).toEqual([])
  await context.close()
})
