import type { Browser } from 'playwright-core'
import type { Language } from '../../src/language/language.js'
import { openBrowser, openReader, type Reader } from './browser.js'
import { type Look, turn } from './page-looks.js'
import { addressOfEveryTemplate, openSampleSite } from './sample-site.js'
import type { TestSite } from './test-site.js'
import { runBanners } from './what-people-write.js'

/** The sample site with banners, a browser, and the addresses of all its templates. */
export interface EveryPage {
  site: TestSite
  browser: Browser
  addresses: Record<Language, string[]>
  /** Of banners, which stand in all the others. */
  frames: string[]
  /** Opens each of them once as this reader and gathers what the looks find, by address. */
  lookAt(
    addresses: readonly string[],
    reader: Reader,
    looks: readonly Look[],
    /** Another line to the site than the straight one. */
    line?: string,
  ): Promise<Record<string, string[]>>
  close(): Promise<void>
}

export async function openEveryPage(): Promise<EveryPage> {
  const site = await openSampleSite()
  const every = await addressOfEveryTemplate(site)
  const frames = await runBanners(site)
  const browser = await openBrowser()
  const isKazakh = (address: string) => address.startsWith('/kk')
  return {
    site,
    browser,
    addresses: { ru: every.filter((each) => !isKazakh(each)), kk: every.filter(isKazakh) },
    frames,
    lookAt: async (addresses, reader, looks, line = site.address) => {
      const { page, context, troubles } = await openReader(browser, line, reader)
      const found: Record<string, string[]> = {}
      for (const address of addresses) {
        await turn(page, reader.width)
        await page.goto(line + address, { waitUntil: 'load' })
        const faults: string[] = []
        for (const look of looks) faults.push(...(await look(page)))
        // The 404 of the document itself is wanted.
        faults.push(...troubles.splice(0).filter((trouble) => !/status of 404/.test(trouble)))
        if (faults.length > 0) found[address] = faults
      }
      await context.close()
      return found
    },
    close: async () => {
      await browser.close()
      await site.close()
    },
  }
}
