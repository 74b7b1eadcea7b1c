import type { HTMLElement } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { row } from '../../src/platform/database.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
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
