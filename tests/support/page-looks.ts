import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { HtmlValidate } from 'html-validate'
import type { Page } from 'playwright-core'

/** Looks at a page that is open and tells what is wrong with it. */
export type Look = (page: Page) => Promise<string[]>

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const everyRule = [...wcag, 'best-practice']

export function axeFaults(page: Page): Promise<string[]> {
  return axeFinds(page, { runOnly: everyRule })
}

/** A banner's frame has no headings and no landmarks: the page around it has. */
export function axeFaultsOfFrame(page: Page): Promise<string[]> {
  return axeFinds(page, { runOnly: wcag })
}

/** What a colour scheme can spoil on a page whose markup was looked at in another. */
export function contrastFaults(page: Page): Promise<string[]> {
  return axeFinds(page, { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } })
}

async function axeFinds(page: Page, options: object): Promise<string[]> {
  await page.evaluate(axe)
  // The floating way back to the top may lie over a link until the reader scrolls on; axe sees one moment only.
  await page.evaluate(() => document.querySelector('.rail')?.remove())
  return page.evaluate(async (options) => {
    type Result = { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<Result> } }
    // Frames are looked at by themselves.
    const { violations } = await axe.run({ ...options, iframes: false, resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  }, options)
}

/** How much the page moved by itself while it loaded and was scrolled through. */
export async function layoutShift(page: Page): Promise<string[]> {
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

export async function sidewaysScroll(page: Page): Promise<string[]> {
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

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'doctype-style': 'off',
    'void-style': 'off',
    // Check boxes of one name send a list, and a button may empty the field of its own name.
    'form-dup-name': 'off',
  },
})

export async function markupFaults(html: string): Promise<string[]> {
  const report = await validator.validateString(html)
  return report.results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`),
  )
}
