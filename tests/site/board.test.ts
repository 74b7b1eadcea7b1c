import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decide } from '../../src/features/board/board-moderation.js'
import { boardSettings } from '../../src/features/board/board-settings.js'
import { endDueNotices, forgetGoneNotices } from '../../src/features/board/ending.js'
import { catchUpNoticeTerms } from '../../src/features/board/notice-terms.js'
import { settingsTag, writeSettings } from '../../src/features/settings/setting-store.js'
import { row, rows } from '../../src/platform/database.js'
import { photo } from '../features/media/pictures.js'
import { hire } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { hay, openVisitor, type Visitor } from '../support/visitor.js'

let site: TestSite
let editor: Awaited<ReturnType<typeof hire>>
beforeAll(async () => {
  site = await openTestSite({ proxies: 1 })
  editor = await hire(site.kit, 'editor')
})
afterAll(() => site.close())

const later = (days: number) => site.kit.clock.set(new Date(site.kit.clock.now().getTime() + days * 86_400_000))
const newest = async () =>
  (await row<{ id: number; slug: string; state: string; version: number; reasons: string[]; risk: number }>(
    site.kit.db,
    'select id, slug, state, version, reasons, risk from notices order by id desc limit 1',
  )) ?? { id: 0, slug: '', state: '', version: 0, reasons: [], risk: 0 }
const release = async () => decide(site.kit, editor, await newest(), { deed: 'release' })

/** Placed and, unless it shall wait, released. Gives the managing address. */
async function placed(visitor: Visitor, wish: Record<string, string> = {}, pictures: Buffer[] = []): Promise<string> {
  const answer = await visitor.fillIn('/ad/new', { ...hay, ...wish }, pictures)
  expect(answer.status, wordsOf(answer.page.querySelector('.trouble'))).toBe(303)
  await release()
  return String(answer.headers.location).split('?')[0] ?? ''
}

describe('a notice', () => {
  test('is placed without JavaScript, waits for the newsroom, and then stands on the board and beside the news', async () => {
    const visitor = openVisitor(site)
    const sent = await visitor.fillIn('/ad/new', hay, [await photo(), await photo(300, 500)])
    expect(sent.status).toBe(303)
    expect(sent.headers.location).toMatch(/^\/ad\/mine\/[\w-]{43}\?told=placed$/)
    const mine = await visitor.ask(String(sent.headers.location))
    expect(mine.headers['cache-control']).toBe('private, no-store')
    expect(mine.headers['referrer-policy']).toBe('no-referrer')
    const link = mine.page.querySelector('.secret input')?.getAttribute('value') ?? ''
    expect(link).toBe(`https://locman.test${String(sent.headers.location).split('?')[0]}`)
    expect((await site.ask('/ads')).body).not.toContain('Продам сено')
    const { id, slug } = await newest()
    expect((await site.ask(`/ads/${id}`)).status).toBe(404)

    expect(await release()).toBe('done')
    const board = await site.ask('/ads')
    const listed = board.page.querySelector('.notices li')
    expect(wordsOf(listed)).toContain('Продам сено в рулонах')
    expect(wordsOf(listed)).toContain('9 000 ₸')
    expect(wordsOf(listed)).toContain('Семей')
    expect(listed?.querySelector('picture')).toBeTruthy()
    expect(listed?.querySelector('a')?.getAttribute('rel')).toBe('ugc nofollow')
    expect(wordsOf((await site.ask('/')).page.querySelector('.side'))).toContain('Продам сено в рулонах')

    const page = await site.ask(`/ads/${id}-${slug}`)
    expect(page.status).toBe(200)
    expect(page.page.querySelectorAll('.notice picture')).toHaveLength(2)
    expect(page.page.querySelector('.notice-words a')?.getAttribute('rel')).toBe('ugc nofollow noopener')
    expect(page.page.querySelector('meta[name=robots]')?.getAttribute('content')).toContain(
      'unavailable_after: 2026-12-24T07:00:00.000Z',
    )
    for (const { body } of [board, page]) expect(body).not.toMatch(/700.?000.?00.?07/)
    // Later the link is not shown again.
    expect(
      (await visitor.ask(String(sent.headers.location).split('?')[0] ?? '')).page.querySelector('.secret'),
    ).toBeNull()
  })

  test('shows its phone on a page of its own that no search engine keeps, and as JSON for the script', async () => {
    const { id } = await newest()
    const page = await site.ask(`/ad/${id}/phone`)
    expect(wordsOf(page.page.querySelector('main'))).toContain('+7 700 000 00 07')
    expect(page.headers['x-robots-tag']).toBe('noindex, nofollow')
    expect(page.headers['cache-control']).toBe('private, no-store')
    const json = await site.ask(`/ad/${id}/phone`, { headers: { accept: 'application/json' } })
    expect(JSON.parse(json.body)).toEqual({ href: 'tel:+77000000007', words: '+7\u00a0700\u00a0000\u00a000\u00a007' })
  })

  test('whose phones are asked for one after another is a harvester’s, and is told to wait', async () => {
    const { id } = await newest()
    const harvester = openVisitor(site)
    let refused = 0
    for (let time = 0; time < 40; time++) refused += Number((await harvester.ask(`/ad/${id}/phone`)).status === 429)
    expect(refused).toBe(10)
  })

  test('of a business says so in both languages wherever it stands, and who advertises', async () => {
    const firm = { whose: 'business', firm: 'ИП «Сено»', title: 'Сено от хозяйства', phone: '+7 700 000 00 08' }
    const bin = '9901 4000 0007'
    const missing = await openVisitor(site).fillIn('/ad/new', { ...hay, ...firm, firm: '', bin: '990140000008' })
    expect(missing.status).toBe(422)
    expect(wordsOf(missing.page.querySelector('#notice-firm-fault'))).toContain('закон')
    expect(wordsOf(missing.page.querySelector('#notice-bin-fault'))).toContain('двенадцать цифр')
    expect(missing.page.querySelector('#notice-bin')?.getAttribute('value')).toBe('990140000008')
    await placed(openVisitor(site), {
      ...firm,
      bin,
      text: 'Хозяйство продаёт сено круглый год, опт и розница, самовывоз.',
    })
    const { id, slug } = await newest()
    const labels = await Promise.all(
      ['/popular', '/kk', '/ads', '/kk/ads', `/ads/${id}-${slug}`].map(async (path) =>
        wordsOf((await site.ask(path)).page.querySelector('[data-advertising=label]')),
      ),
    )
    expect(new Set(labels)).toEqual(new Set(['Жарнама · Реклама']))
    expect(wordsOf((await site.ask(`/ads/${id}-${slug}`)).page.querySelector('article'))).toContain(
      'Рекламодатель: ИП «Сено», БИН 990140000007',
    )
  })

  test('in Kazakh has its page under /kk, and the Russian address leads there', async () => {
    const visitor = openVisitor(site)
    const sent = await visitor.fillIn('/kk/ad/new', {
      ...hay,
      language: 'kk',
      title: 'Қозы сатылады',
      text: 'Биылғы қозылар, барлығы жиырма бас, салмағы жақсы.',
      phone: '+77000000009',
    })
    expect(sent.headers.location).toMatch(/^\/kk\/ad\/mine\//)
    await release()
    const { id, slug } = await newest()
    expect(slug).toBe('qozy-satylady')
    const page = await site.ask(`/kk/ads/${id}-${slug}`)
    expect(wordsOf(page.page.querySelector('article'))).toContain('Телефонды көрсету')
    expect((await site.ask(`/ads/${id}-${slug}`)).headers.location).toBe(`/kk/ads/${id}-${slug}`)
    expect((await site.ask(`/kk/ads/${id}`)).headers.location).toBe(`/kk/ads/${id}-${slug}`)
    expect((await site.ask('/ads')).page.querySelector('.notices h3[lang=kk]')).toBeTruthy()
  })
})

describe('the board', () => {
  test('finds what the program before this one wrote once the clock has been there, and no longer what was changed', async () => {
    const found = async (q: string) =>
      (await site.ask(`/ads?q=${encodeURIComponent(q)}&x=${Math.random()}`)).page.querySelectorAll('.notices h3').length
    await rows(site.kit.db, `update notices set title = 'Ешкі сатылады' where title = 'Қозы сатылады'`)
    await site.kit.changes.announce(['board'])
    expect(await found('ешкілер')).toBe(0)
    await catchUpNoticeTerms(site.kit)
    await site.kit.changes.announce(['board'])
    expect(await found('ешкілер')).toBe(1)
    await rows(site.kit.db, `update notices set title = 'Қозы сатылады' where title = 'Ешкі сатылады'`)
    await catchUpNoticeTerms(site.kit)
    await site.kit.changes.announce(['board'])
    expect(await found('ешкілер')).toBe(0)
  })

  test('is found by category, town and words in any form', async () => {
    await placed(openVisitor(site), {
      category: 'homes',
      town: 'pavlodar',
      title: 'Сдам тёплую комнату',
      text: 'Комната в двухкомнатной квартире, рядом с университетом.',
      phone: '+77000000010',
    })
    const titles = async (query: Record<string, string>) =>
      (await site.ask(`/ads?${new URLSearchParams(query)}`)).page.querySelectorAll('.notices h3').map(wordsOf)
    expect(await titles({ category: 'homes' })).toEqual(['Сдам тёплую комнату'])
    expect(await titles({ town: 'pavlodar' })).toEqual(['Сдам тёплую комнату'])
    expect(await titles({ q: 'комнаты' })).toEqual(['Сдам тёплую комнату'])
    for (const q of ['қозы', 'қозыларды', 'қозымның', 'козылар', 'салмағын'])
      expect(await titles({ q }), q).toEqual(['Қозы сатылады'])
    expect(await titles({ q: 'хозяйством' })).toEqual(['Сено от хозяйства'])
    for (const q of ['и', '!!!', "' | 'a':*", 'комнаты -университет']) expect(await titles({ q }), q).toEqual([])
    expect(await titles({ category: 'homes', town: 'semey', q: '' })).toEqual([])
    expect((await site.ask('/ads?category=nothing')).status).toBe(404)
    expect((await site.ask(`/ads?town=${encodeURIComponent("'; drop table notices")}`)).status).toBe(404)
  })

  test('is paged by key, forth and back, without a gap or a repetition', async () => {
    await rows(
      site.kit.db,
      `insert into notices (category_id, town, language, is_business, title, slug, body_text, body_html, body_policy, phone, state,
         secret_hash, placed_at, released_at, raised_at, ends_at)
       select 1, 'aktau', 'ru', false, 'Вещь ' || i, 'veshch', 'Текст', '<p>Текст</p>', 1, '+77000000000', 'shown', 'x' || i,
         :now::timestamptz, :now::timestamptz, :now::timestamptz - (i / 2) * interval '1 hour', :now::timestamptz + interval '9 days'
       from generate_series(1, 45) i`,
      { now: site.kit.clock.now() },
    )
    await site.kit.changes.announce(['board'])
    const seen: string[] = []
    let path: string | undefined = '/ads?town=aktau'
    let lastPage = path
    while (path) {
      const { page } = await site.ask(path.replaceAll('&amp;', '&'))
      seen.push(...page.querySelectorAll('.notices h3').map(wordsOf))
      lastPage = path
      path = page.querySelector('a[rel=next]')?.getAttribute('href')
    }
    expect(seen).toHaveLength(45)
    expect(new Set(seen).size).toBe(45)
    const back =
      (await site.ask(lastPage.replaceAll('&amp;', '&'))).page.querySelector('a[rel=prev]')?.getAttribute('href') ?? ''
    expect((await site.ask(back.replaceAll('&amp;', '&'))).page.querySelectorAll('.notices h3').map(wordsOf)).toEqual(
      seen.slice(20, 40),
    )
  })

  test('beside the news costs a page no query', async () => {
    await site.ask('/regions')
    expect(await site.countQueries(() => site.ask('/popular?of=month'))).toBeLessThanOrEqual(3)
    expect(await site.countQueries(() => site.ask('/popular?of=month&x=1'))).toBe(0)
  })

  test('takes nothing new while the newsroom has shut it', async () => {
    const set = async (isOpen: boolean) => {
      await writeSettings(site.kit.db, boardSettings, boardSettings.schema.parse({ isOpen }), site.kit.clock.now())
      await site.kit.changes.announce([settingsTag('board')])
    }
    await set(false)
    expect((await site.ask('/ad/new')).page.querySelector('form.say')).toBeNull()
    expect((await site.ask('/ads')).page.querySelector('.ways .main')).toBeNull()
    await set(true)
    expect((await site.ask('/ads')).page.querySelector('.ways .main')).toBeTruthy()
  })
})

describe('its owner', () => {
  test('changes it by the secret link: other words are looked at again, another price is not', async () => {
    const visitor = openVisitor(site)
    const wish = {
      title: 'Продам телегу',
      text: 'Телега крепкая, колёса новые, стоит во дворе.',
      phone: '+77000000011',
    }
    const mine = await placed(visitor, wish)
    const { id, slug } = await newest()
    await site.ask(`/ads/${id}-${slug}`)
    const fields = { ...hay, ...wish }
    expect((await visitor.fillIn(`${mine}/edit`, { ...fields, price: '12000' })).headers.location).toBe(
      `${mine}?told=edited`,
    )
    expect(wordsOf((await site.ask(`/ads/${id}-${slug}`)).page.querySelector('.sum'))).toContain('12 000')
    await visitor.fillIn(`${mine}/edit`, { ...fields, title: 'Казино и ставки' })
    expect((await newest()).state).toBe('waiting')
    expect((await site.ask(`/ads/${id}-${slug}`)).status).toBe(404)
  })

  test('extends it near its end, takes it down, and brings it back', async () => {
    const visitor = openVisitor(site)
    const mine = await placed(
      visitor,
      {
        title: 'Куплю баян',
        text: 'Нужен рабочий баян для сельского клуба, можно старый.',
        phone: '+77000000012',
      },
      [await photo(320, 240)],
    )
    const { id, slug } = await newest()
    const page = `/ads/${id}-${slug}`
    expect((await visitor.post(`${mine}/extend`)).headers.location).toBe(`${mine}?told=not`)
    later(25)
    expect(wordsOf((await visitor.ask(mine)).page.querySelector('main'))).toContain('До конца срока 5 дней')
    expect((await visitor.post(`${mine}/extend`)).headers.location).toBe(`${mine}?told=extended`)
    later(29)
    await endDueNotices(site.kit)
    expect((await site.ask(page)).status).toBe(200)
    later(2)
    await endDueNotices(site.kit)
    const gone = await site.ask(page)
    expect(gone.status).toBe(410)
    expect(wordsOf(gone.page.querySelector('main'))).toContain('срок закончился или вопрос решён')
    expect(wordsOf((await visitor.ask(mine)).page.querySelector('main'))).toContain('Срок закончился')
    await visitor.post(`${mine}/extend`)
    // For some seconds the page that says it is gone may still be told.
    later(1 / 24)
    expect((await site.ask(page)).status).toBe(200)
    await visitor.post(`${mine}/close`)
    expect((await site.ask(page)).status).toBe(410)
    later(91)
    const pictures = () => rows(site.kit.db, 'select 1 from pictures where removed_at is not null')
    expect(await pictures()).toHaveLength(0)
    await forgetGoneNotices(site.kit)
    // Its own, and two of a notice that ended meanwhile.
    expect(await pictures()).toHaveLength(3)
    const forgotten = await visitor.ask(mine)
    expect(forgotten.status).toBe(404)
    expect(wordsOf(forgotten.page.querySelector('main'))).toContain('удаляются вместе со ссылкой')
  })

  test('is nobody who merely guesses a link, and no other site can press its buttons', async () => {
    const visitor = openVisitor(site)
    const mine = await placed(visitor, {
      title: 'Куплю мёд',
      text: 'Возьму десять килограммов разнотравного мёда.',
      phone: '+77000000013',
    })
    const { id, slug } = await newest()
    expect((await visitor.ask(`/ad/mine/${'A'.repeat(43)}`)).status).toBe(404)
    expect((await visitor.ask('/ad/mine/short')).status).toBe(404)
    expect((await visitor.post(`/ad/mine/${'A'.repeat(43)}/close`)).status).toBe(404)
    expect((await visitor.post(`${mine}/close`, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await visitor.post(`${mine}/vanish`)).status).toBe(404)
    expect((await site.ask(`/ads/${id}-${slug}`)).status).toBe(200)
    const [stored] = await rows<{ text: string }>(
      site.kit.db,
      'select row_to_json(n)::text as text from notices n where id = :id',
      { id },
    )
    expect(stored?.text).not.toContain(mine.split('/').at(-1))
  })

  test('takes it down while it waits and brings it back, and still it waits, in its old place', async () => {
    const visitor = openVisitor(site)
    const wish = { title: 'Продам улей', text: 'Улей на двенадцать рамок, сухой.', phone: '+77000000015' }
    const sent = await visitor.fillIn('/ad/new', { ...hay, ...wish })
    const mine = String(sent.headers.location).split('?')[0]
    const { id, slug } = await newest()
    later(1 / 24)
    expect(await release()).toBe('done')
    const raisedAt = () => row(site.kit.db, 'select raised_at from notices where id = :id', { id })
    const place = await raisedAt()
    const closeAndExtend = async () => {
      expect((await visitor.post(`${mine}/close`)).headers.location).toBe(`${mine}?told=closed`)
      expect((await visitor.post(`${mine}/extend`)).headers.location).toBe(`${mine}?told=extended`)
    }
    later(1)
    // As it was released it may come back by itself.
    await closeAndExtend()
    expect((await newest()).state).toBe('shown')

    await visitor.fillIn(`${mine}/edit`, { ...hay, ...wish, text: 'Казино и ставки, быстрый заработок.' })
    await closeAndExtend()
    expect((await newest()).state).toBe('waiting')
    expect((await site.ask(`/ads/${id}-${slug}`)).status).toBe(404)

    await decide(site.kit, editor, await newest(), { deed: 'refuse', as: 'spam' })
    await decide(site.kit, editor, await newest(), { deed: 'look again' })
    await closeAndExtend()
    expect((await newest()).state).toBe('waiting')
    expect(await release()).toBe('done')
    expect(await raisedAt()).toEqual(place)
  })

  test('who saves while the newsroom decides loses no words, and decides nothing by it', async () => {
    const visitor = openVisitor(site)
    const wish = { title: 'Отдам котят', text: 'Три котёнка, едят сами, к лотку приучены.', phone: '+77000000014' }
    const mine = await placed(visitor, wish)
    const { id, version } = await newest()
    const form = await visitor.ask(`${mine}/edit`)
    expect(form.page.querySelector('[name=version]')?.getAttribute('value')).toBe(String(version))
    await decide(site.kit, editor, { id, version }, { deed: 'refuse', as: 'spam' })
    const late = await visitor.fillIn(mine.replace(/$/, '/edit'), { ...hay, ...wish }).catch((error: Error) => error)
    expect(late).toBeInstanceOf(Error)
    expect((await newest()).state).toBe('refused')
    expect(wordsOf((await visitor.ask(mine)).page.querySelector('main'))).toContain('Похоже на спам')
  })
})

test('a complaint is counted once a reader, and asks for its reason', async () => {
  await placed(openVisitor(site), {
    title: 'Чудо-прибор',
    text: 'Прибор от всех болезней, звоните скорее.',
    phone: '+77000000015',
  })
  const { id } = await newest()
  const reader = openVisitor(site)
  expect((await reader.post(`/ad/${id}/complaint`)).status).toBe(422)
  for (let time = 0; time < 3; time++)
    expect(wordsOf((await reader.post(`/ad/${id}/complaint`, { reason: 'fraud', words: 'Обман' })).page)).toContain(
      'Жалоба принята',
    )
  await openVisitor(site).post(`/ad/${id}/complaint`, { reason: 'spam' })
  expect(await row(site.kit.db, 'select complaints from notices where id = :id', { id })).toEqual({ complaints: 2 })
})

test('the sitemap of the board holds what stands on it, and the index names it', async () => {
  const index = await site.ask('/sitemap.xml')
  expect(index.body).toContain('https://locman.test/sitemaps/ads.xml')
  const { body } = await site.ask('/sitemaps/ads.xml')
  const listed = await rows<{ slug: string; shown: boolean }>(
    site.kit.db,
    `select '/ads/' || id || '-' || slug as slug, state = 'shown' and ends_at > :now as shown from notices`,
    { now: site.kit.clock.now() },
  )
  expect(listed.some(({ shown }) => shown)).toBe(true)
  for (const { slug, shown } of listed) expect(body.includes(`${slug}</loc>`), slug).toBe(shown)
  expect(body).toContain('<loc>https://locman.test/kk/ads</loc>')
})
