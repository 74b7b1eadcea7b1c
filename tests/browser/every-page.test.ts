import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { HtmlValidate } from 'html-validate'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, openReader, type Reader } from '../support/browser.js'
import { addressOfEveryTemplate, openSampleSite } from '../support/sample-site.js'
import type { TestSite } from '../support/test-site.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let site: TestSite
let browser: Browser
let addresses: string[]
beforeAll(async () => {
  site = await openSampleSite()
  addresses = await addressOfEveryTemplate(site)
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await site.close()
})

type Look = (page: Page) => Promise<string[]>

/** Opens templates as this reader and gathers what the looks find, by address. */
async function lookAt(addresses: string[], reader: Reader, looks: readonly Look[]): Promise<Record<string, string[]>> {
  const { page, context, troubles } = await openReader(browser, site.address, reader)
  const found: Record<string, string[]> = {}
  for (const address of addresses) {
    await page.goto(site.address + address, { waitUntil: 'load' })
    const faults: string[] = []
    for (const look of looks) faults.push(...(await look(page)))
    // The 404 of the document itself is wanted.
    faults.push(...troubles.splice(0).filter((trouble) => !/status of 404/.test(trouble)))
    if (faults.length > 0) found[address] = faults
  }
  await context.close()
  return found
}

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  // The floating way back to the top may lie over a link until the reader scrolls on; axe sees one moment only.
  await page.evaluate(() => document.querySelector('.rail')?.remove())
  return page.evaluate(async () => {
    type Result = { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<Result> } }
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}

/** How much the page moved by itself while it loaded and was scrolled through. */
async function layoutShift(page: Page): Promise<string[]> {
  const shift = await page.evaluate(async () => {
    let sum = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
        if (!entry.hadRecentInput) sum += entry.value
    }).observe({ type: 'layout-shift' as 'paint', buffered: true })
    for (let at = 0; at < document.body.scrollHeight; at += 600) {
      scrollTo(0, at)
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    await new Promise((resolve) => setTimeout(resolve, 150))
    scrollTo(0, 0)
    return sum
  })
  return shift === 0 ? [] : [`layout shift ${shift}`]
}

async function sidewaysScroll(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const widest = [...document.querySelectorAll('body *')].filter(
      (each) => each.getBoundingClientRect().right > clientWidth + 1,
    )
    return [
      `${scrollWidth} px on a screen of ${clientWidth}`,
      ...widest.slice(-3).map((each) => each.outerHTML.slice(0, 120)),
    ]
  })
}

describe('every template in both languages', () => {
  test('is valid HTML', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: { 'long-title': 'off', 'no-trailing-whitespace': 'off', 'doctype-style': 'off', 'void-style': 'off' },
    })
    const found: Record<string, string[]> = {}
    for (const address of addresses) {
      const { body } = await site.ask(address)
      const report = await validator.validateString(body)
      const faults = report.results.flatMap(({ messages }) =>
        messages.map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`),
      )
      if (faults.length > 0) found[address] = faults
    }
    expect(found).toEqual({})
  })

  // Movement is looked at first: what axe does to a page may move it.
  test.each<[string, Reader, readonly Look[]]>([
    ['on a desk, light', { width: 1280, theme: 'light' }, [layoutShift, axeFaults]],
    ['on a phone, dark', { width: 360, theme: 'dark' }, [layoutShift, sidewaysScroll, axeFaults]],
    ['at 320 px with letters of 200 % and the widest spacing', { width: 320, display: '4an2pf' }, [sidewaysScroll]],
  ])('is without a fault %s', { timeout: 240_000 }, async (_, reader, looks) => {
    expect(await lookAt(addresses, reader, looks)).toEqual({})
  })
})

// Kazakh words are longer, so they are the harder case.
describe('every template in Kazakh', () => {
  test.each<[string, Reader, readonly Look[]]>([
    ['at 768 px', { width: 768 }, [layoutShift, sidewaysScroll]],
    ['for the visually impaired, white on black', { width: 1280, display: '2ab1pf' }, [axeFaults]],
    [
      'for the visually impaired, blue, without pictures',
      { width: 360, display: '1as1xf' },
      [sidewaysScroll, axeFaults],
    ],
    ['for the visually impaired, black on white', { width: 360, display: '3aw0pf' }, [sidewaysScroll]],
    ['in the lite version', { width: 360, display: '0an0pl' }, [layoutShift, sidewaysScroll, axeFaults]],
  ])('is without a fault %s', { timeout: 240_000 }, async (_, reader, looks) => {
    const kazakh = addresses.filter((address) => address.startsWith('/kk'))
    expect(await lookAt(kazakh, reader, looks)).toEqual({})
  })
})
