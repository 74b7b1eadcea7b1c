import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { row } from '../../src/platform/database.js'
import { photo } from '../features/media/pictures.js'
import { axeFaults } from '../support/axe-looks.js'
import { openBrowser, openReader } from '../support/browser.js'
import { sidewaysScroll } from '../support/page-looks.js'
import { hire, testPassword } from '../support/staff.js'
import { openTestSite, type TestSite } from '../support/test-site.js'

const folder = process.env.SCREENSHOTS

let site: TestSite
let browser: Browser
beforeAll(async () => {
  site = await openTestSite()
  await hire(site.kit, 'editor')
  await hire(site.kit, 'chief', { language: 'kk' })
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await site.close()
})

async function openAs(signIn: 'editor' | 'chief', width: number, javaScript = true) {
  const reader = await openReader(browser, site.address, { width, javaScript })
  await reader.page.goto(`${site.address}/newsroom/sign-in`)
  await reader.page.fill('[name=signIn]', signIn)
  await reader.page.fill('[name=password]', testPassword)
  await reader.page.click('main form button')
  await reader.page.waitForURL(/\/newsroom\/?$/)
  return reader
}

const faultsOf = async (page: Page) => [...(await sidewaysScroll(page)), ...(await axeFaults(page))]

describe('the media library in a browser', () => {
  test('takes many pictures at once with their progress, dropped and pasted ones too, and says what is wrong with which', async () => {
    const { page, context, troubles } = await openAs('editor', 360)
    await page.goto(`${site.address}/newsroom/media`)
    // Chosen files go at once: a button that does nothing would only puzzle.
    expect(await page.locator('#upload button').count()).toBe(0)
    const files = await Promise.all(
      [0, 1, 2].map(async (at) => ({
        name: `Река ${at}.jpg`,
        mimeType: 'image/jpeg',
        buffer: await photo(300 + at, 200),
      })),
    )
    await page
      .locator('#files')
      .setInputFiles([...files, { name: 'Смета.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('это таблица') }])
    await page.locator('.sent a').nth(2).waitFor({ timeout: 60_000 })
    await page.locator('.sent .fault').waitFor({ timeout: 60_000 })
    expect(await page.locator('.sent .fault').textContent()).toContain('не картинка')
    const bytes = [...(await photo(310, 210))]
    for (const kind of ['drop', 'paste'] as const)
      await page.evaluate(
        ([kind, bytes]) => {
          const data = new DataTransfer()
          data.items.add(new File([new Uint8Array(bytes)], `${kind}.jpg`, { type: 'image/jpeg' }))
          const event =
            kind === 'drop'
              ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
              : new ClipboardEvent('paste', { clipboardData: data, bubbles: true })
          document.body.dispatchEvent(event)
        },
        [kind, bytes] as const,
      )
    await page.locator('.sent a').nth(4).waitFor({ timeout: 60_000 })
    expect(await page.locator('#upload [role=status]').textContent()).toContain('5 из 6')
    // The browser notes the refused file's 422 itself.
    expect(troubles.filter((trouble) => !/422/.test(trouble))).toEqual([])
    if (folder) await page.screenshot({ path: `${folder}/sent-360.png`, fullPage: true })
    expect(await faultsOf(page)).toEqual([])
    await context.close()
  }, 180_000)

  test('has a focal point that is set by a click and by keys', async () => {
    const { page, context, troubles } = await openAs('editor', 1280)
    const newest = await row<{ id: number }>(site.kit.db, 'select max(id) as id from pictures where in_library')
    await page.goto(`${site.address}/newsroom/media/${newest?.id}`)
    const box = await page.locator('#seen').boundingBox()
    if (!box) throw new Error('no picture')
    await page.mouse.click(box.x + box.width * 0.25, box.y + box.height * 0.75)
    expect(await page.locator('#focalX').inputValue()).toBe('25')
    await page.locator('.focus-mark').focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Shift+ArrowDown')
    expect([await page.locator('#focalX').inputValue(), await page.locator('#focalY').inputValue()]).toEqual([
      '23',
      '85',
    ])
    await page.locator('form.card button.main').click()
    await page.locator('.notice').waitFor()
    expect(await row(site.kit.db, 'select focal_x as x from pictures where id = :id', { id: newest?.id ?? 0 })).toEqual(
      {
        x: expect.closeTo(0.23, 3),
      },
    )
    expect(troubles).toEqual([])
    await context.close()
  }, 180_000)

  test('is clean for axe and never wider than its screen, in both languages and without a script', async () => {
    const newest = await row<{ id: number }>(site.kit.db, 'select max(id) as id from pictures where in_library')
    const found: Record<string, string[]> = {}
    for (const [who, name] of [
      ['editor', 'ru'],
      ['chief', 'kk'],
    ] as const)
      for (const width of [360, 768, 1280]) {
        const { page, context } = await openAs(who, width)
        for (const path of ['/newsroom/media', `/newsroom/media/${newest?.id}`, '/newsroom/media?shelf=removed']) {
          await page.goto(site.address + path)
          if (folder)
            await page.screenshot({
              path: `${folder}/${name}-${width}-${path.replace(/\W/g, '-')}.png`,
              fullPage: true,
            })
          const faults = await faultsOf(page)
          if (faults.length > 0) found[`${name} ${width} ${path}`] = faults
        }
        await context.close()
      }
    expect(found).toEqual({})
    const { page, context } = await openAs('editor', 360, false)
    await page.goto(`${site.address}/newsroom/media`)
    await page
      .locator('#files')
      .setInputFiles([{ name: 'Без скрипта.jpg', mimeType: 'image/jpeg', buffer: await photo(320, 240) }])
    await page.locator('#upload button').click()
    await page.locator('.notice').waitFor()
    expect(await page.locator('.shelf .name').first().textContent()).toBe('Без скрипта.jpg')
    await context.close()
  }, 300_000)

  test('loads scripts of a few kilobytes', () => {
    const weight = ['library.js', 'focal-point.js', 'newsroom.js']
      .map((name) => gzipSync(readFileSync(new URL(`../../public/${name}`, import.meta.url))).length)
      .reduce((sum, bytes) => sum + bytes)
    expect(weight).toBeLessThan(25_000)
  })
})
