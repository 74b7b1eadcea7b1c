import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { popularNews } from '../../../src/features/readership/popular-lists.js'
import { markOf, periods } from '../../../src/features/readership/popularity.js'
import { addViews } from '../../../src/features/readership/view-store.js'
import { row, rows, run, transaction } from '../../../src/platform/database.js'
import { openTestSite, type TestSite, wordsOf } from '../../support/test-site.js'
import { writeArticle } from '../../support/write.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite({ pageCacheBytes: 0 })
})
afterAll(() => site.close())
/** No story and nothing read, in the database as in memory. */
beforeEach(async () => {
  for (const table of ['article_views', 'view_days', 'articles']) await rows(site.kit.db, `delete from ${table}`)
  await site.kit.changes.announce(['newest:ru', 'newest:kk', 'front:ru', 'front:kk'])
})

const view = (id: number, count: number, at: string) => addViews(site.kit.db, new Map([[id, count]]), new Date(at))
const titles = async (path: string) =>
  (await site.ask(path)).page.querySelectorAll('main .ranked h2').map((heading) => wordsOf(heading))

test('a story’s score is the logarithm of its faded views, however they came in', async () => {
  const { id } = await writeArticle(site.kit)
  await view(id, 3, '2026-11-24T11:30:00+05:00')
  await view(id, 5, '2026-11-24T11:59:00+05:00')
  await view(id, 1, '2026-11-24T12:00:00+05:00')
  const kept = await row<Record<string, number>>(site.kit.db, 'select today, week, month from article_views')
  for (const period of periods) {
    const sum = [
      [3, '2026-11-24T11:30:00+05:00'],
      [5, '2026-11-24T11:59:00+05:00'],
      [1, '2026-11-24T12:00:00+05:00'],
    ].reduce(
      (total, [count, at]) =>
        total + Number(count) * 2 ** (markOf(period, new Date(String(at))) - markOf(period, site.kit.clock.now())),
      0,
    )
    expect(Number(kept?.[period]) - markOf(period, site.kit.clock.now())).toBeCloseTo(Math.log2(sum), 6)
  }
})

describe('the popular stories', () => {
  beforeEach(async () => {
    const old = await writeArticle(site.kit, {
      title: 'Прошлой недели',
      publishedAt: new Date('2026-11-17T09:00:00+05:00'),
    })
    const fresh = await writeArticle(site.kit, {
      title: 'Сегодняшняя',
      publishedAt: new Date('2026-11-24T08:00:00+05:00'),
    })
    const unread = await writeArticle(site.kit, {
      title: 'Никем не открытая',
      publishedAt: new Date('2026-11-24T08:10:00+05:00'),
    })
    const kazakh = await writeArticle(site.kit, {
      language: 'kk',
      title: 'Қазақша',
      publishedAt: new Date('2026-11-24T08:00:00+05:00'),
    })
    const draft = await writeArticle(site.kit, { title: 'Снятая' })
    expect(unread.id).toBeGreaterThan(0)
    await view(old.id, 100, '2026-11-20T12:00:00+05:00')
    await view(fresh.id, 10, '2026-11-24T11:00:00+05:00')
    await view(kazakh.id, 4, '2026-11-24T11:00:00+05:00')
    await view(draft.id, 50, '2026-11-24T11:59:00+05:00')
    await site.kit.db.raw(`update articles set state = 'draft' where id = ?`, [draft.id])
  })

  test('of today are those read today, of the month all that were read much', async () => {
    expect(await titles('/popular')).toEqual(['Сегодняшняя'])
    expect(await titles('/popular?of=week')).toEqual(['Прошлой недели', 'Сегодняшняя'])
    expect(await titles('/popular?of=month')).toEqual(['Прошлой недели', 'Сегодняшняя'])
    expect(await titles('/kk/popular')).toEqual(['Қазақша'])
  })

  test('stand beside the news, with links to the week and the month', async () => {
    const box = (await site.ask('/')).page.querySelector('.popular')
    expect(wordsOf(box)).toContain('Популярное сегодня')
    expect(box?.querySelectorAll('ol a').map((link) => wordsOf(link))).toEqual(['Сегодняшняя'])
    expect(box?.querySelectorAll('.tabs a').map((link) => link.getAttribute('href'))).toEqual([
      '/popular',
      '/popular?of=week',
      '/popular?of=month',
    ])
    expect(wordsOf((await site.ask('/kk')).page.querySelector('.popular'))).toContain('Бүгін ең көп оқылғандар')
  })

  test('of a period that does not exist are an address that does not exist', async () => {
    expect((await site.ask('/popular?of=year')).status).toBe(404)
    expect((await site.ask('/popular?of[]=week')).status).toBe(200)
  })
})

test('while nothing was read the box is away and the page says so', async () => {
  await writeArticle(site.kit)
  expect((await site.ask('/')).page.querySelector('.popular')).toBeNull()
  expect(wordsOf((await site.ask('/popular')).page.querySelector('.empty'))).toContain('пока ничего не читали')
})

test.each(periods)(
  'however many stories there are, the popular ones of %s are read off an index and not sorted',
  async (period) => {
    const { db, clock } = site.kit
    const asked: { sql: string; bindings: unknown[] }[] = []
    const hear = (query: { sql: string; bindings: unknown[] }) => asked.push(query)
    db.on('query', hear)
    await popularNews(db, { language: 'ru', period, now: clock.now(), limit: 20 })
    db.off('query', hear)
    const values = asked[0]?.bindings.map((value) => `'${value instanceof Date ? value.toISOString() : value}'`) ?? []
    const sql = asked[0]?.sql.replace(/\$(\d+)/g, (_, at) => values[Number(at) - 1] ?? '')
    const plan = await transaction(db, async (db) => {
      // Of a few rows PostgreSQL would rather sort all of them.
      for (const way of ['seqscan', 'bitmapscan', 'sort']) await run(db, `set local enable_${way} = off`)
      return rows<Record<string, string>>(db, `explain ${sql}`)
    })
    const words = plan.flatMap((line) => Object.values(line)).join('\n')
    expect(words).toContain(`article_views_${period}`)
    expect(words).not.toContain('Sort')
  },
)
