import { rm } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser } from '../tests/support/browser.js'
import { emptyFolder, type Program, startProgram } from '../tests/support/program.js'

/**
 * Kills the tab, the server (kill -9) and the network at random moments while somebody types, and measures how many seconds of typing are
 * gone afterwards: `npm run bench:words -- 50`. Five seconds may be; more ends with 1. Takes minutes, so it is no row of `npm run bench`.
 */
const rounds = Number(process.argv[2] ?? 50)
const port = 20_000 + Math.floor(Math.random() * 20_000)
const site = `http://127.0.0.1:${port}`
const folder = await emptyFolder()
const environment = { DATA_FOLDER: folder, PORT: String(port), SITE_ADDRESS: site, SAMPLE_NEWS: 'off' }
const patience = 90_000

let program: Program = startProgram(environment)
await program.ready
const browser = await openBrowser()
const context: BrowserContext = await browser.newContext()
context.setDefaultTimeout(patience)
let page: Page = await context.newPage()
await page.goto(`${site}${/\/newsroom\/join\/\S+/.exec(program.output())?.[0]}`)
await page.fill('[name=name]', 'Айгүл')
await page.fill('[name=signIn]', 'aigul')
await page.fill('[name=password]', 'лодка плывёт по озеру')
await page.click('main form button')
await page.goto(`${site}/newsroom/articles/new`)
await page.click('main form button')
await page.waitForSelector('.ProseMirror')
const address = page.url()

/** Every letter typed, and when; spaces do not count. */
const typed: { letter: string; at: number }[] = []
let word = 0

async function type(seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000
  while (Date.now() < until) {
    word += 1
    for (const letter of `слово${word}`) {
      await page.keyboard.type(letter)
      typed.push({ letter, at: Date.now() })
    }
    await page.keyboard.type(' ')
  }
}

async function ready(): Promise<void> {
  await page.waitForSelector('.ProseMirror')
  await page.waitForSelector('form.editor:not([inert])', { state: 'attached' })
  await page.locator('.ProseMirror').focus()
  await page.keyboard.press('Control+End')
}

/** What the page and the server agree upon in the end, after accepting whatever the page offers. */
async function settled(): Promise<string> {
  for (const began = Date.now(); Date.now() - began < patience; ) {
    if (await page.locator('.found button.main').isVisible()) await page.locator('.found button.main').click()
    if (await page.locator('.presence button').last().isVisible()) await page.locator('.presence button').last().click()
    if (await page.locator('.conflict').isVisible()) {
      conflicts += 1
      await page.locator('.conflict .row button').first().click()
    }
    await page.waitForTimeout(500)
    const isBusy = !/^(?:Сохранено|$)/.test((await page.locator('[data-part=saving]').textContent()) ?? '')
    if (!isBusy && !(await page.locator('.found').isVisible())) break
  }
  const answer = await context.request.get(address)
  const body = /<textarea id="body"[^>]*>\s*([\s\S]*?)<\/textarea>/.exec(await answer.text())?.[1] ?? ''
  return body
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/<[^>]*>|&nbsp;|\s/g, '')
}

let conflicts = 0
let worst = 0
const lost: number[] = []
const kinds = ['tab', 'server', 'network'] as const
await ready()
for (let round = 1; round <= rounds; round += 1) {
  const kind = kinds[Math.floor(Math.random() * kinds.length)] ?? 'tab'
  await type(1 + Math.random() * 7)
  const at = Date.now()
  if (kind === 'tab') {
    // The renderer dies as it does when a phone runs out of memory: no farewell, nothing is flushed.
    await page.goto('chrome://crash', { timeout: 2000 }).catch(() => {})
    await page.close().catch(() => {})
    page = await context.newPage()
    await page.goto(address)
    await page.waitForSelector('.ProseMirror')
    await page.waitForTimeout(1500)
  } else if (kind === 'server') {
    program.child.kill('SIGKILL')
    await program.ended
    await type(2)
    program = startProgram(environment)
    await program.ready
  } else {
    await context.setOffline(true)
    await type(1 + Math.random() * 3)
    await context.setOffline(false)
  }
  const kept = await settled()
  const whole = typed.map(({ letter }) => letter).join('')
  const isOurs = whole.startsWith(kept)
  const missing = typed[kept.length]
  const seconds = missing === undefined ? 0 : Math.max(0, ((typed.at(-1)?.at ?? at) - missing.at) / 1000)
  lost.push(seconds)
  worst = Math.max(worst, seconds)
  console.log(
    `${round}. ${kind}: ${seconds.toFixed(1)} s lost, ${kept.length} of ${whole.length} letters${isOurs ? '' : ' — NOT WHAT WAS TYPED'}`,
  )
  if (!isOurs) {
    console.log({ kept: kept.slice(-200), whole: whole.slice(-200) })
    process.exitCode = 1
    break
  }
  // What is gone is gone: the next round goes on from what is there.
  typed.length = kept.length
  await ready()
  await page.keyboard.type(' ')
}
const sorted = lost.toSorted((a, b) => a - b)
console.log(
  `${lost.length} kills: worst ${worst.toFixed(1)} s of typing lost, median ${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(1)} s, ${conflicts} conflicts with oneself`,
)
if (worst > 5) process.exitCode = 1
await browser.close()
program.child.kill('SIGTERM')
await program.ended
await rm(folder, { recursive: true, force: true })
