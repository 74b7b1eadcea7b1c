import { brotliCompressSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { row } from '../../src/platform/database.js'
import { openBrowser, openReader } from '../support/browser.js'
import { addressOfEveryTemplate, openSampleSite } from '../support/sample-site.js'
import type { TestSite } from '../support/test-site.js'

let site: TestSite
let browser: Browser
let article: string
beforeAll(async () => {
  site = await openSampleSite()
  article = (await addressOfEveryTemplate(site)).find((address) => address.startsWith('/news/')) ?? ''
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await site.close()
})

describe('a reader without JavaScript', () => {
  test('goes from the front page to a story, its section, the archive, search and back', async () => {
    const { page, context } = await openReader(browser, site.address, { width: 360, javaScript: false })
    await page.goto(site.address)
    await page.locator('main h2 a').first().click()
    await page.waitForURL(/\/news\//)
    await page.locator('main .kicker a').first().click()
    await page.waitForURL(/\/section\//)
    await page.goto(`${site.address}/archive/2026/11`)
    await page.locator('table tbody a').last().click()
    await page.waitForURL(/\/archive\/2026\/11\/\d\d$/)
    await page.goto(`${site.address}/search`)
    await page.locator('main input[name=q]').fill('школа')
    await page.locator('main input[name=q]').press('Enter')
    await page.waitForURL(/\/search\?q=/)
    expect(await page.locator('main h3 a').count()).toBeGreaterThan(0)
    await context.close()
  })

  test('makes letters larger, the theme dark and pictures go, and finds it so on the next page', async () => {
    const { page, context } = await openReader(browser, site.address, { width: 360, javaScript: false })
    await page.goto(site.address + article)
    await page.goto(`${site.address}/display?back=${encodeURIComponent(article)}`)
    await page.locator('input[name=size][value="2"]').check()
    await page.locator('input[name=theme][value=dark]').check()
    await page.locator('input[name=pictures][value=off]').check()
    await page.locator('main button[type=submit]').click()
    await page.waitForURL(site.address + article)
    expect(await page.locator('html').getAttribute('class')).toBe('size-2 theme-dark no-pictures')
    expect(await page.locator('main img:not(.seen)').count()).toBe(0)
    await page.goto(site.address)
    expect(await page.locator('html').getAttribute('class')).toBe('size-2 theme-dark no-pictures')
    await context.close()
  })

  test('changes the language of a story that exists in both', async () => {
    const { page, context } = await openReader(browser, site.address, { width: 1280, javaScript: false })
    await page.goto(`${site.address}/kk`)
    await page.locator('main h2 a').first().click()
    await page.waitForURL(/\/kk\/news\//)
    const paired = await page.locator('link[hreflang=ru]').count()
    if (paired > 0) {
      await page.locator('nav a[hreflang=ru], nav a[lang=ru]').first().click()
      await page.waitForURL(({ pathname }) => /^\/news\/\d+-/.test(pathname))
    }
    expect(await page.locator('html').getAttribute('lang')).toMatch(/^(?:ru|kk)$/)
    await context.close()
  })
})

test('where JavaScript runs, the footer tells the time the page really took', async () => {
  const { page, context, troubles } = await openReader(browser, site.address, { width: 1280 })
  await page.goto(site.address + article, { waitUntil: 'load' })
  await expect.poll(() => page.locator('footer').textContent()).toMatch(/Загружена за [\d,]+ с/)
  expect(await page.locator('footer').textContent()).toMatch(/Страница собрана за [\d\s,]+\sмс/)
  expect(troubles).toEqual([])
  await context.close()
})

describe('a story that is opened', () => {
  const readership = () => {
    if (!site.kit.readership) throw new Error('nobody counts')
    return site.kit.readership
  }

  test('is counted by the script, and others who read now appear beside it', async () => {
    const { page, context, troubles } = await openReader(browser, site.address, { width: 1280 })
    await page.goto(site.address + article)
    const id = Number(/\d+/.exec(article)?.[0])
    await expect
      .poll(() =>
        readership()
          .readingNow()
          .articles.map((each) => each.id),
      )
      .toContain(id)
    for (const reader of [1, 2])
      readership().note({ address: `203.0.113.${reader}`, userAgent: 'x', article: id }, 'still open')
    site.kit.clock.set(new Date(site.kit.clock.now().getTime() + 20_000))
    expect(troubles).toEqual([])
    await context.close()

    // A browser that was told nothing yet: the first one keeps what it was told for ten seconds.
    const other = await openReader(browser, site.address, { width: 1280 })
    await other.page.goto(site.address)
    await other.page.locator('.side .reading-now li').first().waitFor()
    expect(await other.page.locator('.side .reading-now').textContent()).toMatch(/\d\s?читател/)
    expect(other.troubles).toEqual([])
    await other.context.close()
  })

  test('is counted without a script, too', async () => {
    const before = await viewsOf(article)
    const { page, context } = await openReader(browser, site.address, {
      width: 360,
      javaScript: false,
      userAgent: 'Mozilla/5.0 (Linux; Android 9) Chrome/90.0 Mobile Safari/537.36',
    })
    const pixel = page.waitForResponse(/\/beacon\/\d+\.gif/)
    await page.goto(site.address + article)
    expect((await pixel).status()).toBe(200)
    await readership().flush()
    expect((await viewsOf(article)) - before).toBeGreaterThan(0)
    await context.close()
  })

  async function viewsOf(address: string): Promise<number> {
    const id = Number(/\d+/.exec(address)?.[0])
    const found = await row<{ total: number }>(
      site.kit.db,
      'select total::float8 as total from article_views where article_id = :id',
      { id },
    )
    return found?.total ?? 0
  }
})

test('with the keyboard alone a reader skips to the news and sees where they are', async () => {
  const { page, context } = await openReader(browser, site.address, { width: 1280 })
  await page.goto(site.address)
  await page.keyboard.press('Tab')
  const focused = await page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body)
    return { href: document.activeElement?.getAttribute('href'), outlineStyle, outlineWidth }
  })
  expect(focused.href).toBe('#main')
  expect(focused.outlineStyle).not.toBe('none')
  await page.keyboard.press('Enter')
  await page.waitForURL(/#main$/)
  await context.close()
})

test('everything that is pressed on a phone is at least 24 px high, and the main things 44', async () => {
  const { page, context } = await openReader(browser, site.address, { width: 360 })
  await page.goto(site.address + article)
  const heights = await page.evaluate(() =>
    [...document.querySelectorAll('header a, header button, nav a, footer a')]
      .filter((each) => each.getClientRects().length > 0 && !each.classList.contains('skip'))
      .map((each) => ({
        height: Math.round(each.getBoundingClientRect().height),
        words: (each.textContent ?? '').trim().slice(0, 30),
      })),
  )
  expect(heights.filter(({ height }) => height < 24)).toEqual([])
  await context.close()
})

describe('the weight of an article page', () => {
  const weigh = async (path: string, headers: Record<string, string> = {}) => {
    const { page, bytes } = await site.ask(path, { headers: { 'accept-encoding': 'br', ...headers } })
    const linked = (selector: string, attribute: string) =>
      page.querySelectorAll(selector).map((each) => each.getAttribute(attribute) ?? '')
    const sum = async (addresses: string[]) =>
      (
        await Promise.all(addresses.map((address) => site.ask(address, { headers: { 'accept-encoding': 'br' } })))
      ).reduce((total, answer) => total + answer.bytes.length, 0)
    const css = linked('link[rel=stylesheet]', 'href')
    const fonts = [...(await site.ask(css[0] ?? '')).body.matchAll(/url\("?([^")]+\.woff2)/g)].map(
      (found) => found[1] ?? '',
    )
    return {
      html: bytes.length,
      text: brotliCompressSync(page.querySelector('main .body')?.innerHTML ?? '').length,
      css: await sum(css),
      scripts: await sum(linked('script[src]', 'src')),
      fonts: await sum([...new Set(fonts)]),
    }
  }

  test('keeps to its budget', async () => {
    const weight = await weigh(article)
    expect(weight.html - weight.text).toBeLessThanOrEqual(14_000)
    expect(weight.css).toBeLessThanOrEqual(12_000)
    expect(weight.scripts).toBeLessThanOrEqual(8_000)
    expect(weight.fonts).toBeLessThanOrEqual(60_000)
  })

  test('in the lite version is at most 14 KB in all, on the front page too', async () => {
    for (const path of ['/', '/kk', article]) {
      const { html, css, scripts, fonts } = await weigh(path, { cookie: 'display=0an0pl' })
      expect(scripts + fonts).toBe(0)
      expect(html + css, path).toBeLessThanOrEqual(14_000)
    }
  })
})
