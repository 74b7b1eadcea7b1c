import type { HTMLElement } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addViews, forgetOldViewDays } from '../../src/features/readership/view-store.js'
import { row } from '../../src/platform/database.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let reporter: Colleague
let first: { id: number }
let second: { id: number }
beforeAll(async () => {
  site = await openTestSite()
  reporter = await signedIn(site, 'reporter')
  first = await writeArticle(site.kit, {
    title: 'Первая',
    publishedAt: new Date('2026-11-20T09:00:00+05:00'),
    authors: ['aigul'],
  })
  second = await writeArticle(site.kit, {
    title: 'Вторая',
    publishedAt: new Date('2026-11-20T09:00:00+05:00'),
    authors: ['aigul', 'daniyar'],
  })
  const { db } = site.kit
  await addViews(
    db,
    new Map([
      [first.id, 5],
      [second.id, 2],
    ]),
    new Date('2026-11-24T10:00:00+05:00'),
  )
  await addViews(db, new Map([[first.id, 1]]), new Date('2026-11-24T11:00:00+05:00'))
  // Twenty minutes after midnight in Almaty, still the day before in Greenwich.
  await addViews(db, new Map([[second.id, 9]]), new Date('2026-11-22T00:20:00+05:00'))
})
afterAll(() => site.close())

const cellsOf = (row: HTMLElement) => row.querySelectorAll('td').map(wordsOf).join(' ')

const tableOf = async (path: string, at: number) =>
  (await reporter.ask(path)).page.querySelectorAll('main > table')[at]?.querySelectorAll('tbody tr').map(cellsOf)

test('today the story that was opened most stands first', async () => {
  expect(await tableOf('/newsroom/statistics?of=day', 0)).toEqual(['Первая 6', 'Вторая 2'])
})

test('within a week another one does, and every day has its number', async () => {
  expect(await tableOf('/newsroom/statistics', 0)).toEqual(['Вторая 11', 'Первая 6'])
  const page = (await reporter.ask('/newsroom/statistics')).page
  expect(page.querySelectorAll('details tbody tr').map(cellsOf)).toEqual(
    expect.arrayContaining(['22 ноября 9', '23 ноября 0', '24 ноября 8']),
  )
})

test('an author is counted every story under their name', async () => {
  expect(await tableOf('/newsroom/statistics', 1)).toEqual(['aigul по-русски 2 17', 'daniyar по-русски 1 11'])
})

test('a story tells its own days', async () => {
  const page = (await reporter.ask(`/newsroom/statistics/${second.id}`)).page
  expect(wordsOf(page.querySelector('.total'))).toBe('Просмотров: 11')
  expect((await reporter.ask('/newsroom/statistics/999999')).status).toBe(404)
})

test('days older than thirteen months are forgotten, totals are not', async () => {
  await forgetOldViewDays(site.kit.db, new Date('2028-01-01T00:00:00Z'))
  expect(await row(site.kit.db, 'select 1 from view_days limit 1')).toBeUndefined()
  expect(await row(site.kit.db, 'select sum(total)::int as total from article_views')).toEqual({ total: 17 })
})
