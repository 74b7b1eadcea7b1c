import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crawlerSettings, crawlersTag } from '../../src/features/crawlers/crawler-settings.js'
import { allowPurpose, putCrawler } from '../../src/features/crawlers/crawler-store.js'
import { pingSettings, pingsTag } from '../../src/features/pings/ping-settings.js'
import { mostMissed } from '../../src/features/redirects/missed-store.js'
import { keepOldAddress } from '../../src/features/redirects/redirect-store.js'
import { writeSettings } from '../../src/features/settings/setting-store.js'
import { run } from '../../src/platform/database.js'
import { openTestSite, type TestSite } from '../support/test-site.js'
import { writeArticle, writePage } from '../support/write.js'
import { all, words, xmlTree } from './xml-tree.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
})
afterAll(() => site.close())

/** The groups of a robots.txt: who is named, and what they are told. */
function groupsOf(text: string): { agents: string[]; rules: string[] }[] {
  return text.split('\n\n').map((group) => {
    const lines = group.split('\n').filter((line) => line !== '')
    return {
      agents: lines.filter((line) => line.startsWith('User-agent: ')).map((line) => line.slice(12)),
      rules: lines.filter((line) => !line.startsWith('User-agent: ')),
    }
  })
}

describe('robots.txt', () => {
  const asked = async () => groupsOf((await site.ask('/robots.txt')).body)

  test('closes what is nobody’s to find, repeats it for Yandex with Clean-param, and names the sitemaps', async () => {
    const { headers, bytes } = await site.ask('/robots.txt')
    expect(headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(bytes.length).toBeLessThan(500_000)
    const groups = await asked()
    const everybody = groups.find(({ agents }) => agents.includes('*'))
    const yandex = groups.find(({ agents }) => agents.includes('Yandex'))
    expect(everybody?.rules).toEqual(
      expect.arrayContaining(['Disallow: /newsroom', 'Disallow: /search', 'Disallow: /kk/search']),
    )
    expect(everybody?.rules.join()).not.toMatch(/assets|media/)
    const closed = (everybody?.rules ?? []).map((rule) => rule.replace('Disallow: ', ''))
    const isClosed = (path: string) => closed.some((start) => path.startsWith(start))
    expect(['/comment/new?on=1', '/share/telegram/1', '/kk/share/vk/1', '/place/side?l=ru'].map(isClosed)).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(['/comments/1', '/kk/comments/1', '/ads/1-hay', '/news/1-bridge', '/places'].some(isClosed)).toBe(false)
    expect(yandex?.rules.slice(0, -1)).toEqual(everybody?.rules)
    expect(yandex?.rules.at(-1)).toMatch(/^Clean-param: utm_source&\S+&gclid \/$/)
    expect(groups.at(-1)?.rules).toEqual([
      'Sitemap: https://locman.test/sitemap.xml',
      'Sitemap: https://locman.test/sitemap-news-ru.xml',
      'Sitemap: https://locman.test/sitemap-news-kk.xml',
    ])
  })

  test('lets programs search and read for people, but not train, until the newsroom decides otherwise', async () => {
    const refused = async () => (await asked()).find(({ rules }) => rules.includes('Disallow: /'))?.agents ?? []
    expect(await refused()).toEqual(expect.arrayContaining(['GPTBot', 'ClaudeBot', 'CCBot', 'Google-Extended']))
    expect(await refused()).not.toContain('OAI-SearchBot')
    const { kit } = site
    await allowPurpose(kit.db, 'training', true)
    await putCrawler(kit.db, { agent: 'CCBot', purpose: 'training', own: false })
    await putCrawler(kit.db, { agent: 'New-Bot', purpose: 'search', own: false })
    await kit.changes.announce([crawlersTag])
    expect(await refused()).toEqual(['New-Bot', 'CCBot'])
  })

  test('of a copy for trying things out sends everybody away', async () => {
    const { kit } = site
    await writeSettings(kit.db, pingSettings, pingSettings.schema.parse({ isStaging: true }), kit.clock.now())
    await kit.changes.announce([pingsTag])
    expect((await site.ask('/robots.txt')).body).toBe('User-agent: *\nDisallow: /\n')
    await writeSettings(kit.db, pingSettings, pingSettings.schema.parse({}), kit.clock.now())
    await kit.changes.announce([pingsTag])
  })
})

test('security.txt is valid for less than a year from now on', async () => {
  const { body, headers } = await site.ask('/.well-known/security.txt')
  expect(headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(body).toMatch(/^Contact: https:\/\/locman\.test\/page\/contacts$/m)
  expect(body).toMatch(/^Preferred-Languages: kk, ru, en$/m)
  const expires = Date.parse(/^Expires: (\S+)$/m.exec(body)?.[1] ?? '')
  const days = (expires - site.kit.clock.now().getTime()) / 86_400_000
  expect(days).toBeGreaterThan(90)
  expect(days).toBeLessThan(365)
  expect(await site.ask('/security.txt')).toMatchObject({
    status: 301,
    headers: { location: '/.well-known/security.txt' },
  })
})

test('security.txt names the page that tells how to report, once there is one', async () => {
  expect((await site.ask('/.well-known/security.txt')).body).not.toContain('Policy:')
  await writePage(site.kit, 'security', 'ru', 'Безопасность')
  await site.kit.changes.announce(['pages'])
  expect((await site.ask('/.well-known/security.txt')).body).toMatch(
    /^Policy: https:\/\/locman\.test\/page\/security$/m,
  )
})

test('programs find the small files they look for', async () => {
  expect((await site.ask('/humans.txt')).body).toContain('/* TEAM */')
  expect(JSON.parse((await site.ask('/.well-known/gpc.json')).body)).toMatchObject({ gpc: true })
  expect((await site.ask('/.well-known/change-password')).status).toBe(302)
  const icon = await site.ask('/favicon.ico')
  expect(icon.status).toBe(302)
  expect((await site.ask(String(icon.headers.location))).headers['content-type']).toBe('image/x-icon')
  expect((await site.ask('/rss')).headers.location).toBe('/feed/rss')
})

test('llms.txt is told only where the newsroom wants it', async () => {
  const { kit } = site
  expect((await site.ask('/llms.txt')).status).toBe(404)
  await writeSettings(kit.db, crawlerSettings, crawlerSettings.schema.parse({ withLlms: true }), kit.clock.now())
  await kit.changes.announce([crawlersTag, 'newest:ru'])
  const { body } = await site.ask('/llms.txt')
  expect(body).toMatch(/^# Лоцман\n/)
  expect(body).toContain('https://locman.test/kk/section/sport')
})

test.each(['ru', 'kk'])('manifest and search description in %s', async (language) => {
  const prefix = language === 'kk' ? '/kk' : ''
  const { page } = await site.ask(prefix === '' ? '/' : prefix)
  const href = (rel: string) => page.querySelector(`link[rel=${rel}]`)?.getAttribute('href') ?? ''
  const manifest = await site.ask(href('manifest'))
  expect(manifest.headers['content-type']).toBe('application/manifest+json')
  const value = JSON.parse(manifest.body)
  expect(value).toMatchObject({
    lang: language,
    id: prefix === '' ? '/' : prefix,
    start_url: prefix === '' ? '/' : prefix,
  })
  expect(value.icons.find((icon: { purpose: string }) => icon.purpose === 'maskable')?.sizes).toBe('512x512')
  for (const { src } of value.icons) expect((await site.ask(src)).status).toBe(200)
  const description = xmlTree((await site.ask(href('search'))).body)
  const name = (local: string) => `{http://a9.com/-/spec/opensearch/1.1/}${local}`
  expect(words(description, name('ShortName'))).toBe('Лоцман')
  expect((words(description, name('LongName')) ?? '').length).toBeLessThanOrEqual(48)
  const [html] = all(description, name('Url'))
  expect(html?.attributes.template).toBe(`https://locman.test${prefix}/search?q={searchTerms}`)
})

describe('an address that moved', () => {
  test('answers 301 from every place it ever had, in one step', async () => {
    const { kit } = site
    await writeArticle(kit, { title: 'Под меткой', tags: ['first'] })
    for (const [from, to] of [
      ['first', 'second'],
      ['second', 'third'],
    ]) {
      await run(kit.db, 'update tags set slug = :to where slug = :from', { from: from ?? '', to: to ?? '' })
      await kit.changes.announce(['filing'])
    }
    for (const slug of ['first', 'second']) {
      expect((await site.ask(`/tag/${slug}`)).headers.location).toBe('/tag/third')
      expect((await site.ask(`/kk/tag/${slug}`)).headers.location).toBe('/kk/tag/third')
    }
    await run(kit.db, `update tags set slug = 'first' where slug = 'third'`)
    await kit.changes.announce(['filing'])
    expect((await site.ask('/tag/first')).status).toBe(200)
    expect((await site.ask('/tag/third')).headers.location).toBe('/tag/first')
    expect((await site.ask('/tag/second')).headers.location).toBe('/tag/first')
  })

  test('of a plain page too', async () => {
    await writePage(site.kit, 'pravila', 'kk', 'Ережелер')
    await run(site.kit.db, `update pages set slug = 'rules' where slug = 'pravila'`)
    expect((await site.ask('/kk/page/pravila')).headers.location).toBe('/kk/page/rules')
  })
})

describe('the first portal’s addresses', () => {
  test('lead to the story and the section that were brought along, and otherwise to the archive', async () => {
    const { kit } = site
    const { id, slug } = await writeArticle(kit, { title: 'Из старого портала' })
    await keepOldAddress(kit.db, '/newsonly.php?ID=29016', { articleId: id })
    await keepOldAddress(kit.db, '/nowosti.php?rz=10', { newAddress: '/section/sport' })
    const leads = async (path: string) => {
      const { status, headers } = await site.ask(path)
      return status === 301 ? headers.location : status
    }
    expect(await leads('/newsonly.php?ID=29016')).toBe(`/news/${id}-${slug}`)
    expect(await leads('/newsonly.php?utm_source=x&ID=29016')).toBe(`/news/${id}-${slug}`)
    expect(await leads('/nowosti.php?page=33890&rz=10')).toBe('/section/sport')
    expect(await leads('/nowosti.php?page=33890&rz=11')).toBe('/archive')
    expect(await leads('/index.php?page=46680')).toBe('/archive')
    expect(await leads('/index.php')).toBe('/')
    expect(await leads('/newsonly.php')).toBe('/archive')
    expect(await leads('/newsonly.php?ID=5')).toBe(404)
    expect(await leads("/newsonly.php?ID=5'--")).toBe('/archive')
  })
})

describe('what is asked for and is not there', () => {
  test('is counted, without anything that may be a reader’s own', async () => {
    const { kit } = site
    for (const path of [
      '/lost-page',
      '/newsonly.php?ID=77&name=Ivan',
      '/mail/someone@example.kz',
      '/reset?token=secret',
      `/${'a'.repeat(64)}`,
      '/..%2f..%2fetc/passwd',
      '/%00',
      encodeURI(`/${'я'.repeat(400)}`),
    ])
      await site.ask(path)
    await kit.missed?.flush()
    site.kit.missed?.note('/lost-page')
    await kit.missed?.flush()
    const missed = await mostMissed(kit.db, 100)
    const addresses = missed.map(({ address }) => address)
    expect(missed.find(({ address }) => address === '/lost-page')?.times).toBe(2)
    expect(addresses).toEqual(expect.arrayContaining(['/newsonly.php?ID=77', '/reset']))
    expect(addresses.join()).not.toMatch(/Ivan|example\.kz|secret|aaaa|passwd|я{30}/)
  })

  test('does not fill the memory or the table', async () => {
    const { kit } = site
    for (let at = 0; at < 3000; at += 1) kit.missed?.note(`/noise/${at}`)
    await kit.missed?.flush()
    expect((await mostMissed(kit.db, 10_000)).length).toBeLessThanOrEqual(600)
  })
})
