import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { HtmlValidate } from 'html-validate'
import type { CDPSession, Page } from 'playwright-core'
import { displayClasses, readDisplay } from '../../src/web/display.js'

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

/**
 * Half a megabyte of script, once for each page that is opened. Handed to the browser itself, which then remembers from page to page
 * how it reads; `page.evaluate` would have it read anew and takes twice the time.
 */
async function bringAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in globalThis)) return
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page))
  sessions.set(page, session)
  const { exceptionDetails } = await session.send('Runtime.evaluate', { expression: `${axe}; 0` })
  if (exceptionDetails) throw new Error(`axe did not start: ${exceptionDetails.text}`)
}
const sessions = new WeakMap<Page, CDPSession>()

async function axeFinds(page: Page, options: object): Promise<string[]> {
  await bringAxe(page)
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

/** Displays by their code: letters of 200 % and the widest spacing, alone and for the visually impaired in black and in white. */
export const roomiest = '4an2pf'
export const [whiteOnBlack, blackOnWhite] = ['2ab1pf', '3aw0pf']

/** How much the page moved by itself while it loaded and was scrolled through, until the last picture was there. */
export async function layoutShift(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    type Source = { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }
    type Shift = { value: number; hadRecentInput: boolean; sources: Source[] }
    const box = ({ x, y, width, height }: DOMRect) => `${width} × ${height} at ${x}, ${y}`
    const told = ({ node, previousRect, currentRect }: Source) =>
      `${box(previousRect)} → ${box(currentRect)}: ${(node instanceof Element ? node.outerHTML : node?.textContent)?.slice(0, 80)}`
    const shifts: string[] = []
    const add = (entries: PerformanceEntryList) => {
      for (const { value, hadRecentInput, sources } of entries as unknown as Shift[])
        if (!hadRecentInput) shifts.push(`layout shift ${value.toFixed(4)}`, ...sources.map(told))
    }
    const observer = new PerformanceObserver((list) => add(list.getEntries()))
    observer.observe({ type: 'layout-shift' as 'paint', buffered: true })
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    // What scripts fetch after the page is there comes meanwhile.
    const fetched = new Promise((resolve) => setTimeout(resolve, 150))
    // A picture is asked for from two screens away.
    for (let at = 0; at < document.body.scrollHeight; at += 2 * innerHeight) {
      scrollTo(0, at)
      await frame()
    }
    await Promise.all([fetched, document.fonts.ready])
    // Of those that this width shows: another is not even asked for.
    const awaited = [...document.images].filter((image) => !image.complete && image.getClientRects().length > 0)
    await Promise.all(
      awaited.map(
        (image) =>
          new Promise((resolve) => {
            image.addEventListener('load', resolve)
            image.addEventListener('error', resolve)
            setTimeout(resolve, 1000)
          }),
      ),
    )
    // Drawn, and then reported.
    await frame()
    await frame()
    add(observer.takeRecords())
    scrollTo(0, 0)
    return shifts
  })
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

/** A word too long for its box makes the box wider or breaks; it does not stand out of it. */
export async function outOfItsBox(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.strip li, button, :is(.deeds, .ways, .tags, .share) a')]
      .filter((box) => box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX === 'visible')
      .map((box) => `out of its box: ${box.outerHTML.slice(0, 120)}`),
  )
}

/** The looks on a screen of another width, as when a reader turns the phone. Nothing is loaded for it. */
export function at(width: number, ...looks: readonly Look[]): Look {
  return async (page) => {
    const before = page.viewportSize() ?? { width, height: 900 }
    await turn(page, { ...before, width })
    const faults = await inTurn(looks, page, `at ${width} px`)
    await turn(page, before)
    return faults
  }
}

/**
 * The looks in another display, without loading the page again: it is the classes of `<html>` on which the style sheet hangs letters and
 * colours. Not for what the server prints otherwise: a display without pictures, and the lite version.
 */
export function wearing(display: string, ...looks: readonly Look[]): Look {
  return async (page) => {
    const before = await page.evaluate(
      (classes) => {
        const { className } = document.documentElement
        document.documentElement.className = classes
        return className
      },
      displayClasses(readDisplay(display)),
    )
    const faults = await inTurn(looks, page, `in ${display}`)
    await page.evaluate((classes) => {
      document.documentElement.className = classes
    }, before)
    return faults
  }
}

/** A busy browser turns late, and the next page would be drawn for the old screen first. */
async function turn(page: Page, screen: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(screen)
  await page.waitForFunction((width) => innerWidth === width, screen.width)
}

async function inTurn(looks: readonly Look[], page: Page, where: string): Promise<string[]> {
  const faults: string[] = []
  for (const look of looks) faults.push(...(await look(page)).map((fault) => `${where}: ${fault}`))
  return faults
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
