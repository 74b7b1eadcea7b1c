import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../src/platform/database.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { type Answer, openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let editor: Colleague
let reporter: Colleague
beforeAll(async () => {
  site = await openTestSite()
  editor = await signedIn(site, 'editor')
  reporter = await signedIn(site, 'reporter')
})
afterAll(() => site.close())

const titles = ({ page }: Answer) => page.querySelectorAll('.desk .headline').map((link) => wordsOf(link))
const desk = (query = '', who = editor) => who.ask(`/newsroom${query}`)
const minutes = (count: number) => new Date(site.kit.clock.now().getTime() + count * 60_000)

test('an empty desk teaches what each list is for', async () => {
  for (const state of ['draft', 'review', 'scheduled', 'published', 'withdrawn', 'kazakh']) {
    const { status, page } = await desk(`?state=${state}`)
    expect(status).toBe(200)
    expect(wordsOf(page.querySelector('.empty')).length).toBeGreaterThan(60)
  }
})

describe('the desk', () => {
  beforeAll(async () => {
    await writeArticle(site.kit, {
      title: 'Черновик о дороге',
      state: 'draft',
      publishedAt: null,
      section: 'roads',
      authors: ['asem'],
    })
    await writeArticle(site.kit, { title: 'Көпір туралы нобай', language: 'kk', state: 'draft', publishedAt: null })
    await writeArticle(site.kit, { title: 'На проверке', state: 'review', publishedAt: null })
    await writeArticle(site.kit, { title: 'Выйдет вечером', state: 'scheduled', publishedAt: minutes(300) })
    await writeArticle(site.kit, { title: 'Выйдет утром', state: 'scheduled', publishedAt: minutes(60) })
    await writeArticle(site.kit, { title: 'Не вышел', state: 'scheduled', publishedAt: minutes(-5) })
    await writeArticle(site.kit, { title: 'Снятая новость', state: 'withdrawn' })
    const ru = await writeArticle(site.kit, { title: 'Есть пара', publishedAt: minutes(-90) })
    await writeArticle(site.kit, { title: 'Жұбы бар', language: 'kk', storyId: ru.storyId, publishedAt: minutes(-80) })
    const old = await writeArticle(site.kit, {
      title: 'Пара отстала',
      publishedAt: minutes(-90),
      updatedAt: minutes(-20),
    })
    await writeArticle(site.kit, {
      title: 'Ескі жұбы',
      language: 'kk',
      storyId: old.storyId,
      publishedAt: minutes(-70),
    })
    await writeArticle(site.kit, { title: 'Пары нет', publishedAt: minutes(-60), section: 'roads', authors: ['asem'] })
  })

  test('shows each state under its tab, with counters', async () => {
    expect(titles(await desk())).toEqual(['Көпір туралы нобай', 'Черновик о дороге'])
    expect(titles(await desk('?state=review'))).toEqual(['На проверке'])
    expect(titles(await desk('?state=withdrawn'))).toEqual(['Снятая новость'])
    const { page } = await desk('?state=published')
    expect(titles(await desk('?state=published'))).toEqual([
      'Пары нет',
      'Ескі жұбы',
      'Жұбы бар',
      'Пара отстала',
      'Есть пара',
    ])
    expect(page.querySelectorAll('.tabs .chip').map((chip) => chip.textContent)).toEqual(['2', '1', '3', '5', '1', '2'])
  })

  test('shows what is scheduled soonest first, and what did not come out in red', async () => {
    const answer = await desk('?state=scheduled')
    expect(titles(answer)).toEqual(['Не вышел', 'Выйдет утром', 'Выйдет вечером'])
    expect(answer.page.querySelectorAll('tr.overdue').map((row) => wordsOf(row.querySelector('.headline')))).toEqual([
      'Не вышел',
    ])
    expect(wordsOf(answer.page.querySelector('.waiting .urgent'))).toContain('1 материал не вышел')
  })

  test('tells which Kazakh versions are missing or older', async () => {
    const answer = await desk('?state=kazakh')
    expect(titles(answer)).toEqual(['Пары нет', 'Пара отстала'])
    expect(answer.page.querySelectorAll('.mark').map(wordsOf)).toEqual([
      'Казахской версии нет',
      'Казахская версия старше русской',
    ])
  })

  test.each([
    ['?language=kk', ['Көпір туралы нобай']],
    [`?state=published&q=${encodeURIComponent('пары')}`, ['Пары нет', 'Пара отстала', 'Есть пара']],
    [`?state=published&q=${encodeURIComponent('жұбы')}`, ['Ескі жұбы', 'Жұбы бар']],
    [`?q=${encodeURIComponent('нет-такого')}`, []],
    ['?mine=yes', []],
  ])('finds by %s', async (query, expected) => {
    expect(titles(await desk(query))).toEqual(expected)
  })

  test('finds by section and author, alone and together', async () => {
    const { page } = await desk()
    const value = (select: string, name: string) =>
      page
        .querySelectorAll(`#${select} option`)
        .find((option) => option.textContent === name)
        ?.getAttribute('value')
    const author = value('author', 'asem по-русски')
    const section = page.querySelectorAll('#section option').map((option) => option.getAttribute('value'))
    expect(titles(await desk(`?author=${author}`))).toEqual(['Черновик о дороге'])
    expect(titles(await desk(`?author=${author}&state=published`))).toEqual(['Пары нет'])
    const bySection = await Promise.all(
      section.filter(Boolean).map(async (id) => titles(await desk(`?author=${author}&state=published&section=${id}`))),
    )
    expect(bySection.flat()).toEqual(['Пары нет'])
  })

  test('finds a story by its number or address, whatever its state', async () => {
    const { id } = await writeArticle(site.kit, { title: 'По номеру', state: 'withdrawn' })
    for (const words of [String(id), `https://locman.test/kk/news/${id}-slug`, `/a/${id}`])
      expect(titles(await desk(`?q=${encodeURIComponent(words)}`))).toEqual(['По номеру'])
  })

  test('shows one’s own, and what was given back with its note', async () => {
    const { id } = await writeArticle(site.kit, { title: 'Мой', state: 'draft', publishedAt: null })
    await run(site.kit.db, `update articles set begun_by = :staff, review_note = 'Нет источника' where id = :id`, {
      staff: reporter.staff.id,
      id,
    })
    const answer = await desk('?mine=yes', reporter)
    expect(titles(answer)).toEqual(['Мой'])
    expect(wordsOf(answer.page.querySelector('.mark.note'))).toBe('Вернули: Нет источника')
    expect(wordsOf(answer.page.querySelector('.waiting'))).toContain('1 ваш материал вернули')
    expect(wordsOf((await desk()).page.querySelector('.waiting'))).not.toContain('вернули')
  })

  test('leads a reporter only through doors that are open', async () => {
    await run(
      site.kit.db,
      `insert into manuscript_locks (article_id, account_id, tab, taken_at, seen_at)
       select id, :staff, 'tab', :now, :now from articles where title = 'Черновик о дороге'`,
      { staff: editor.staff.id, now: site.kit.clock.now() },
    )
    const hrefs = async (query: string) =>
      (await desk(query, reporter)).page
        .querySelectorAll('main :is(.desk, .waiting) a')
        .map((link) => link.getAttribute('href') ?? '')
    const states = ['draft', 'review', 'scheduled', 'published', 'withdrawn', 'kazakh']
    const found = new Set((await Promise.all(states.map((state) => hrefs(`?state=${state}`)))).flat())
    expect([...found].some((href) => href.startsWith('/news/'))).toBe(true)
    expect([...found].some((href) => /^\/newsroom\/articles\/\d+$/.test(href))).toBe(true)
    for (const href of found) expect((await reporter.ask(href)).status, href).toBe(200)
    expect(titles(await desk('', reporter))).toContain('Черновик о дороге')
    await run(site.kit.db, 'delete from manuscript_locks')
  })

  test('tells who is writing what at this moment', async () => {
    const { id } = await writeArticle(site.kit, { title: 'Пишется', state: 'draft', publishedAt: null })
    const lock = (seen: Date) =>
      run(
        site.kit.db,
        `insert into manuscript_locks (article_id, account_id, tab, taken_at, seen_at) values (:id, :staff, 'tab', :taken, :seen)
         on conflict (article_id) do update set seen_at = excluded.seen_at`,
        { id, staff: reporter.staff.id, taken: minutes(-7), seen },
      )
    await lock(minutes(-0.5))
    expect(wordsOf((await desk()).page.querySelector('[aria-labelledby=writing]'))).toContain(
      'Пишется Имя reporter, уже 7 минут',
    )
    await lock(minutes(-3))
    expect((await desk()).page.querySelector('[aria-labelledby=writing]')).toBeNull()
  })

  test('walks a long list by key, there and back', async () => {
    for (let at = 0; at < 45; at += 1)
      await writeArticle(site.kit, { title: `Длинный ${at}`, state: 'review', publishedAt: null })
    const first = await desk('?state=review')
    expect(titles(first)).toHaveLength(40)
    const second = await editor.ask(first.page.querySelector('.pager a[rel=next]')?.getAttribute('href') ?? '')
    expect(titles(second)).toEqual(['Длинный 4', 'Длинный 3', 'Длинный 2', 'Длинный 1', 'Длинный 0', 'На проверке'])
    const back = await editor.ask(second.page.querySelector('.pager a[rel=prev]')?.getAttribute('href') ?? '')
    expect(titles(back)).toEqual(titles(first))
  })
})

test.each([
  '?state=nonsense&language=xx&section=1e9&author=-1&mine=maybe',
  '?before=x-1&q=%00%27%3B--',
  '?state=draft&state=review&q=a&q=b',
  `?q=${encodeURIComponent('&|!():*<->"\'\\')}`,
  `?q=${encodeURIComponent('щ'.repeat(1000))}`,
  '?section=999999999&author=999999999',
])('a hostile address %s shows a desk', async (query) => {
  expect((await desk(query)).status).toBe(200)
})
