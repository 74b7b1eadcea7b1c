import type { HTMLElement } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '../../src/features/accounts/right.js'
import { helpKk } from '../../src/language/help-kk.js'
import { helpRu } from '../../src/language/help-ru.js'
import { newsroomAddresses } from '../../src/newsroom/newsroom-routes.js'
import { shortcuts } from '../../src/newsroom/shortcuts.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { openTestSite, type TestSite } from '../support/test-site.js'

let site: TestSite
let reporter: Colleague
let chief: Colleague
beforeAll(async () => {
  site = await openTestSite()
  reporter = await signedIn(site, 'reporter')
  chief = await signedIn(site, 'chief', { language: 'kk' })
})
afterAll(() => site.close())

const chords = (page: HTMLElement) =>
  page.querySelectorAll('#keys a[data-keys]').map((link) => link.getAttribute('data-keys'))
const words = (page: HTMLElement, selector: string) => page.querySelector(selector)?.text
const isOn = async () => (await reporter.ask('/newsroom')).page.querySelector('#keys')?.getAttribute('data-letters')

describe('keys', () => {
  test('are listed in every page of the newsroom, each to whom may use it', async () => {
    const { page } = await reporter.ask('/newsroom')
    expect(chords(page)).toEqual(['n', 'g d', 'g m', 'g v', 'g u'])
    expect(words(page, '.bar a[href="/newsroom/help"]')).toBe('Помощь')
    const own = (await chief.ask('/newsroom/me')).page
    expect(chords(own)).toContain('g a')
    expect(words(own, '#keys h2')).toBe('Пернелер')
  })

  test('are no key twice, and lead to where their right leads', () => {
    for (const group of Object.values(shortcuts)) {
      const all = group.map(({ keys }) => keys)
      expect(new Set(all).size).toBe(all.length)
    }
    for (const { href, right } of Object.values(shortcuts).flat()) {
      if (href === null) continue
      const address =
        href.replace('/newsroom/filing/section', '/newsroom/filing/:kind').slice('/newsroom'.length) || '/'
      const found = newsroomAddresses.find((each) => each.method === 'get' && each.address === address)
      expect(`${href} ${right}`).toBe(`${href} ${found?.right}`)
    }
  })

  test('of bare letters are switched off for good, and on again', async () => {
    const off = await reporter.send('/newsroom/me/keys', { letters: 'off', back: '/newsroom/media' })
    expect(off.headers.location).toBe('/newsroom/media')
    expect(words((await reporter.ask('/newsroom/media')).page, '.notice')).toContain('выключены')
    expect(await isOn()).toBe('off')
    expect(words((await reporter.ask('/newsroom/help')).page, 'main .warning')).toContain('выключены')
    await reporter.send('/newsroom/me/keys', { letters: 'on' })
    expect(await isOn()).toBe('on')
  })

  test('cannot be set to anything else, or lead back to another site', async () => {
    expect((await reporter.send('/newsroom/me/keys', { letters: 'maybe' })).status).toBe(400)
    const answer = await reporter.send('/newsroom/me/keys', { letters: 'on', back: '//evil.example' })
    expect(answer.headers.location).toBe('/newsroom/help')
  })
})

describe('the manual', () => {
  test('tells the same chapters in both languages, and everybody reads all of it', async () => {
    for (const [who, texts] of [
      [reporter, helpRu],
      [chief, helpKk],
    ] as const) {
      const { page } = await who.ask('/newsroom/help')
      const chapters = Object.values(texts.help.chapters)
      expect(page.querySelectorAll('main .manual h2').map(({ text }) => text)).toEqual(
        chapters.map(({ heading }) => heading),
      )
      expect(page.querySelectorAll('main .manual li')).toHaveLength(chapters.flatMap(({ steps }) => steps).length)
    }
  })

  test('has as many steps in one language as in the other', () => {
    for (const [name, { steps }] of Object.entries(helpRu.help.chapters))
      expect(helpKk.help.chapters[name as keyof typeof helpRu.help.chapters].steps.length).toBe(steps.length)
  })

  test('lists the keys where no script runs, and leads only where its reader may go', async () => {
    const { page } = await reporter.ask('/newsroom/help')
    expect(page.querySelectorAll('main kbd').length).toBeGreaterThan(10)
    const ways = page.querySelectorAll('main .manual a').map((link) => link.getAttribute('href') ?? '')
    expect(ways).toEqual(['/newsroom/articles/new', '/newsroom/media'])
    for (const href of ways) expect((await reporter.ask(href)).status).toBe(200)
  })

  test('is open to every role', async () => {
    for (const role of roles) {
      const colleague = await signedIn(site, role, { signIn: `reads-${role}` })
      expect((await colleague.ask('/newsroom/help')).status).toBe(200)
    }
  })
})
