import { HtmlValidate } from 'html-validate'
import type { Page } from 'playwright-core'
import { displayClasses, readDisplay } from '../../src/web/display.js'

/** Looks at a page that is open and tells what is wrong with it. */
export type Look = (page: Page) => Promise<string[]>

/** Displays by their code: letters of 200 % and the widest spacing, alone and for the visually impaired in black and in white. */
export const roomiest = '4an2pf'
export const [whiteOnBlack, blackOnWhite] = ['2ab1pf', '3aw0pf']

/** How much the page moved by itself while it loaded and was scrolled through, until the last picture was there. */
export const layoutShift = layoutShiftOver(0)

/** Readers are said to notice a tenth. */
export function layoutShiftOver(limit: number): Look {
  return (page) => page.evaluate(shifts, limit)
}

async function shifts(limit: number): Promise<string[]> {
  type Source = { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }
  type Shift = { value: number; hadRecentInput: boolean; sources: Source[] }
  const box = ({ x, y, width, height }: DOMRect) => `${width} × ${height} at ${x}, ${y}`
  const told = ({ node, previousRect, currentRect }: Source) =>
    `${box(previousRect)} → ${box(currentRect)}: ${(node instanceof Element ? node.outerHTML : node?.textContent)?.slice(0, 80)}`
  const shifts: string[] = []
  const add = (entries: PerformanceEntryList) => {
    for (const { value, hadRecentInput, sources } of entries as unknown as Shift[])
      if (!hadRecentInput && value > limit) shifts.push(`layout shift ${value.toFixed(4)}`, ...sources.map(told))
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

/** A figure that breaks reads as another one: 48 above 0,00, or −1 above 2°. */
export async function brokenFigures(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(':is(.money, .rates, .week) td:not(.named)')].flatMap((cell) => {
      const words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
      const broken: string[] = []
      while (words.nextNode()) {
        const text = words.currentNode as Text
        if (text.parentElement?.closest('.heard')) continue
        for (const { 0: figure, index } of text.data.matchAll(/[+−]?\d[\d\s]*(?:,\d+|°)/g)) {
          const range = document.createRange()
          range.setStart(text, index)
          range.setEnd(text, index + figure.length)
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
          if (lines.size > 1) broken.push(`broken: ${figure}`)
        }
      }
      return broken
    }),
  )
}

/**
 * The looks on a screen of another width, as when a reader turns the phone. Nothing is loaded for it. The screen stays turned, since drawing a
 * page once more for nobody takes a tenth of a second: what wants the reader's own screen looks before.
 */
export function at(width: number, ...looks: readonly Look[]): Look {
  return async (page) => {
    await turn(page, width)
    return inTurn(looks, page, `at ${width} px`)
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
export async function turn(page: Page, width: number): Promise<void> {
  const screen = page.viewportSize()
  if (screen?.width === width) return
  await page.setViewportSize({ height: 900, ...screen, width })
  await page.waitForFunction((width) => innerWidth === width, width)
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
