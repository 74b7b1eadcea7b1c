import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findManuscript } from '../../src/features/articles/manuscript-store.js'
import { folders } from '../../src/folders.js'
import { openBrowser, openReader } from '../support/browser.js'
import { type Colleague, hire, signedIn, testPassword } from '../support/staff.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { sendFiles } from '../support/upload.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let browser: Browser
let other: Colleague
beforeAll(async () => {
  site = await openTestSite()
  await hire(site.kit, 'editor', { name: 'Айгүл' })
  other = await signedIn(site, 'editor', { signIn: 'second', name: 'Марат' })
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await site.close()
})

interface Desk {
  page: Page
  context: BrowserContext
  troubles: string[]
}

async function atDesk(width = 1280): Promise<Desk> {
  const desk = await openReader(browser, site.address, { width })
  await desk.page.goto(`${site.address}/newsroom/sign-in`)
  await desk.page.fill('[name=signIn]', 'editor')
  await desk.page.fill('[name=password]', testPassword)
  await desk.page.click('main form button')
  await desk.page.waitForURL(/\/newsroom\/?$/)
  return desk
}

async function begin(page: Page): Promise<string> {
  await page.goto(`${site.address}/newsroom/articles/new`)
  await page.click('main form button')
  await page.waitForSelector('.ProseMirror')
  return page.url()
}

const idOf = (address: string) => Number(/articles\/(\d+)/.exec(address)?.[1])
const stored = async (address: string) => (await findManuscript(site.kit.db, idOf(address)))?.content
const saved = (page: Page) =>
  page.waitForFunction(() => document.querySelector('[data-part=saving]')?.textContent?.startsWith('Сохранено'))

/** Somebody else saves over the newest version. */
async function elsewhere(address: string, fields: Record<string, string>): Promise<void> {
  const version = (await findManuscript(site.kit.db, idOf(address)))?.version
  const answer = await other.ask(new URL(address).pathname, {
    method: 'POST',
    body: JSON.stringify({ beganFrom: version, ...fields }),
    headers: { 'content-type': 'application/json', accept: 'application/json', 'sec-fetch-site': 'same-origin' },
  })
  expect(answer.status).toBe(200)
}

test('the editor’s script is at most 150 KB compressed', () => {
  const script = readFileSync(join(folders.public, 'built/editor.js'))
  expect(gzipSync(script, { level: 9 }).length).toBeLessThan(150_000)
})

describe('a story on a phone', () => {
  test('is written with headings, lists, a quote and a film, saved by itself, and fits 360 px', async () => {
    const { page, context, troubles } = await atDesk(360)
    const address = await begin(page)
    await page.fill('#title', 'Мост через Үлбі открыт')
    await page.click('.ProseMirror')
    await page.keyboard.type('Поехали автобусы 🚌')
    await page.keyboard.press('Enter')
    await page.keyboard.type('## Как это было')
    await page.keyboard.press('Enter')
    await page.keyboard.type('- раз')
    await page.keyboard.press('Enter')
    await page.keyboard.type('два')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.click('button[aria-label="Видео или пост"]')
    await page.fill('.panel input', 'https://evil.example/film')
    await page.keyboard.press('Enter')
    expect(await page.locator('.panel .fault').textContent()).toContain('YouTube')
    await page.fill('.panel input', 'https://youtu.be/abcdefghijk')
    await page.keyboard.press('Enter')
    await saved(page)
    const content = await stored(address)
    expect(content?.title).toBe('Мост через Үлбі открыт')
    expect(content?.body).toContain(
      '<p>Поехали автобусы 🚌</p><h2>Как это было</h2><ul><li><p>раз</p></li><li><p>два</p></li></ul>',
    )
    expect(content?.body).toContain('<figure data-kind="embed"><a href="https://www.youtube.com/watch?v=abcdefghijk"')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    expect(troubles).toEqual([])
    await context.close()
  })

  test('what Word, a web page and a messenger put around pasted words does not stay', async () => {
    const { page, context } = await atDesk(360)
    const address = await begin(page)
    const paste = (html: string) =>
      page.evaluate((html) => {
        const data = new DataTransfer()
        data.setData('text/html', html)
        document
          .querySelector('.ProseMirror')
          ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
      }, html)
    await page.click('.ProseMirror')
    await paste(
      '<!--StartFragment--><style>p{}</style><p class="MsoNormal"><b style="font-weight:normal"><span style="font-weight:700">Важно</span>: <o:p>да</o:p></b></p>' +
        '<p class="MsoListParagraph" style="mso-list:l0 level1">·<span>   </span>первое</p><p class="MsoListParagraph" style="mso-list:l0 level1">·<span>   </span>второе</p>' +
        '<p><a href="https://a.example/x?utm_source=tg&amp;id=1">ссылка</a> <a href="javascript:alert(1)">зло</a> <a href="data:text/html,x">данные</a><img src="data:image/png;base64,AA"></p><script>x</script><!--EndFragment-->',
    )
    await saved(page)
    expect((await stored(address))?.body).toBe(
      '<p><strong>Важно</strong>: да</p><ul><li><p>первое</p></li><li><p>второе</p></li></ul>' +
        '<p><a href="https://a.example/x?id=1" rel="noopener">ссылка</a> зло данные</p>',
    )
    await context.close()
  })
})

describe('no word is lost', () => {
  test('when the tab dies: what the server does not have is offered again, with a comparison', async () => {
    const { page, context } = await atDesk()
    const address = await begin(page)
    await page.fill('#lead', 'Сохранённое')
    await saved(page)
    await page.fill('#lead', 'Несохранённое')
    await page.waitForFunction(() => Object.values(localStorage).some((entry) => entry.includes('Несохранённое')))
    // A tab that is merely closed still sends what it holds: this one has no moment left for it.
    const crashed = page.waitForEvent('crash')
    void (await context.newCDPSession(page)).send('Page.crash').catch(() => {})
    await crashed
    const next = await context.newPage()
    await next.goto(address)
    await next.waitForSelector('.found ins')
    expect([await next.locator('.found del').textContent(), await next.locator('.found ins').textContent()]).toEqual([
      'Сохранённое',
      'Несохранённое',
    ])
    await next.click('.found button.main')
    await saved(next)
    expect((await stored(address))?.lead).toBe('Несохранённое')
    await context.close()
  })

  test('when the network goes: it says so, and sends everything once it is back', async () => {
    const { page, context } = await atDesk()
    const address = await begin(page)
    await context.setOffline(true)
    await page.click('.ProseMirror')
    await page.keyboard.type('В дороге')
    await page.waitForFunction(() => document.querySelector('[data-part=saving]')?.textContent?.startsWith('Нет связи'))
    await context.setOffline(false)
    await saved(page)
    expect((await stored(address))?.body).toBe('<p>В дороге</p>')
    await context.close()
  })

  test('when somebody else saved meanwhile: both texts are shown, and fields that only one changed are united', async () => {
    const { page, context } = await atDesk()
    const address = await begin(page)
    await elsewhere(address, { title: 'Заголовок Марата' })
    await page.fill('#lead', 'Лид Айгүл')
    await page.waitForSelector('.conflict ins')
    expect((await stored(address))?.lead).toBe('')
    expect(await page.locator('.conflict').textContent()).toContain('Марат')
    await page.click('.conflict button.main')
    await saved(page)
    expect(await stored(address)).toMatchObject({ title: 'Заголовок Марата', lead: 'Лид Айгүл' })

    await elsewhere(address, { title: 'Второй заголовок Марата' })
    await page.fill('#title', 'Заголовок Айгүл')
    await page.waitForSelector('.conflict ins')
    expect(await page.locator('.conflict button').count()).toBe(2)
    expect((await stored(address))?.title).toBe('Второй заголовок Марата')
    await page.click('.conflict button:nth-of-type(1)')
    await saved(page)
    expect((await stored(address))?.title).toBe('Заголовок Айгүл')
    await context.close()
  })

  test('in two tabs of one editor: the second only reads until it is told to write', async () => {
    const { page, context } = await atDesk()
    const address = await begin(page)
    await page.waitForFunction(() => !document.querySelector('form.editor')?.hasAttribute('inert'))
    const second = await context.newPage()
    await second.goto(address)
    await second.waitForSelector('form.editor[inert]')
    expect(await second.locator('.presence').textContent()).toContain('в другой вкладке')
    await second.click('.presence button')
    await second.waitForSelector('form.editor:not([inert])')
    await second.fill('#title', 'Из второй вкладки')
    await saved(second)
    expect((await stored(address))?.title).toBe('Из второй вкладки')
    await context.close()
  })

  test('of who took a picture: it comes with it from the library, is mended under it, undone like any word and stored', async () => {
    const bytes = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#357' } })
      .jpeg()
      .toBuffer()
    const uploaded = await sendFiles(other, [{ name: 'bridge.jpg', bytes }])
    const { id } = JSON.parse(uploaded.body).files[0].picture
    await other.send(`/newsroom/media/${id}`, { altRu: 'Мост', captionRu: 'Утро', credit: 'Марат' })
    const { page, context, troubles } = await atDesk(360)
    const address = await begin(page)
    await page.click('.ProseMirror')
    await page.getByRole('button', { name: 'Снимок', exact: true }).click()
    await page.locator('.choices button').first().click()
    const credit = page.locator('.figure-words').getByLabel('Автор снимка')
    expect(await credit.inputValue()).toBe('Марат')
    await credit.fill('Марат <«Риддер» & Ко>')
    await saved(page)
    const figure = /<figcaption>Утро <small data-kind="credit">Марат &lt;«Риддер» &amp; Ко&gt;<\/small><\/figcaption>/
    expect((await stored(address))?.body).toMatch(figure)
    await page.reload()
    await page.waitForSelector('.ProseMirror figure')
    expect(await credit.inputValue()).toBe('Марат <«Риддер» & Ко>')
    expect(await page.locator('.ProseMirror figcaption').textContent()).toBe('Утро')
    await credit.fill('')
    await page.waitForFunction(() => document.querySelector('[data-part=saving]')?.textContent !== '')
    await saved(page)
    expect((await stored(address))?.body).toContain('<figcaption>Утро</figcaption>')
    await page.getByRole('button', { name: 'Отменить', exact: true }).click()
    expect(await credit.inputValue()).not.toBe('')
    expect(troubles).toEqual([])
    await context.close()
  })

  test('when a story is opened that holds what the toolbar does not offer: its text stays as it was, to the letter', async () => {
    const body =
      '<dl><dt>Слово</dt><dd><p>смысл</p></dd></dl><p>H<sub>2</sub>O <q>так</q> <time datetime="2026">год</time></p>' +
      '<details><summary>Ещё</summary><p>текст</p></details><table><caption>Таблица</caption><tbody><tr><th scope="row">а</th><td>б</td></tr></tbody></table>'
    const { id } = await writeArticle(site.kit, { body })
    const { page, context } = await atDesk()
    await page.goto(`${site.address}/newsroom/articles/${id}`)
    await page.waitForSelector('.toolbar, .field .warning')
    await page.fill('#lead', 'Новый лид')
    await saved(page)
    expect((await findManuscript(site.kit.db, id))?.content).toMatchObject({ lead: 'Новый лид', body })
    await context.close()
  })
})
