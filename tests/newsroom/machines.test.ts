import { afterAll, beforeAll, expect, test } from 'vitest'
import { mostMissed } from '../../src/features/redirects/missed-store.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let chief: Colleague
beforeAll(async () => {
  site = await openTestSite()
  chief = await signedIn(site, 'chief')
  await writeArticle(site.kit, { title: 'Для партнёра', section: 'sport' })
})
afterAll(() => site.close())

const form = {
  name: 'Вестник',
  language: 'ru',
  kind: 'json',
  of: 'section/sport',
  rights: 'full',
  stories: '10',
  hours: '',
}

test('a partner’s feed is made, told once, renewed, closed and opened', async () => {
  const made = await chief.send('/newsroom/partner-feeds', { ...form, withPictures: 'on' })
  const address = wordsOf(made.page.querySelector('code.link')).replace('https://locman.test', '')
  expect((await site.ask(address)).body).toContain('Для партнёра')
  const page = await chief.ask('/newsroom/partner-feeds')
  expect(page.body).not.toContain(address)
  expect(wordsOf(page.page.querySelector('tbody'))).toContain('Вестник')
  const action = page.page.querySelector('tbody form')?.getAttribute('action') ?? ''
  await chief.send(action, { deed: 'close' })
  expect((await site.ask(address)).status).toBe(404)
  await chief.send(action, { deed: 'open' })
  expect((await site.ask(address)).status).toBe(200)
  const renewed = wordsOf((await chief.send(action, { deed: 'renew' })).page.querySelector('code.link'))
  expect((await site.ask(address)).status).toBe(404)
  expect((await site.ask(renewed.replace('https://locman.test', ''))).status).toBe(200)
})

test('a preset with a fault comes back as it was typed', async () => {
  const wrong = await chief.send('/newsroom/partner-feeds', { ...form, of: 'section/none' })
  expect(wrong.status).toBe(422)
  expect(wrong.page.querySelector('#of')?.getAttribute('value')).toBe('section/none')
  expect(wrong.page.querySelector('#of-fault')).not.toBeNull()
  expect((await chief.send('/newsroom/partner-feeds', { ...form, stories: '1000' })).status).toBe(422)
})

test('whom we tell is set, and shown with what was told', async () => {
  const given = { hub: 'https://hub.example/', indexNowKey: 'a1b2c3d4e5f6a7b8', indexNowAddress: '' }
  expect((await chief.send('/newsroom/pings', given)).status).toBe(303)
  expect((await chief.ask('/newsroom/pings')).page.querySelector('#hub')?.getAttribute('value')).toBe(given.hub)
  expect((await site.ask('/feed/rss')).headers.link).toContain('hub.example')
  expect((await site.ask('/a1b2c3d4e5f6a7b8.txt')).body).toBe('a1b2c3d4e5f6a7b8')
  for (const wrong of [{ hub: 'javascript:alert(1)' }, { indexNowKey: 'short' }]) {
    const answer = await chief.send('/newsroom/pings', { ...given, ...wrong })
    expect(answer.status).toBe(422)
    expect(answer.page.querySelector('[role=alert]')).not.toBeNull()
  }
})

test('crawlers are let in and kept out', async () => {
  const given = {
    'may-search': 'on',
    'may-user': 'on',
    'may-training': 'on',
    cleanParameters: 'utm_source',
    closedPaths: '/drafts',
    agent: '',
    purpose: 'search',
  }
  await chief.send('/newsroom/crawlers', { ...given, 'rule-GPTBot': 'refuse' })
  const { body } = await site.ask('/robots.txt')
  expect(body).toContain('User-agent: GPTBot\nDisallow: /\n')
  expect(body).not.toContain('ClaudeBot')
  expect(body).toContain('Clean-param: utm_source /')
  expect(body).toContain('Disallow: /drafts')
  expect((await chief.send('/newsroom/crawlers', { ...given, agent: 'Bot\nUser-agent: *' })).status).toBe(422)
  expect((await chief.send('/newsroom/crawlers', { ...given, closedPaths: 'Disallow: /' })).status).toBe(422)
})

test('an address that nobody found is led to where it belongs with one form', async () => {
  await site.ask('/stary/put')
  await site.kit.missed?.flush()
  expect(wordsOf((await chief.ask('/newsroom/redirects')).page.querySelector('tbody'))).toContain('/stary/put')
  const kept = await chief.send('/newsroom/redirects', { from: '/stary/put', to: 'https://locman.test/section/sport' })
  expect(kept.status).toBe(303)
  await site.kit.changes.announce(['newest:ru'])
  expect((await site.ask('/stary/put')).headers.location).toBe('/section/sport')
  const missed = (await mostMissed(site.kit.db, 100)).map(({ address }) => address)
  expect(missed).not.toContain('/stary/put')
  expect(missed.join()).not.toContain('partner-feed')
  for (const wrong of [
    { from: 'stary', to: '/x' },
    { from: '/x', to: 'https://elsewhere.example/' },
    { from: '/x', to: '//elsewhere.example' },
    { from: '/x', to: '/\\elsewhere.example' },
    { from: '/x', to: '/x' },
    { from: '/', to: '/x' },
  ])
    expect((await chief.send('/newsroom/redirects', wrong)).status, JSON.stringify(wrong)).toBe(422)
  await chief.send('/newsroom/redirects', { from: '/stary/put', deed: 'remove' })
  await site.kit.changes.announce(['newest:ru'])
  expect((await site.ask('/stary/put')).status).toBe(404)
})

test('an editor keeps old addresses in order, but makes no feeds', async () => {
  const editor = await signedIn(site, 'editor')
  expect((await editor.ask('/newsroom/redirects')).status).toBe(200)
  for (const path of ['partner-feeds', 'pings', 'crawlers'])
    expect((await editor.ask(`/newsroom/${path}`)).status).toBe(403)
})

test('the pages are there in Kazakh too', async () => {
  await chief.send('/newsroom/language', { language: 'kk', back: '/newsroom' })
  for (const path of ['partner-feeds', 'pings', 'crawlers', 'redirects']) {
    const { status, page } = await chief.ask(`/newsroom/${path}`)
    expect(status).toBe(200)
    expect(page.querySelector('html')?.getAttribute('lang')).toBe('kk')
  }
})
