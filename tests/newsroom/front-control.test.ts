import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { endFrontSlots } from '../../src/features/articles/front-ends.js'
import { rows } from '../../src/platform/database.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { testNow } from '../support/test-kit.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let editor: Colleague
const ids: number[] = []
beforeAll(async () => {
  site = await openTestSite()
  editor = await signedIn(site, 'editor')
  for (const title of ['Первая', 'Вторая', 'Третья'])
    ids.push((await writeArticle(site.kit, { title, section: title === 'Вторая' ? 'sport' : 'society' })).id)
})
beforeEach(() => site.kit.clock.set(testNow))
afterAll(() => site.close())

const control = async () => (await editor.ask('/newsroom/front?language=ru')).page
const version = async () => (await control()).querySelector('input[name=version]')?.getAttribute('value') ?? ''
const arrange = async (fields: Record<string, string>) =>
  editor.send('/newsroom/front', { language: 'ru', version: await version(), step: 'live', ...fields })
const lead = async (path = '/') => wordsOf((await editor.ask(path)).page.querySelector('.lead-story h2'))

test('an editor chooses who leads, looks at it first, and takes it back', async () => {
  expect(await lead()).toBe('Третья')
  const seen = await arrange({ slot0: String(ids[0]), step: 'preview' })
  expect(await lead(seen.headers.location)).toBe('Первая')
  expect(await lead()).toBe('Третья')
  expect((await arrange({ slot0: String(ids[0]) })).status).toBe(303)
  expect(await lead()).toBe('Первая')
  const undo = (await control()).querySelector('.notice form')
  expect(undo?.getAttribute('action')).toBe('/newsroom/front/return')
  await editor.send('/newsroom/front/return', { language: 'ru', version: await version() })
  expect(await lead()).toBe('Третья')
  const deeds = await rows<{ deed: string }>(
    site.kit.db,
    `select deed from audit where subject = 'front:ru' order by id`,
  )
  expect(deeds.map(({ deed }) => deed)).toEqual(['front.arrange', 'front.undo'])
})

test('a place ends at its hour', async () => {
  await arrange({ slot0: String(ids[1]), until0: '2026-11-24T13:00' })
  expect(await lead()).toBe('Вторая')
  await endFrontSlots(site.kit)
  site.kit.clock.set('2026-11-24T13:00:01+05:00')
  await endFrontSlots(site.kit)
  expect(await lead()).toBe('Третья')
})

test('section blocks stand in the order that was set', async () => {
  const blocks = async () => (await site.ask('/')).page.querySelectorAll('.block h2').map(wordsOf)
  const before = await blocks()
  await arrange({ 'place-sport': '1', 'place-society': '2' })
  expect(await blocks()).not.toEqual([])
  expect((await blocks())[0]).toBe('Спорт')
  expect([...before].sort()).toEqual((await blocks()).sort())
})

test('two editors do not overwrite each other', async () => {
  const old = await version()
  await arrange({ slot0: String(ids[0]) })
  const answer = await arrange({ slot0: String(ids[1]), version: old })
  expect([answer.status, await lead()]).toEqual([409, 'Первая'])
})

test('a story that was chosen twice stands once, in the first of its places', async () => {
  await arrange({ slot0: String(ids[0]), slot1: String(ids[0]), slot2: String(ids[1]) })
  const chosen = (await control()).querySelectorAll('select[name^=slot] option[selected]')
  const values = chosen.map((option) => option.getAttribute('value')).filter((value) => value !== '')
  expect(values).toEqual([String(ids[0]), String(ids[1])])
})

test('of two who arrange it at the same moment one is told that it has changed', async () => {
  const seen = await version()
  const answers = await Promise.all(ids.slice(0, 2).map((id) => arrange({ slot0: String(id), version: seen })))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
})

test.each([{ until0: '2026-11-24T11:00' }, { until0: 'вчера' }])(
  'a time that is over is refused: %j',
  async (fields) => {
    expect((await arrange({ slot0: String(ids[1]), ...fields })).status).toBe(422)
  },
)

test('a breaking line stands above every page in its language, without a query, and ends by itself', async () => {
  const send = (fields: Record<string, string>) =>
    editor.send('/newsroom/front/breaking', { language: 'ru', ...fields })
  const bar = async (path: string) => (await site.ask(path)).page.querySelector('.breaking')
  const words = { ru: 'Трасса <закрыта>', kk: 'Жол жабық', until: '2026-11-24T13:00' }
  for (const wrong of [
    { kk: '' },
    { until: '' },
    { until: '2026-11-24T11:00' },
    { story: '999999' },
    { story: 'javascript:1' },
  ])
    expect((await send({ ...words, ...wrong })).status).toBe(422)
  expect(await bar('/corrections')).toBeNull()
  await send({ ...words, story: String(ids[0]) })
  expect(wordsOf(await bar('/corrections'))).toBe('Срочно Трасса <закрыта>')
  expect((await bar('/'))?.querySelector('a')?.getAttribute('href')).toMatch(`/news/${ids[0]}-`)
  expect(wordsOf(await bar('/kk'))).toBe('Шұғыл Жол жабық')
  await endFrontSlots(site.kit)
  site.kit.clock.set('2026-11-24T13:00:01+05:00')
  await endFrontSlots(site.kit)
  expect(await bar('/')).toBeNull()
})
