import type { Page } from 'playwright-core'
import { axeAddress } from './axe-beside.js'

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

async function bringAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in globalThis)) return
  await page.addScriptTag({ url: axeAddress })
}

async function axeFinds(page: Page, options: object): Promise<string[]> {
  await bringAxe(page)
  const known = blocksWithoutFault.get(page) ?? new Set()
  blocksWithoutFault.set(page, known)
  const { faults, looked } = await page.evaluate(
    async ({ options, known, repeated }) => {
      // The floating way back to the top may lie over a link until the reader scrolls on; axe sees one moment only.
      document.querySelector('.rail')?.remove()
      const keyOf = async (block: Element) => {
        const { documentElement, body } = document
        const where = [
          innerWidth,
          matchMedia('(prefers-color-scheme: dark)').matches,
          documentElement.className,
          body.className,
        ]
        // Where a link leads and what a form hides is nothing to axe.
        const html = block.outerHTML.replace(/ href="[^"]*"/g, ' href').replace(/<input type="hidden"[^>]*>/g, '')
        const text = new TextEncoder().encode(JSON.stringify([options, ...where, block.parentElement?.className, html]))
        return [...new Uint8Array(await crypto.subtle.digest('SHA-1', text))].join()
      }
      const looked: string[] = []
      const exclude: Element[] = []
      for (const block of document.querySelectorAll(repeated)) {
        const key = await keyOf(block)
        if (known.includes(key)) exclude.push(block)
        else looked.push(key)
      }
      type Result = { violations: { id: string; nodes: { html: string }[] }[] }
      const { axe } = globalThis as unknown as { axe: { run(context: object, options: object): Promise<Result> } }
      // Frames are looked at by themselves.
      const how = { ...options, iframes: false, resultTypes: ['violations'] }
      const { violations } = await axe.run(exclude.length > 0 ? { exclude } : document, how)
      const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
      return { faults, looked }
    },
    { options, known: [...known], repeated },
  )
  if (faults.length === 0) for (const key of looked) known.add(key)
  return faults
}

/**
 * Blocks that stand on every page: of the masthead, the footer, the sidebar, the newsroom's bar and menu. Where a page has one letter for
 * letter as another page had it, in the same display and on the same screen, it is not looked at again: it is half of most pages. What
 * is around them is always looked at, so that a second masthead would be seen.
 */
const repeated = ['.head > *', '.foot > .page > *', '.side > *', '.bar > *', '.menu > *', '#keys'].join()
const blocksWithoutFault = new WeakMap<Page, Set<string>>()
