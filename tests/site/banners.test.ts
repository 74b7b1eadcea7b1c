import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renewAds } from '../../src/features/ads/ad-clock.js'
import { row, rows, run } from '../../src/platform/database.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { sendFiles } from '../support/upload.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let manager: Colleague
let campaign: string
let article: { id: number; slug: string }
beforeAll(async () => {
  site = await openTestSite({ proxies: 1 })
  manager = await signedIn(site, 'advertising')
  article = await writeArticle(site.kit, { region: 'abai', tags: ['sorrow'] })
})
afterAll(() => site.close())

const reader = (name: string) => ({
  'user-agent': `Mozilla/5.0 (X11; Linux x86_64) Chrome/143.0 ${name}`,
  'sec-fetch-site': 'same-origin',
})
const frameFor = (name: string, headers: Record<string, string> = {}) =>
  site.ask('/place/side?l=ru&s=1', { headers: { ...reader(name), ...headers } })

const terms = {
  advertiser: 'Пекарня на набережной',
  bin: '990140000007',
  name: 'Осенняя выпечка',
  starts: '2026-11-20T00:00',
  ends: '2026-12-20T00:00',
  weekdays: ['0', '1', '2', '3', '4', '5', '6'],
  fromHour: '0',
  untilHour: '24',
  weight: '10',
}

const creative = {
  placement: 'side',
  target: 'https://bakery.example/autumn',
  altRu: 'Хлеб по утрам',
  altKk: 'Таңғы нан',
}

function drawing(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: { r: width % 255, g: 120, b: 90 } } })
    .png()
    .toBuffer()
}

/** The form of a new banner, sent as a browser sends it. */
function bring(fields: Record<string, string>, bytes?: Buffer) {
  const files = bytes ? [{ name: 'banner.png', bytes, field: 'file' }] : []
  return sendFiles(manager, files, { path: `${campaign}/creatives`, accept: 'text/html', fields })
}

async function picturesHere(): Promise<number> {
  return (await row<{ n: number }>(site.kit.db, 'select count(*)::int as n from pictures'))?.n ?? 0
}

async function counts(): Promise<Record<string, number>> {
  await site.kit.ads?.flush()
  const found = await rows<{ kind: string; n: number }>(
    site.kit.db,
    'select kind, sum(n)::int as n from ad_counts group by kind',
  )
  return Object.fromEntries(found.map(({ kind, n }) => [kind, n]))
}

describe('a campaign', () => {
  test('without faults is stored paused, and pages leave no room for it yet', async () => {
    const answer = await manager.send('/newsroom/campaigns/new', terms)
    expect(answer.status).toBe(303)
    campaign = answer.headers.location ?? ''
    expect((await site.ask('/')).page.querySelector('.ad')).toBeNull()
    await manager.send(`${campaign}/running`, { state: 'live' })
    expect(wordsOf((await manager.ask(campaign)).page.querySelector('.notice'))).toContain('хотя бы один баннер')
  })

  test('with faults comes back as typed', async () => {
    const answer = await manager.send('/newsroom/campaigns/new', {
      ...terms,
      bin: '990140000008',
      ends: '2026-11-19T00:00',
      weekdays: [],
      planned: 'много',
    })
    expect(answer.status).toBe(422)
    for (const id of ['bin-fault', 'ends-fault', 'hours-fault'])
      expect(answer.page.querySelector(`#${id}`), id).toBeTruthy()
    expect(answer.page.querySelector('#planned')?.getAttribute('value')).toBe('много')
  })

  test('takes a picture only in the size of its place, once or twice; another one does not even get into the library', async () => {
    const before = await picturesHere()
    const wrong = await bring(creative, await drawing(301, 250))
    expect(wrong.status).toBe(422)
    expect(wordsOf(wrong.page.querySelector('.fault'))).toBe('Картинка 301 × 250, а нужна 300 × 250 или 600 × 500.')
    expect(wrong.page.querySelector('#target')?.getAttribute('value')).toBe(creative.target)
    expect(await picturesHere()).toBe(before)
    expect((await bring(creative, await drawing(600, 500))).status).toBe(303)
    expect(wordsOf((await manager.ask(campaign)).page.querySelector('main'))).toContain('Хлеб по утрам / Таңғы нан')
  })

  test('takes what is sent for another place into the library, says which place it fits, and offers it there', async () => {
    const answer = await bring(creative, await drawing(728, 90))
    expect(answer.status).toBe(422)
    expect(wordsOf(answer.page.querySelector('.fault'))).toContain('Поперёк, широкий экран')
    const offered = answer.page.querySelector('.fitting li.for-wide input')
    expect(answer.page.querySelector('.fitting li.for-side.for-story')).toBeTruthy()
    const chosen = await bring({ ...creative, placement: 'wide', picture: offered?.getAttribute('value') ?? '' })
    expect(chosen.status).toBe(303)
  })

  test('keeps the picture that was sent when only its address is at fault', async () => {
    const answer = await bring({ ...creative, target: 'javascript:alert(1)' }, await drawing(300, 250))
    expect(answer.status).toBe(422)
    expect(answer.page.querySelector('#target')?.getAttribute('aria-invalid')).toBe('true')
    const kept = answer.page.querySelector('.fitting li input[checked]')?.getAttribute('value') ?? ''
    const again = await bring({ ...creative, altRu: 'Второй', altKk: '', picture: kept })
    expect(again.status).toBe(303)
    const page = (await manager.ask(campaign)).page
    const last = page.querySelectorAll('form[action$="/creatives/removal"] input[name=creative]').at(-1)
    await manager.send(`${campaign}/creatives/removal`, { creative: last?.getAttribute('value') ?? '' })
  })

  test.each<[string, Buffer, RegExp]>([
    ['a page in the clothes of a picture', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), /не картинка/i],
    [
      'a drawing that is a program',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="250"/>'),
      /SVG/,
    ],
    ['half a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /./],
  ])('is not taken in by %s', async (_, bytes, words) => {
    const before = await picturesHere()
    const answer = await bring(creative, bytes)
    expect(answer.status).toBe(422)
    expect(wordsOf(answer.page.querySelector('.fault'))).toMatch(words)
    expect(await picturesHere()).toBe(before)
  })

  test('wants one of both, a picture or a document, and no picture that is not in the library', async () => {
    expect((await bring(creative)).status).toBe(422)
    expect((await bring({ ...creative, html: '<b>Нан</b>' }, await drawing(300, 250))).status).toBe(422)
    expect(wordsOf((await bring({ ...creative, picture: '99999' })).page.querySelector('.fault'))).toContain('уже нет')
  })

  test('that runs has room on pages, of exactly its size and under its label in both languages', async () => {
    await site.ask(`/news/${article.id}-${article.slug}`)
    await manager.send(`${campaign}/running`, { state: 'live' })
    await site.kit.ads?.refresh()
    await renewAds(site.kit)
    await site.kit.changes.announce(['filing'])
    const room = (await site.ask(`/news/${article.id}-${article.slug}`)).page.querySelector('.side .ad')
    expect(wordsOf(room?.querySelector('p') ?? null)).toBe('Реклама · Жарнама')
    const frame = room?.querySelector('iframe')
    expect([frame?.getAttribute('width'), frame?.getAttribute('height')]).toEqual(['300', '250'])
    expect(wordsOf((await site.ask('/kk')).page.querySelector('.ad p'))).toBe('Жарнама · Реклама')
  })

  test('is no hole once its cap is used up: our own card stands there', async () => {
    await run(site.kit.db, 'update campaigns set cap_per_reader = 2')
    await site.kit.ads?.refresh()
    const seen: boolean[] = []
    for (let at = 0; at < 3; at += 1) {
      site.kit.clock.set(new Date(site.kit.clock.now().getTime() + 60_000))
      seen.push((await frameFor('capped')).page.querySelector('img') !== null)
    }
    expect(seen).toEqual([true, true, false])
    expect((await frameFor('another')).page.querySelector('img')).toBeTruthy()
    await run(site.kit.db, 'update campaigns set cap_per_reader = null')
    await site.kit.ads?.refresh()
  })
})

describe('what is counted', () => {
  test('is a reader’s showing, a second of half of it, and a click, each once', async () => {
    const before = await counts()
    const frame = (await frameFor('counted')).page
    const token = frame.querySelector('body')?.getAttribute('data-token') ?? ''
    const see = () => site.ask('/place/seen', { method: 'POST', body: token, headers: reader('counted') })
    for (let at = 0; at < 3; at += 1) expect((await see()).status).toBe(204)
    const click = () => site.ask(frame.querySelector('a')?.getAttribute('href') ?? '', { headers: reader('counted') })
    for (let at = 0; at < 3; at += 1) {
      const answer = await click()
      expect([answer.status, answer.headers.location]).toEqual([302, 'https://bakery.example/autumn'])
    }
    const after = await counts()
    const more = (kind: string) => (after[kind] ?? 0) - (before[kind] ?? 0)
    expect([more('shown'), more('seen'), more('click')]).toEqual([1, 1, 1])
    expect([more('seen-repeat'), more('click-repeat')]).toEqual([2, 2])
  })

  test('is no robot, no colleague, no page loaded beforehand, no reload', async () => {
    const before = await counts()
    await frameFor('robot', { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' })
    await frameFor('staff', { cookie: manager.cookie() })
    await frameFor('early', { 'sec-purpose': 'prefetch;prerender' })
    await frameFor('twice')
    await frameFor('twice')
    const after = await counts()
    const more = (kind: string) => (after[kind] ?? 0) - (before[kind] ?? 0)
    expect(['shown', 'shown-bot', 'shown-staff', 'shown-prefetch', 'shown-repeat'].map(more)).toEqual([1, 1, 1, 1, 1])
  })

  test('is nothing that a colleague saw or clicked, on whatever page', async () => {
    const headers = { ...reader('colleague'), cookie: manager.cookie() }
    const before = await counts()
    const frame = (await frameFor('colleague', headers)).page
    const token = frame.querySelector('body')?.getAttribute('data-token') ?? ''
    await site.ask('/place/seen', { method: 'POST', body: token, headers })
    await site.ask(frame.querySelector('a')?.getAttribute('href') ?? '', { headers })
    const after = await counts()
    const more = (kind: string) => (after[kind] ?? 0) - (before[kind] ?? 0)
    expect(['shown', 'seen', 'click'].map(more)).toEqual([0, 0, 0])
    expect(['shown-staff', 'seen-staff', 'click-staff'].map(more)).toEqual([1, 1, 1])
  })

  test('is nothing of a front page that is only looked at: it asks for no banner, and for readers it does', async () => {
    const editor = await signedIn(site, 'editor')
    const framesOf = ({ page }: Awaited<ReturnType<typeof site.ask>>) => page.querySelectorAll('iframe[src^="/place/"]')
    expect(framesOf(await site.ask('/')).length).toBeGreaterThan(0)
    const preview = await editor.ask('/newsroom/front/preview?language=ru')
    expect(preview.page.querySelector('main.front')).toBeTruthy()
    expect(framesOf(preview)).toEqual([])
  })

  test('is nothing forged: such a click leads nowhere and such a second is not believed', async () => {
    const before = await counts()
    const token = (await frameFor('forger')).page.querySelector('body')?.getAttribute('data-token') ?? ''
    for (const forged of [
      token.replace(/.$/, '_'),
      token.replace(/^\d+/, '999'),
      '1.abc',
      `${token}x`,
      'а'.repeat(300),
    ]) {
      expect((await site.ask(`/place/go/${encodeURIComponent(forged)}`, { headers: reader('forger') })).status).toBe(
        404,
      )
      await site.ask('/place/seen', { method: 'POST', body: forged.slice(0, 100), headers: reader('forger') })
    }
    const after = await counts()
    expect([after.click, after.seen]).toEqual([before.click, before.seen])
    const foreign = await site.ask('/place/seen', {
      method: 'POST',
      body: token,
      headers: { ...reader('forger'), 'sec-fetch-site': 'cross-site' },
    })
    expect(foreign.status).toBe(403)
    expect(
      (await site.ask('/place/seen', { method: 'POST', body: 'x'.repeat(5000), headers: reader('forger') })).status,
    ).toBe(413)
  })

  test('is a crowd of one address, and beyond it what comes is told under its reason with the same answer', async () => {
    const before = await counts()
    const address = '5.5.5.5'
    const from = { 'x-forwarded-for': address }
    const frame = (await frameFor('crowd', from)).page
    const token = frame.querySelector('body')?.getAttribute('data-token') ?? ''
    const href = frame.querySelector('a')?.getAttribute('href') ?? ''
    const board = site.kit.ads
    if (!board) throw new Error('no board')
    const creativeId = Number.parseInt(token, 10)
    const context = { placement: 'side', language: 'ru', sectionId: 1, region: null, device: 'desk' } as const
    for (let at = 0; at < 3100; at += 1) {
      board.choose(context, { address, userAgent: `browser ${at}` }, null)
      board.isCrowded({ address, userAgent: `browser ${at}` }, creativeId, 'seen')
      board.isCrowded({ address, userAgent: `browser ${at}` }, creativeId, 'click')
    }
    const headers = { ...reader('crowd'), ...from }
    expect((await site.ask('/place/seen', { method: 'POST', body: token, headers })).status).toBe(204)
    expect((await site.ask(href, { headers })).headers.location).toBe('https://bakery.example/autumn')
    expect((await frameFor('one more', from)).page.querySelector('img')).toBeTruthy()
    const after = await counts()
    const more = (kind: string) => (after[kind] ?? 0) - (before[kind] ?? 0)
    expect(more('shown') + more('shown-crowd')).toBe(3102)
    expect(more('shown')).toBeLessThanOrEqual(3000)
    expect(['seen', 'click', 'seen-crowd', 'click-crowd'].map(more)).toEqual([0, 0, 1, 1])
    // The next day nobody can tell any more who that was.
    site.kit.clock.set(new Date(site.kit.clock.now().getTime() + 25 * 3_600_000))
  })

  test('is a click of the day after only under its reason', async () => {
    const href = (await frameFor('late')).page.querySelector('a')?.getAttribute('href') ?? ''
    site.kit.clock.set(new Date(site.kit.clock.now().getTime() + 25 * 3_600_000))
    expect((await site.ask(href, { headers: reader('late') })).status).toBe(302)
    expect((await counts())['click-late']).toBe(1)
  })
})

describe('a document of an advertiser', () => {
  test('runs in a frame that it cannot leave, under our own way to the advertiser', async () => {
    await bring({
      placement: 'story',
      target: 'https://bakery.example/',
      html: '<script>top.location="https://evil.example"; parent.document.title="x"</script><b>Нан</b>',
    })
    await site.kit.ads?.refresh()
    const frame = (await site.ask('/place/story?l=ru', { headers: reader('document') })).page
    const inner = frame.querySelector('iframe')
    expect(inner?.getAttribute('sandbox')).toBe('allow-scripts')
    expect(frame.querySelector('a')?.getAttribute('href')).toMatch(/^\/place\/go\//)
    const document = await site.ask(inner?.getAttribute('src') ?? '')
    expect(document.status).toBe(200)
    expect(document.headers['content-security-policy']).toMatch(/^sandbox allow-scripts; default-src 'none'/)
    const heavy = await bring({ placement: 'side', target: 'https://a.example', html: 'x'.repeat(200_001) })
    expect(heavy.status).toBe(422)
  })

  test('is read by whoever was shown it, and found by nobody who counts numbers', async () => {
    const ids = await rows<{ id: number }>(site.kit.db, 'select id from creatives where html is not null')
    expect(ids.length).toBeGreaterThan(0)
    for (const { id } of ids) expect((await site.ask(`/place/document/${id}`)).status).toBe(404)
  })
})

describe('where nothing shall be sold', () => {
  test('a story, a section or a tag named in the settings has no room', async () => {
    const address = `/news/${article.id}-${article.slug}`
    expect((await site.ask(address)).page.querySelector('.ad')).toBeTruthy()
    await manager.send('/newsroom/campaigns/settings', {
      articles: `${article.id}`,
      sections: '',
      tags: '',
      adsTxt: '',
    })
    expect((await site.ask(address)).page.querySelector('.ad')).toBeNull()
    expect((await site.ask('/')).page.querySelector('.ad')).toBeTruthy()
  })

  test('a fault in ads.txt is named by its line, and nothing is stored', async () => {
    const answer = await manager.send('/newsroom/campaigns/settings', { adsTxt: 'a.example.com, 1, DIRECT\nнет' })
    expect(answer.status).toBe(422)
    expect(wordsOf(answer.page.querySelector('.fault'))).toContain('строка 2')
    expect((await site.ask('/ads.txt')).body).toContain('placeholder')
    await manager.send('/newsroom/campaigns/settings', { adsTxt: 'a.example.com, 1, DIRECT' })
    expect((await site.ask('/ads.txt')).body).toBe('a.example.com, 1, DIRECT\n')
  })
})

describe('the report', () => {
  test('opens by its link alone, in both languages and as a table, and tells what was left out', async () => {
    await site.kit.ads?.flush()
    const link = (await manager.ask(campaign)).page.querySelector('a[href*="/ad-report/"]')?.getAttribute('href') ?? ''
    const path = link.replace(site.kit.origin, '')
    const report = await site.ask(path)
    expect(report.status).toBe(200)
    expect(report.headers['x-robots-tag']).toContain('noindex')
    expect(wordsOf(report.page)).toContain('роботы')
    expect(wordsOf(report.page)).toContain('показы: слишком много с одного адреса')
    expect((await site.ask(`${path}?l=kk`)).page.querySelector('html')?.getAttribute('lang')).toBe('kk')
    const csv = (await site.ask(`${path}/table.csv`)).body.trim().split('\r\n')
    expect(csv[0]).toContain('day,shown,viewable,clicks')
    expect(csv.length).toBeGreaterThan(1)
    for (const guess of [path.replace(/.$/, '_'), path.replace(/report\/\d+/, 'report/999'), '/ad-report/1'])
      expect((await site.ask(guess)).status).toBe(404)
  })
})

test('a reporter has no business with campaigns', async () => {
  const reporter = await signedIn(site, 'reporter')
  expect((await reporter.ask('/newsroom/campaigns')).status).toBe(403)
})
