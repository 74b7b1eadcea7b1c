import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, openReader, type Reader } from '../support/browser.js'
import {
  axeFaults,
  axeFaultsOfFrame,
  contrastFaults,
  type Look,
  layoutShift,
  markupFaults,
  sidewaysScroll,
} from '../support/page-looks.js'
import { addressOfEveryTemplate, openSampleSite } from '../support/sample-site.js'
import type { TestSite } from '../support/test-site.js'
import { runBanners } from '../support/what-people-write.js'

const slowly = { timeout: 240_000 }

let site: TestSite
let browser: Browser
let addresses: string[]
/** Of banners, which stand in all the others. */
let frames: string[]
beforeAll(async () => {
  site = await openSampleSite()
  addresses = await addressOfEveryTemplate(site)
  frames = await runBanners(site)
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await site.close()
})

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

describe('every template in both languages', () => {
  test('is valid HTML', async () => {
    const found: Record<string, string[]> = {}
    for (const address of [...addresses, ...frames]) {
      const { body } = await site.ask(address)
      const faults = await markupFaults(body)
      if (faults.length > 0) found[address] = faults
    }
    expect(found).toEqual({})
  })

  test('is without a fault at 320 px with letters of 200 % and the widest spacing', slowly, async () => {
    expect(await lookAt(addresses, { width: 320, display: '4an2pf' }, [sidewaysScroll])).toEqual({})
  })
})

describe('a banner', () => {
  test.each<[string, Reader]>([
    ['on a desk, light', { width: 1280, theme: 'light' }],
    ['on a phone, dark', { width: 360, theme: 'dark' }],
  ])('is without a fault in its own frame %s', slowly, async (_, reader) => {
    expect(await lookAt(frames, reader, [axeFaultsOfFrame])).toEqual({})
  })
})

// Movement is looked at first: what axe does to a page may move it.
describe('every template in Russian', () => {
  test.each<[string, Reader, readonly Look[]]>([
    ['on a desk, light', { width: 1280, theme: 'light' }, [layoutShift, axeFaults]],
    ['on a phone, light', { width: 360, theme: 'light' }, [layoutShift, sidewaysScroll]],
  ])('is without a fault %s', slowly, async (_, reader, looks) => {
    expect(await lookAt(inLanguage('ru'), reader, looks)).toEqual({})
  })
})

// Kazakh words are longer, so they are the harder case.
describe('every template in Kazakh', () => {
  test.each<[string, Reader, readonly Look[]]>([
    ['on a desk, dark', { width: 1280, theme: 'dark' }, [layoutShift, contrastFaults]],
    ['on a phone, dark', { width: 360, theme: 'dark' }, [layoutShift, sidewaysScroll, axeFaults]],
    ['at 768 px', { width: 768 }, [layoutShift, sidewaysScroll]],
    ['for the visually impaired, white on black', { width: 1280, display: '2ab1pf' }, [contrastFaults]],
    [
      'for the visually impaired, blue, without pictures',
      { width: 360, display: '1as1xf' },
      [sidewaysScroll, axeFaults],
    ],
    ['for the visually impaired, black on white', { width: 360, display: '3aw0pf' }, [sidewaysScroll, contrastFaults]],
    ['in the lite version', { width: 360, display: '0an0pl' }, [layoutShift, sidewaysScroll, axeFaults]],
  ])('is without a fault %s', slowly, async (_, reader, looks) => {
    expect(await lookAt(inLanguage('kk'), reader, looks)).toEqual({})
  })
})

function inLanguage(language: 'ru' | 'kk'): string[] {
  return addresses.filter((address) => address.startsWith('/kk') === (language === 'kk'))
}
