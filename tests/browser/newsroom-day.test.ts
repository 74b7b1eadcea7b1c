import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstInvitation } from '../../src/features/accounts/joining.js'
import { doDueDeeds } from '../../src/features/articles/due-deeds.js'
import { type Language, localAddress } from '../../src/language/language.js'
import { say, type Texts } from '../../src/language/say.js'
import { rows } from '../../src/platform/database.js'
import { photo } from '../features/media/pictures.js'
import { openBrowser, openReader } from '../support/browser.js'
import { hire, testPassword } from '../support/staff.js'
import { openTestSite, type TestSite } from '../support/test-site.js'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
}, 120_000)
afterAll(() => browser?.close())

/** Somebody at a screen of their own, who presses what they read. */
interface Person {
  page: Page
  context: BrowserContext
  troubles: string[]
  open(path: string): Promise<void>
  press(kind: 'button' | 'link', name: string, within?: Locator): Promise<void>
}

async function comes(site: TestSite, language: Language, width: number): Promise<Person> {
  const locale = language === 'kk' ? 'kk-KZ' : 'ru-RU'
  const reader = await openReader(browser, site.address, { width, locale })
  const { page } = reader
  return {
    ...reader,
    open: async (path) => void (await page.goto(site.address + path)),
    press: async (kind, name, within) => {
      // What only a screen reader is told may follow, where the place says which one is meant.
      const one = within ? within.getByRole(kind, { name }) : page.getByRole(kind, { name, exact: true })
      await (width < 500 ? one.tap() : one.click())
    },
  }
}

const main = (page: Page) => page.locator('main')
const notice = (page: Page) => page.locator('.notice')

/** Says which part of the day failed. */
async function part(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Error) error.message = `${name}: ${error.message}`
    throw error
  }
}

async function join(person: Person, link: string, given: { name?: string; signIn: string }, texts: Texts) {
  const { page } = person
  await person.open(link)
  if (given.name) await page.fill('#name', given.name)
  await page.fill('#sign-in', given.signIn)
  await page.fill('#password', testPassword)
  await person.press('button', texts.newsroom.join.enter)
  await page.waitForURL(/\/newsroom\/?$/)
}

/** The chief makes a link in the list of colleagues; the colleague opens it. */
async function invite(site: TestSite, chief: Person, name: string, role: 'reporter' | 'editor', texts: Texts) {
  const { page } = chief
  await chief.open('/newsroom')
  await chief.press('link', texts.newsroom.menu.people, page.locator('nav.menu'))
  await page.fill('main #name', name)
  await page.check(`main [name=role][value=${role}]`)
  await chief.press('button', texts.newsroom.people.makeLink)
  return ((await page.locator('code.link').textContent()) ?? '').replace(site.kit.origin, '')
}

/** Takes a picture as a phone does: the button opens the phone's own choice, the server its library. */
async function addPicture(person: Person, alt: string, { editor }: Texts): Promise<void> {
  const { page } = person
  const chooser = page.waitForEvent('filechooser')
  const sent = page.waitForResponse((answer) => answer.request().method() === 'POST' && /media/.test(answer.url()))
  await person.press('button', editor.script.upload, page.locator('fieldset.cover'))
  const buffer = await photo(1000, 700)
  await (await chooser).setFiles({ name: 'IMG_0042.jpg', mimeType: 'image/jpeg', buffer })
  expect(new URL((await sent).url()).pathname).toBe('/newsroom/media')
  await page.waitForSelector('fieldset.cover img')
  await page.fill('#coverAlt', alt)
  await page.fill('#coverCredit', 'Дәурен')
}

async function write(person: Person, story: { title: string; lead: string; text: string }): Promise<void> {
  const { page } = person
  await page.waitForSelector('.ProseMirror')
  await page.fill('#title', story.title)
  await page.fill('#lead', story.lead)
  await page.locator('.ProseMirror').pressSequentially(story.text)
}

/** The headline on the front page leads to the story with its picture. */
async function readsFromTheFront(reader: Person, language: Language, title: string): Promise<void> {
  const { page } = reader
  await reader.open(localAddress(language, '/'))
  await page.locator('main a', { hasText: title }).first().click()
  await page.locator('h1', { hasText: title }).waitFor()
  const img = page.locator('article img').first()
  await img.evaluate((each: HTMLImageElement) => each.decode())
  expect(await img.evaluate((each: HTMLImageElement) => each.naturalWidth)).toBeGreaterThan(0)
}

const stories = {
  ru: {
    title: 'Мост через Ульбу открыли для автобусов',
    lead: 'Движение пустили во вторник утром.',
    text: 'Первым прошёл автобус № 12.',
    alt: 'Автобус на мосту',
    right: 'Движение пустили в среду утром.',
    correction: 'Мост открыли в среду, а не во вторник.',
    reason: 'Проверяем сведения о мосте',
  },
  kk: {
    title: 'Үлбі көпірімен автобустар жүре бастады',
    lead: 'Қозғалыс сейсенбі күні таңертең ашылды.',
    text: 'Бірінші болып № 12 автобус өтті.',
    alt: 'Көпірдегі автобус',
    right: 'Қозғалыс сәрсенбі күні таңертең ашылды.',
    correction: 'Көпір сейсенбіде емес, сәрсенбіде ашылды.',
    reason: 'Көпір туралы мәліметті тексеріп жатырмыз',
  },
} as const

describe('a day in the newsroom', () => {
  // One test each, so that a second try begins with a new newsroom.
  test.each([
    ['ru', 360],
    ['kk', 1280],
  ] as const)(
    'is played from the first account to a story that came back, in %s at %d px',
    async (language, width) => {
      const site = await openTestSite()
      const texts = say(language)
      const { publishing, desk } = texts.newsroom
      const story = stories[language]
      const chief = await comes(site, language, width)
      const reporter = await comes(site, language, width)
      const editor = await comes(site, language, width)
      const reader = await comes(site, language, width)
      let publication = ''

      await part('the first account comes from a link that works once', async () => {
        const link = (await firstInvitation(site.kit)) ?? ''
        await join(chief, link, { name: 'Сауле', signIn: 'saule' }, texts)
        await main(chief.page).getByText(desk.empty.draft).waitFor()
        expect((await site.ask(link)).status).toBe(410)
      })

      await part('a reporter and an editor come by links', async () => {
        for (const [person, name, role] of [
          [reporter, 'Дәурен', 'reporter'],
          [editor, 'Айгүл', 'editor'],
        ] as const)
          await join(person, await invite(site, chief, name, role, texts), { signIn: role }, texts)
      })

      await part('the reporter writes with a picture and hands in', async () => {
        const { page } = reporter
        await reporter.press('link', desk.write)
        await reporter.press('button', texts.editor.newIn[language])
        await write(reporter, story)
        await addPicture(reporter, story.alt, texts)
        await reporter.press('link', texts.editor.publishing)
        await page.waitForURL(/\/publication$/)
        publication = new URL(page.url()).pathname
        expect(await page.locator('.checks .fault').count()).toBe(0)
        await reporter.press('button', publishing.review.handIn)
        await notice(page).getByText(publishing.done.handedIn).waitFor()
      })

      await part('the editor finds it waiting and gives it an hour', async () => {
        const { page } = editor
        await editor.open('/newsroom')
        await editor.press('link', desk.waiting.review(1))
        await editor.press('link', desk.publishing, page.locator('table.desk tr', { hasText: story.title }))
        await page.fill('#at', '2026-11-24T13:00')
        await editor.press('button', publishing.schedule.set)
        await notice(page).waitFor()
        expect((await site.ask(localAddress(language, '/'))).body).not.toContain(story.title)
      })

      await part('at that hour readers see it', async () => {
        site.kit.clock.set('2026-11-24T13:00:01+05:00')
        await doDueDeeds(site.kit)
        await readsFromTheFront(reader, language, story.title)
        expect(await reader.page.locator('#corrections').count()).toBe(0)
      })

      await part('the editor corrects it with a public note', async () => {
        const { page } = editor
        await editor.open(publication.replace('/publication', ''))
        await page.waitForSelector('.ProseMirror')
        await page.fill('#lead', story.right)
        await editor.press('link', texts.editor.publishing)
        await page.waitForURL(/\/publication$/)
        await page.fill('#correction', story.correction)
        await editor.press('button', publishing.correction.add)
        await notice(page).getByText(publishing.done.corrected).waitFor()
        await reader.page.reload()
        await reader.page.getByText(story.right).first().waitFor()
        await reader.page.locator('#corrections').getByText(story.correction).waitFor()
        const list = await site.ask(localAddress(language, '/corrections'))
        expect(list.body).toContain(story.correction)
      })

      await part('the editor takes it from the site, and readers are told why', async () => {
        const { page } = editor
        await page.fill('#reason', story.reason)
        await editor.press('button', publishing.withdrawal.set)
        await notice(page).getByText(publishing.done.withdrawn).waitFor()
        expect((await reader.page.reload())?.status()).toBe(410)
        await reader.page.getByText(story.reason).waitFor()
        expect((await site.ask(localAddress(language, '/'))).body).not.toContain(story.title)
      })

      await part('the editor brings it back', async () => {
        await editor.press('button', publishing.restore)
        await notice(editor.page).getByText(publishing.done.restored).waitFor()
        await readsFromTheFront(reader, language, story.title)
      })

      await part('the audit has all of it, and no page had trouble', async () => {
        const deeds = await rows<{ deed: string; account_name: string }>(
          site.kit.db,
          `select deed, account_name from audit where subject like 'article:%' order by id`,
        )
        expect(deeds.map(({ deed }) => deed.replace('article.', ''))).toEqual([
          'begin',
          'hand-in',
          'schedule',
          'publish',
          'correct',
          'withdraw',
          'restore',
        ])
        const troubles = [chief, reporter, editor, reader].flatMap((person) => person.troubles)
        // The browser notes the answer 410 of the document itself.
        expect(troubles.filter((trouble) => !/status of 410/.test(trouble))).toEqual([])
      })

      for (const person of [chief, reporter, editor, reader]) await person.context.close()
      await site.close()
    },
    120_000,
  )
})

test('a chief alone brings a story with a picture from the door to readers with at most eight taps', async () => {
  const site = await openTestSite()
  await hire(site.kit, 'chief')
  const texts = say('ru')
  const chief = await comes(site, 'ru', 360)
  const { page } = chief
  let taps = 0
  await page.exposeFunction('tapped', () => {
    taps += 1
  })
  // Every tap that is none into a field to type there; the keyboard's are typing too.
  await page.addInitScript(() =>
    document.addEventListener(
      'click',
      (event) => {
        if (!event.isTrusted) return
        const isTyping = (event.target as Element).closest(
          'input:not([type=checkbox], [type=radio], [type=file]), textarea, [contenteditable=true]',
        )
        if (!isTyping) (globalThis as unknown as { tapped(): void }).tapped()
      },
      { capture: true },
    ),
  )
  await chief.open('/newsroom/sign-in')
  await page.fill('[name=signIn]', 'chief')
  await page.fill('[name=password]', testPassword)
  await chief.press('button', texts.newsroom.signIn.enter)
  await chief.press('link', texts.newsroom.desk.write)
  await chief.press('button', texts.editor.newIn.ru)
  await write(chief, stories.ru)
  await addPicture(chief, stories.ru.alt, texts)
  // The picture itself is touched in the phone's own choice, which no page sees.
  taps += 1
  await chief.press('link', texts.editor.publishing)
  await chief.press('button', texts.newsroom.publishing.now.first)
  await notice(page).getByText(texts.newsroom.publishing.done.published).waitFor()
  expect(taps).toBeGreaterThan(4)
  expect(taps).toBeLessThanOrEqual(8)
  await readsFromTheFront(await comes(site, 'ru', 360), 'ru', stories.ru.title)
  await site.close()
}, 120_000)
