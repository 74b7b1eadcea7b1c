import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endDueNotices } from '../../src/features/board/ending.js'
import { photo } from '../features/media/pictures.js'
import { openBrowser, openReader } from '../support/browser.js'
import { hire, testPassword } from '../support/staff.js'
import { openTestSite, type TestSite } from '../support/test-site.js'

let site: TestSite
let browser: Browser
beforeAll(async () => {
  site = await openTestSite()
  await hire(site.kit, 'advertising')
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await site.close()
})

const later = (days: number) => site.kit.clock.set(new Date(site.kit.clock.now().getTime() + days * 86_400_000))

test.each([true, false])(
  'a visitor places a notice from a phone, it is released, extended and taken down (with JavaScript: %s)',
  async (javaScript) => {
    const visitor = await openReader(browser, site.address, { width: 360, javaScript })
    const { page } = visitor
    const title = javaScript ? 'Продам сено в рулонах' : 'Сдам тёплую комнату'
    await page.goto(`${site.address}/ads`)
    await page.locator('main .ways .main').click()
    await page.selectOption('[name=category]', { label: javaScript ? 'Скот и хозяйство' : 'Жильё' })
    await page.selectOption('[name=town]', { label: 'Семей' })
    await page.fill('[name=title]', title)
    await page.fill(
      '[name=text]',
      javaScript ? 'Сено этого года, рулон около 250 кг.' : 'Рядом школа и рынок, окна во двор.',
    )
    await page.fill('[name=price]', '9 000')
    await page.fill('[name=phone]', '8 700 000 00 07')
    await page.setInputFiles('[name=pictures]', {
      name: 'photo.jpg',
      mimeType: 'image/jpeg',
      buffer: await photo(2400, 1800),
    })
    expect(await page.locator('#notice-firm').isVisible()).toBe(!javaScript)
    await page.locator('form.say button[type=submit]:enabled').click()
    await page.waitForURL(/told=placed/)
    const secret = new URL(await page.locator('.secret input').inputValue()).pathname
    expect(await page.locator('main').textContent()).toContain('Ждёт проверки')

    const desk = await openReader(browser, site.address, { width: 1280 })
    await desk.page.goto(`${site.address}/newsroom/sign-in`)
    await desk.page.fill('[name=signIn]', 'advertising')
    await desk.page.fill('[name=password]', testPassword)
    await desk.page.click('main form button')
    await desk.page.waitForURL(/\/newsroom\/?$/)
    await desk.page.goto(`${site.address}/newsroom/notices`)
    expect(await desk.page.locator('main').textContent()).toContain(title)
    await desk.page.click('button[value=release]')
    expect(await desk.page.locator('.notice').textContent()).toContain('Решено')

    await page.goto(`${site.address}/ads`)
    await page.locator('.notices .title a', { hasText: title }).click()
    await page.waitForURL(/\/ads\/\d+-/)
    const notice = page.url()
    expect(await page.locator('.notice picture img').count()).toBe(1)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await page.locator('.phone').click()
    await page.locator('main a[href="tel:+77000000007"]').first().waitFor()

    later(26)
    await page.goto(site.address + secret)
    expect(await page.locator('.secret').count()).toBe(0)
    await page.locator('button', { hasText: 'Продлить' }).click()
    await page.locator('[role=status]', { hasText: 'продлено' }).waitFor()
    later(20)
    await endDueNotices(site.kit)
    expect((await page.goto(notice))?.status()).toBe(200)
    await page.goto(site.address + secret)
    await page.locator('button', { hasText: 'Снять с доски' }).click()
    await page.locator('[role=status]', { hasText: 'снято' }).waitFor()
    expect((await page.goto(notice))?.status()).toBe(410)
    expect([...visitor.troubles, ...desk.troubles].filter((each) => !each.includes('410'))).toEqual([])
    await Promise.all([visitor.context.close(), desk.context.close()])
  },
  120_000,
)
