import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newsroomAddresses } from '../../src/newsroom/newsroom-routes.js'
import { axeFaults } from '../support/axe-looks.js'
import { openBrowser, openReader } from '../support/browser.js'
import { type FullNewsroom, openFullNewsroom } from '../support/full-newsroom.js'
import { type Look, markupFaults, sidewaysScroll } from '../support/page-looks.js'
import { hire, testPassword } from '../support/staff.js'

let newsroom: FullNewsroom
let browser: Browser
beforeAll(async () => {
  newsroom = await openFullNewsroom()
  await hire(newsroom.site.kit, 'chief', { signIn: 'bas', language: 'kk' })
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await newsroom?.site.close()
})

/** What scripts and office programs are answered is no page. */
const notPages = ['/audit.csv', '/media.json', '/tag-suggestions', '/story-suggestions']
/** Between the password and the code: only who has shown the one sees the page that asks for the other. */
const betweenSteps = '/code'
const pages = newsroomAddresses.filter(
  ({ method, address }) => method === 'get' && address !== betweenSteps && !notPages.includes(address),
)
const door = { name: 'careful', at: `/newsroom${betweenSteps}` }

/** Every page with something in it. A new one is here by itself; where it has parts it wants examples. */
function addressesOf(right: 'anyone' | 'staff'): string[] {
  return pages
    .filter((page) => (page.right === 'anyone') === (right === 'anyone'))
    .flatMap(({ address }) => {
      const examples = newsroom.examples[address] ?? (address.includes(':') ? [] : [address])
      // An empty one is the desk's, and of any other page a deed that failed.
      if (examples.length === 0 || (address !== '/' && examples.includes('')))
        throw new Error(`tell full-newsroom.ts what stands at ${address}`)
      return examples.map((each) => `/newsroom${each}`)
    })
}

async function signIn(page: Page, name: string, at = '/newsroom'): Promise<void> {
  await page.goto(`${newsroom.site.address}/newsroom/sign-in`)
  await page.fill('[name=signIn]', name)
  await page.fill('[name=password]', testPassword)
  await page.click('main form button')
  await page.waitForURL((url) => url.pathname === at)
}

/** Opens pages of the newsroom as one of its people, or at its door, and gathers what the looks find. */
async function lookAt(
  addresses: string[],
  who: { name?: string; at?: string; width: number; theme?: 'light' | 'dark' },
  looks: readonly Look[],
): Promise<Record<string, string[]>> {
  const { page, context, troubles } = await openReader(browser, newsroom.site.address, who)
  if (who.name) await signIn(page, who.name, who.at)
  const found: Record<string, string[]> = {}
  for (const address of addresses) {
    const answer = await page.goto(newsroom.site.address + address, { waitUntil: 'load' })
    const faults = answer?.status() === 200 ? [] : [`answered ${answer?.status()}`]
    for (const look of looks) faults.push(...(await look(page)))
    faults.push(...troubles.splice(0))
    if (faults.length > 0) found[address] = faults
  }
  await context.close()
  return found
}

describe('every page of the newsroom', () => {
  test('is valid HTML', async () => {
    const found: Record<string, string[]> = {}
    for (const [right, who] of [
      ['anyone', newsroom.site],
      ['staff', newsroom.chief],
    ] as const)
      for (const address of addressesOf(right)) {
        const { status, body } = await who.ask(address)
        const faults = [...(status === 200 ? [] : [`answered ${status}`]), ...(await markupFaults(body))]
        if (faults.length > 0) found[address] = faults
      }
    expect(found).toEqual({})
  })

  test('is clean for axe and fits a phone, in Russian', { timeout: 240_000 }, async () => {
    const looks = [sidewaysScroll, axeFaults]
    expect(await lookAt(addressesOf('anyone'), { width: 360 }, looks)).toEqual({})
    expect(await lookAt([door.at], { ...door, width: 360 }, looks)).toEqual({})
    expect(await lookAt(addressesOf('staff'), { name: 'chief', width: 360 }, looks)).toEqual({})
  })

  // Kazakh words are longer.
  test('fits a phone in Kazakh, in the dark', { timeout: 240_000 }, async () => {
    const looks = [sidewaysScroll]
    const who = { width: 360, theme: 'dark' } as const
    const atTheDoor = addressesOf('anyone').map((address) => `${address}?language=kk`)
    expect(await lookAt(atTheDoor, who, looks)).toEqual({})
    expect(await lookAt([`${door.at}?language=kk`], { ...door, ...who }, looks)).toEqual({})
    expect(await lookAt(addressesOf('staff'), { ...who, name: 'bas' }, looks)).toEqual({})
  })
})

test('the audit tells what was changed in words and not by the names that the program has', async () => {
  const told = new Set<string>()
  for (let next: string | undefined = '/newsroom/audit'; next; ) {
    const { page } = await newsroom.chief.ask(next)
    for (const name of page.querySelectorAll('.change .hint')) told.add(name.textContent)
    next = page
      .querySelectorAll('.pager a')
      .find((link) => link.textContent.startsWith('Раньше'))
      ?.getAttribute('href')
  }
  expect([...told].filter((name) => /^[\w-]+$/.test(name))).toEqual([])
  expect(told.size).toBeGreaterThan(20)
})
