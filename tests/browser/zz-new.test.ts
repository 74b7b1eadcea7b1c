import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openReader, type Reader } from '../support/browser.js'
import { axeFaults, axeFaultsOfFrame, type Look, layoutShift, markupFaults, sidewaysScroll } from '../support/page-looks.js'
import { openSampleSite } from '../support/sample-site.js'
import type { TestSite } from '../support/test-site.js'
import { runBanners, whatPeopleWrite } from '../support/what-people-write.js'
import { row } from '../../src/platform/database.js'
let site: TestSite
let browser: Browser
let addresses: string[]
let frames: string[]
let story: string
beforeAll(async () => {
  site = await openSampleSite()
  const one = (l: string) => row<{ id: number; slug: string }>(site.kit.db, `select id, slug from articles where language = :l order by id limit 1`, { l })
  const ru = await one('ru'), kk = await one('kk')
  addresses = await whatPeopleWrite(site, { ru: ru!.id, kk: kk!.id })
  frames = await runBanners(site)
  story = `/news/${ru!.id}-${ru!.slug}`
  addresses.push('/', story, '/kk', '/kk/ads?q=' + encodeURIComponent('пішенді'), '/ads?category=services')
  browser = await openBrowser()
}, 120_000)
afterAll(async () => { await browser?.close(); await site?.close() })
async function lookAt(list: string[], reader: Reader, looks: readonly Look[], shots: string | null) {
  const { page, context, troubles } = await openReader(browser, site.address, reader)
  const found: Record<string, string[]> = {}
  for (const address of list) {
    await page.goto(site.address + address, { waitUntil: 'load' })
    const faults: string[] = []
    for (const look of looks) faults.push(...(await look(page)))
    faults.push(...troubles.splice(0))
    if (shots) await page.screenshot({ path: `/tmp/looks/ads-${shots}-${list.indexOf(address)}.png`, fullPage: true })
    if (faults.length) found[address] = faults
  }
  await context.close()
  return found
}
test('markup', { timeout: 100000, retry: 0 }, async () => {
  const found: Record<string, string[]> = {}
  for (const address of [...addresses, ...frames]) { const a = await site.ask(address); const f = await markupFaults(a.body); if (a.status !== 200) f.push(`status ${a.status}`); if (f.length) found[address] = f }
  console.log(addresses.map((a, i) => `${i} ${a}`).join('\n'))
  expect(found).toEqual({})
})
test('desk light', { timeout: 200000, retry: 0 }, async () => expect(await lookAt(addresses, { width: 1280, theme: 'light' }, [layoutShift, axeFaults], 'desk')).toEqual({}))
test('phone dark', { timeout: 200000, retry: 0 }, async () => expect(await lookAt(addresses, { width: 360, theme: 'dark' }, [layoutShift, sidewaysScroll, axeFaults], 'phone')).toEqual({}))
test('320 large', { timeout: 200000, retry: 0 }, async () => expect(await lookAt(addresses, { width: 320, display: '4an2pf' }, [sidewaysScroll], null)).toEqual({}))
test('lite', { timeout: 200000, retry: 0 }, async () => expect(await lookAt(addresses, { width: 360, display: '0an0pl' }, [layoutShift, sidewaysScroll, axeFaults], null)).toEqual({}))
test('frames', { timeout: 100000, retry: 0 }, async () => expect({ ...(await lookAt(frames, { width: 1280 }, [axeFaultsOfFrame], null)), ...(await lookAt(frames, { width: 360, theme: 'dark' }, [axeFaultsOfFrame], null)) }).toEqual({}))
