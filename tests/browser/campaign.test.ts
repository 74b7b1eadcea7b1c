import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renewAds } from '../../src/features/ads/ad-clock.js'
import { addCampaign, addCreative, setCampaignState } from '../../src/features/ads/campaign-store.js'
import { openBrowser, openReader } from '../support/browser.js'
import { hire, testPassword } from '../support/staff.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let browser: Browser
let story: string
/** The advertiser's own site, which is told by whom a visitor was sent and nothing else. */
let bakery: Server
let target: string
const referrers: (string | undefined)[] = []
/** Whatever else was asked for there. */
const stolen: string[] = []
beforeAll(async () => {
  site = await openTestSite()
  const { id, slug } = await writeArticle(site.kit)
  story = `/news/${id}-${slug}`
  await hire(site.kit, 'advertising')
  bakery = createServer((req, res) => {
    if (req.url === '/autumn') referrers.push(req.headers.referer)
    else if (req.url !== '/favicon.ico') stolen.push(`${req.method} ${req.url}`)
    res.setHeader('content-type', 'text/html').end('<!doctype html><title>Bakery</title>')
  })
  await new Promise<void>((resolve) => bakery.listen(0, '127.0.0.1', resolve))
  target = `http://127.0.0.1:${(bakery.address() as AddressInfo).port}/autumn`
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await site?.close()
  bakery?.close()
})

async function drawing(width: number, height: number) {
  const buffer = await sharp({ create: { width, height, channels: 3, background: '#8a4b1f' } })
    .png()
    .toBuffer()
  return { name: `banner-${width}.png`, mimeType: 'image/png', buffer }
}

/** Tries whatever leads out of a frame, and says that it ran. */
const escapist = (outside: string) => `<p>Нан</p><a id="out" href="${outside}" target="_top">out</a>
<form id="form" action="${outside}" target="_top" method="post"></form>
<meta http-equiv="refresh" content="4;url=${outside}">
<script>
  const tries = [
    () => { top.location = '${outside}' },
    () => { parent.location.replace('${outside}') },
    () => { top.document.title = 'taken' },
    () => { parent.document.body.remove() },
    () => { open('${outside}') },
    () => { document.cookie = 'display=4dn2pf' },
    () => { localStorage.setItem('taken', 'yes') },
    () => { navigator.sendBeacon('/place/seen', 'x') },
    () => { fetch('${outside}', { mode: 'no-cors' }).catch(() => {}) },
    () => { new Image().src = '${outside}' },
    () => { document.getElementById('out').click() },
    () => { document.getElementById('form').submit() },
    () => { alert('taken') },
  ]
  for (const each of tries) try { each() } catch {}
  document.querySelector('p').textContent = 'tried ' + tries.length
  setTimeout(() => { location = '${outside}' }, 5000)
</script>`

const bannerOf = (page: Page) => page.frameLocator('.side .ad iframe')

test('a partner’s campaign is made with its banner, shown, seen, clicked, counted and reported', {
  timeout: 120_000,
}, async () => {
  const desk = await openReader(browser, site.address, { width: 1280 })
  const { page } = desk
  await page.goto(`${site.address}/newsroom/campaigns`)
  await page.locator('input[name=signIn]').fill('advertising')
  await page.locator('input[name=password]').fill(testPassword)
  await page.locator('main button[type=submit]').click()
  await page.getByRole('link', { name: 'Новая кампания' }).click()
  await page.getByLabel('Рекламодатель', { exact: true }).fill('Пекарня на набережной')
  await page.getByLabel('Название кампании').fill('Осенняя выпечка')
  await page.getByLabel('Показов по договору').fill('1000')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByRole('status').waitFor()
  await page.getByLabel('Место', { exact: true }).selectOption('side')
  await page.getByLabel('Куда ведёт').fill(target)
  await page.getByLabel('Что на баннере, по-русски').fill('Хлеб по утрам')
  await page.getByLabel('Картинка баннера').setInputFiles(await drawing(301, 250))
  await page.getByRole('button', { name: 'Добавить баннер' }).click()
  expect(await page.getByRole('alert').textContent()).toBe('Картинка 301 × 250, а нужна 300 × 250 или 600 × 500.')
  await page.getByLabel('Картинка баннера').setInputFiles(await drawing(600, 500))
  await page.getByRole('button', { name: 'Добавить баннер' }).click()
  await page.getByRole('status').waitFor()
  expect(await page.getByRole('img', { name: 'Хлеб по утрам' }).count()).toBe(1)
  await page.getByRole('button', { name: 'Запустить' }).click()
  await page.locator('.chip', { hasText: 'идёт' }).waitFor()
  await site.kit.ads?.refresh()
  await renewAds(site.kit)

  const reader = await openReader(browser, site.address, { width: 1280 })
  const isSeen = reader.page.waitForResponse((answer) => answer.url().endsWith('/place/seen'))
  await reader.page.goto(site.address + story)
  expect(await reader.page.locator('.side .ad p').textContent()).toBe('Реклама · Жарнама')
  await reader.page.locator('.side .ad').scrollIntoViewIfNeeded()
  const banner = bannerOf(reader.page).getByRole('img', { name: 'Хлеб по утрам' })
  await banner.waitFor()
  expect(
    await banner.evaluate((img: HTMLImageElement) => [img.clientWidth, img.clientHeight, img.naturalWidth]),
  ).toEqual([300, 250, 600])
  expect((await isSeen).status()).toBe(204)
  const popup = reader.context.waitForEvent('page')
  await bannerOf(reader.page).getByRole('link').first().click()
  const opened = await popup
  await opened.waitForURL(target)
  expect(referrers.at(-1)).toBe(`${site.address}/`)

  // Somebody without JavaScript sees it too: a showing, though nobody can tell for how long.
  const plain = await openReader(browser, site.address, {
    width: 1280,
    javaScript: false,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  })
  await plain.page.goto(site.address + story)
  await plain.page.locator('.side .ad').scrollIntoViewIfNeeded()
  await bannerOf(plain.page).getByRole('img', { name: 'Хлеб по утрам' }).waitFor()
  const robot = await openReader(browser, site.address, { width: 1280, userAgent: 'Googlebot/2.1' })
  await robot.page.goto(site.address + story)
  await robot.page.locator('.side .ad').scrollIntoViewIfNeeded()
  await bannerOf(robot.page).getByRole('img', { name: 'Хлеб по утрам' }).waitFor()

  await site.kit.ads?.flush()
  const link = await page.locator('a[href*="/ad-report/"]').getAttribute('href')
  const report = site.address + new URL(link ?? '').pathname
  const advertiser = await openReader(browser, site.address, { width: 360 })
  await advertiser.page.goto(report)
  expect(await advertiser.page.locator('dd').allTextContents()).toEqual([
    expect.stringMatching(/^2\s+из 1\s000/),
    '1',
    '1',
    '50\u00a0%',
  ])
  expect(await advertiser.page.locator('tfoot td').allTextContents()).toEqual(['2', '1', '1', '3', '1'])
  expect(await advertiser.page.locator('main').textContent()).toMatch(/Показы: роботы — 1/i)
  const csv = advertiser.page.waitForEvent('download')
  await advertiser.page.locator('a[href$="/table.csv"]').click()
  const file = (await csv).createReadStream()
  let table = ''
  for await (const chunk of await file) table += chunk
  expect(
    table
      .replace(/^\ufeff/, '')
      .trim()
      .split('\r\n'),
  ).toEqual(['day,shown,viewable,clicks,raw_shown,raw_clicks', expect.stringMatching(/^\d{4}-\d\d-\d\d,2,1,1,3,1$/)])
  await advertiser.page.emulateMedia({ media: 'print' })
  expect(await advertiser.page.locator('table').isVisible()).toBe(true)
  expect(await advertiser.page.locator('.ways').isVisible()).toBe(false)

  // The refusal above is wanted.
  const troubles = [desk, reader, plain, advertiser].flatMap((each) => each.troubles)
  expect(troubles.filter((each) => !each.includes('status of 422'))).toEqual([])
  await Promise.all([desk, reader, plain, robot, advertiser].map(({ context }) => context.close()))
})

test('an advertiser’s document runs in its frame, cannot leave it by any way, and the click on it is still ours', {
  timeout: 60_000,
}, async () => {
  const outside = target.replace('autumn', 'stolen')
  const { kit } = site
  const id = await addCampaign(kit.db, {
    ...{ advertiser: 'Чужой', bin: '', name: 'Побег', isHouse: false, hours: null, language: null, device: null },
    ...{
      startsAt: new Date(kit.clock.now().getTime() - 60_000),
      endsAt: new Date(kit.clock.now().getTime() + 3_600_000),
    },
    ...{ sectionIds: [], regions: [], weight: 10, planned: null, capPerReader: null },
  })
  await addCreative(kit.db, id, {
    ...{ placement: 'story', pictureId: null, html: escapist(outside), altRu: 'Нан', altKk: '', target },
  })
  await setCampaignState(kit.db, id, 'live')
  await kit.ads?.refresh()
  await renewAds(kit)
  const { page, context } = await openReader(browser, site.address, { width: 1280 })
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await page.goto(site.address + story)
  const title = await page.title()
  const cookies = await context.cookies()
  await page.locator('.ad-story').scrollIntoViewIfNeeded()
  const frame = page.frameLocator('.ad-story iframe')
  await frame.frameLocator('iframe').getByText('tried 13').waitFor()
  // As long as its slower tries take.
  await page.waitForTimeout(6000)
  expect(stolen).toEqual([])
  expect([page.url(), await page.title()]).toEqual([site.address + story, title])
  expect(context.pages()).toHaveLength(1)
  expect(dialogs).toEqual([])
  expect(await context.cookies()).toEqual(cookies)
  expect(await page.evaluate(() => localStorage.getItem('taken'))).toBeNull()
  const popup = context.waitForEvent('page')
  await frame.getByRole('link', { name: 'Нан' }).click()
  await (await popup).waitForURL(target)
  await context.close()
})
