import type { HTMLElement } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { row, rows } from '../../src/platform/database.js'
import { photo } from '../features/media/pictures.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { sendFiles } from '../support/upload.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let editor: Colleague
beforeAll(async () => {
  site = await openTestSite()
  editor = await signedIn(site, 'editor')
})
afterAll(() => site.close())

/** Presses the button of the notice that the last deed left. */
async function undo(page: HTMLElement): Promise<void> {
  const form = page.querySelector('.notice form')
  if (!form) throw new Error('nothing to undo')
  const fields = form
    .querySelectorAll('input')
    .map((input) => [input.getAttribute('name'), input.getAttribute('value')])
  const answer = await editor.send(form.getAttribute('action') ?? '', Object.fromEntries(fields))
  expect(answer.status).toBe(303)
}

/** What was brought, by its number: where it lies. */
const pictures = new Map<number, string>()

async function bring(bytes: Buffer): Promise<number> {
  const { body } = await sendFiles(editor, [{ name: 'ice.jpg', bytes }])
  const { picture } = JSON.parse(body).files[0]
  pictures.set(picture.id, picture.src)
  return picture.id
}

const replace = (from: number | undefined, into: number | undefined) =>
  sendFiles(editor, [], {
    path: `/newsroom/media/${from}/replacement`,
    accept: 'text/html',
    fields: { with: String(into) },
  })

describe('one button undoes', () => {
  test('the removal of a tag, with its other spellings', async () => {
    await editor.send('/newsroom/filing/tag/new', { name_ru: 'Мост', name_kk: 'Көпір', aliases: 'мосты\nпереправа' })
    const id = async () => (await row<{ id: number }>(site.kit.db, `select id from tags where slug = 'most'`))?.id
    await editor.send(`/newsroom/filing/tag/${await id()}/removal`)
    expect(await id()).toBeUndefined()
    await undo((await editor.ask('/newsroom/filing/tag')).page)
    const form = (await editor.ask(`/newsroom/filing/tag/${await id()}`)).page
    expect(form.querySelector('#name_kk')?.getAttribute('value')).toBe('Көпір')
    expect(form.querySelector('#aliases')?.text.trim().split('\n').toSorted()).toEqual(['мосты', 'переправа'])
  })

  test('the removal of a redirect', async () => {
    const { id, slug } = await writeArticle(site.kit)
    const to = `/news/${id}-${slug}`
    await editor.send('/newsroom/redirects', { from: '/novosti/1.html', to })
    const row = (await editor.ask('/newsroom/redirects')).page.querySelector('button[value=remove]')?.parentNode
    const fields = row?.querySelectorAll('input').map((each) => [each.getAttribute('name'), each.getAttribute('value')])
    await editor.send('/newsroom/redirects', { ...Object.fromEntries(fields ?? []), deed: 'remove' })
    expect((await site.ask('/novosti/1.html')).status).toBe(404)
    await undo((await editor.ask('/newsroom/redirects')).page)
    expect((await site.ask('/novosti/1.html')).headers.location).toBe(to)
  })

  test('the removal of the breaking line, with where it led and until when', async () => {
    const { id, slug } = await writeArticle(site.kit)
    const words = {
      language: 'ru',
      ru: 'Закрыт перевал',
      kk: 'Асу жабық',
      story: String(id),
      until: '2026-11-24T20:00',
    }
    await editor.send('/newsroom/front/breaking', words)
    await editor.send('/newsroom/front/breaking', { language: 'ru' })
    expect((await site.ask('/')).body).not.toContain('Закрыт перевал')
    await undo((await editor.ask('/newsroom/front')).page)
    const front = (await site.ask('/')).page
    expect(front.querySelector(`.breaking a, a.breaking`)?.getAttribute('href')).toBe(`/news/${id}-${slug}`)
    const control = (await editor.ask('/newsroom/front')).page
    expect(control.querySelector('#until')?.getAttribute('value')).toBe('2026-11-24T20:00')
  })

  test('the removal of an exchange office, whose rates are as old as they were', async () => {
    const office = { nameRu: 'Обменник у моста', nameKk: 'Көпір жанындағы айырбас', townRu: 'Семей', townKk: 'Семей' }
    const rates = () =>
      rows(
        site.kit.db,
        `select name_kk, currency, buy::float8 as buy, sell::float8 as sell, at
         from exchange_offices office join cash_rates cash on cash.office_id = office.id order by currency`,
      )
    await editor.send('/newsroom/cash-rates', { ...office, isNew: 'yes', buy_USD: '478,5', sell_USD: '481' })
    const before = await rates()
    site.kit.clock.set(new Date(site.kit.clock.now().getTime() + 3_600_000))
    const remove = () => editor.send('/newsroom/cash-rates/removal', office)
    await remove()
    expect(await rates()).toEqual([])
    await undo((await editor.ask('/newsroom/cash-rates')).page)
    expect(await rates()).toEqual(before)
    expect(before).toHaveLength(1)
    // Made anew before the button is pressed: what is there now stays.
    await remove()
    const { page } = await editor.ask('/newsroom/cash-rates')
    await editor.send('/newsroom/cash-rates', { ...office, isNew: 'yes', buy_USD: '470', sell_USD: '475' })
    await undo(page)
    expect(await rates()).toMatchObject([{ buy: 470, sell: 475 }])
    expect((await editor.send('/newsroom/cash-rates/return', { line: '1' })).status).toBe(404)
  })

  test('the replacement of a picture, in what it stood and nowhere else', async () => {
    const [old, other] = await Promise.all([440, 450].map(async (width) => bring(await photo(width, 220))))
    const within = (id: number | undefined) => `<p>Лёд.</p><img src="${srcOf(id)}" alt="Лёд" data-picture="${id}" />`
    const srcOf = (id: number | undefined) => pictures.get(id ?? 0) ?? ''
    const replaced = await writeArticle(site.kit, { body: within(old) })
    const elsewhere = await writeArticle(site.kit, { body: within(other) })
    const shown = async ({ id, slug }: { id: number; slug: string }) => {
      const { body } = await site.ask(`/news/${id}-${slug}`)
      return [old, other].map((each) => body.includes(srcOf(each).split('/')[2] ?? ''))
    }
    await replace(old, other)
    expect(await shown(replaced)).toEqual([false, true])
    const { page } = await editor.ask(`/newsroom/media/${other}`)
    await undo(page)
    expect(await shown(replaced)).toEqual([true, false])
    expect(await shown(elsewhere)).toEqual([false, true])
    // A second press, from another tab, changes nothing, though the picture was replaced once more.
    await replace(old, other)
    await undo(page)
    expect(await shown(replaced)).toEqual([false, true])
  })

  test('no replacement by a picture that stood there before, and says so', async () => {
    const [old, other] = await Promise.all([460, 470].map(async (width) => bring(await photo(width, 220))))
    const both = [old, other].map((id) => `<img src="${pictures.get(id ?? 0)}" alt="" data-picture="${id}" />`)
    await writeArticle(site.kit, { body: both.join('<p>И вот.</p>') })
    await replace(old, other)
    const { page } = await editor.ask(`/newsroom/media/${other}`)
    expect(wordsOf(page.querySelector('.notice'))).toContain('не вернуть')
    expect(page.querySelector('.notice form')).toBeNull()
  })

  test('new words of a correction, which keeps its date; a colleague’s are not written over, nor are typed ones lost', async () => {
    const { id, slug } = await writeArticle(site.kit)
    const page = `/newsroom/articles/${id}/publication`
    const version = (await editor.ask(page)).page.querySelector('[name=version]')?.getAttribute('value') ?? ''
    await editor.send(`/newsroom/articles/${id}/corrections`, { version, correction: 'Мост <длиной> 300 метров.' })
    const shown = async () => wordsOf((await site.ask(`/news/${id}-${slug}`)).page.querySelector('#corrections'))
    const before = await shown()
    const form = (await editor.ask(page)).page.querySelector('form[action$=correction-words]')
    const typed = (name: string) => form?.querySelector(`[name=${name}]`)?.getAttribute('value') ?? ''
    const reword = (words: string) =>
      editor.send(`/newsroom/articles/${id}/correction-words`, {
        correction: typed('correction'),
        was: typed('was'),
        words,
      })
    expect((await reword(' ')).status).toBe(422)
    site.kit.clock.set(new Date(site.kit.clock.now().getTime() + 3 * 3_600_000))
    await reword('Мост длиной триста метров.')
    expect(await shown()).toBe(before.replace('<длиной> 300', 'длиной триста'))
    const { page: afterwards } = await editor.ask(page)
    const late = await reword('Мост длиной 3 км.')
    expect([late.status, late.page.querySelector('textarea[name=words]')?.textContent]).toEqual([
      409,
      'Мост длиной 3 км.',
    ])
    await undo(afterwards)
    expect(await shown()).toBe(before)
  })

  test('the removal of a correction, which stands again under its own date', async () => {
    const { id, slug } = await writeArticle(site.kit)
    const page = `/newsroom/articles/${id}/publication`
    const version = (await editor.ask(page)).page.querySelector('[name=version]')?.getAttribute('value') ?? ''
    await editor.send(`/newsroom/articles/${id}/corrections`, {
      version,
      correction: 'Мост длиной 300 метров, а не 3000.',
    })
    const before = wordsOf((await site.ask(`/news/${id}-${slug}`)).page.querySelector('#corrections'))
    const correction =
      (await editor.ask(page)).page.querySelector('[name=correction][type=hidden]')?.getAttribute('value') ?? ''
    site.kit.clock.set(new Date(site.kit.clock.now().getTime() + 3 * 3_600_000))
    await editor.send(`/newsroom/articles/${id}/correction-removal`, { correction })
    expect((await site.ask(`/news/${id}-${slug}`)).body).not.toContain('300 метров')
    await undo((await editor.ask(page)).page)
    expect(wordsOf((await site.ask(`/news/${id}-${slug}`)).page.querySelector('#corrections'))).toBe(before)
    // A second press, from another tab, adds nothing.
    expect((await editor.send(`/newsroom/articles/${id}/correction-return`, { correction })).status).toBe(409)
  })
})
