import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { putInSampleRates } from '../../src/features/rates/sample-rates.js'
import { row, rows, run } from '../../src/platform/database.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let editor: Colleague
beforeAll(async () => {
  site = await openTestSite()
  await putInSampleRates(site.kit)
  editor = await signedIn(site, 'editor')
})
afterAll(() => site.close())

const idOf = async (table: string, slug: string) =>
  (await row<{ id: number }>(site.kit.db, `select id from ${table} where slug = :slug`, { slug }))?.id ?? 0

describe('a section', () => {
  test('that is added to the menu stands on the next page a reader opens', async () => {
    await site.ask('/')
    const answer = await editor.send('/newsroom/filing/section/new', {
      name_ru: 'Наука и техника',
      name_kk: 'Ғылым мен техника',
      in_menu: 'on',
    })
    expect([answer.status, answer.headers.location]).toEqual([303, '/newsroom/filing/section'])
    const links = (await site.ask('/kk')).page.querySelectorAll('nav.sections a').map(wordsOf)
    expect(links).toContain('Ғылым мен техника')
    expect((await site.ask('/section/nauka-i-tehnika')).status).toBe(200)
  })

  test('with stories is not deleted, and an empty one is', async () => {
    await writeArticle(site.kit, { section: 'society' })
    const society = await idOf('sections', 'society')
    await editor.send(`/newsroom/filing/section/${society}/removal`)
    expect((await site.ask('/section/society')).status).toBe(200)
    expect(wordsOf((await editor.ask('/newsroom/filing/section')).page.querySelector('.notice'))).toContain('нельзя')
    const empty = await idOf('sections', 'nauka-i-tehnika')
    await editor.send(`/newsroom/filing/section/${empty}/removal`)
    expect((await site.ask('/section/nauka-i-tehnika')).status).toBe(404)
  })

  test('with a fault comes back as it was typed, and nothing is stored', async () => {
    const answer = await editor.send('/newsroom/filing/section/new', { name_ru: 'Ө'.repeat(101), slug: 'Не адрес' })
    expect(answer.status).toBe(422)
    expect(answer.page.querySelector('#slug')?.getAttribute('value')).toBe('Не адрес')
    for (const field of ['name_ru', 'name_kk', 'slug'])
      expect(answer.page.querySelector(`#${field}-fault`)).toBeTruthy()
  })

  test('whose address is taken is told so', async () => {
    const answer = await editor.send('/newsroom/filing/section/new', { name_ru: 'А', name_kk: 'Ә', slug: 'society' })
    expect(wordsOf(answer.page.querySelector('#slug-fault'))).toContain('занят')
  })
})

describe('a tag', () => {
  test('joined into another takes its stories and spellings along, and its address leads there', async () => {
    const story = await writeArticle(site.kit, { tags: ['vko', 'zima'] })
    const both = await writeArticle(site.kit, { tags: ['vko', 'vostok'] })
    const [from, into, zima] = [await idOf('tags', 'vko'), await idOf('tags', 'vostok'), await idOf('tags', 'zima')]
    const beingWritten = (id: number, tagIds: number[]) =>
      run(site.kit.db, 'insert into manuscripts (article_id, content, saved_at) values (:id, :content::jsonb, now())', {
        id,
        content: JSON.stringify({ title: 'Пишется', tagIds }),
      })
    await beingWritten(story.id, [from, zima])
    await beingWritten(both.id, [zima, from, into])
    await editor.send(`/newsroom/filing/tag/${from}`, {
      name_ru: 'ВКО',
      name_kk: 'ШҚО',
      slug: 'vko',
      aliases: 'восточный казахстан\nшығыс',
    })
    const merge = `/newsroom/filing/tag/${from}/merge`
    const question = (await editor.send(merge, { into: 'vostok' })).page.querySelector('form.warning')
    expect(wordsOf(question)).toContain('Материалов под ним: 2;')
    expect(wordsOf(question)).toContain('Вернуть это нельзя')
    expect(await idOf('tags', 'vko')).toBe(from)
    const sure = question?.querySelectorAll('input').map((each) => [each.attributes.name, each.attributes.value]) ?? []
    // Sure of another one is not sure of this one.
    expect((await editor.send(merge, { into: 'zima', sure: Object.fromEntries(sure).sure })).status).toBe(200)
    const answer = await editor.send(merge, Object.fromEntries(sure))
    expect(answer.headers.location).toBe(`/newsroom/filing/tag/${await idOf('tags', 'vostok')}`)
    const list = await site.ask('/tag/vostok')
    for (const { id } of [story, both]) expect(list.body).toContain(`/news/${id}-`)
    const written = await rows<{ content: { tagIds: number[] } }>(
      site.kit.db,
      'select content from manuscripts order by article_id',
    )
    expect(written.map(({ content }) => content.tagIds)).toEqual([
      [into, zima],
      [zima, into],
    ])
    for (const old of ['vko', 'шығыс', 'шқо'])
      expect((await site.ask(`/tag/${encodeURIComponent(old)}`)).headers.location).toBe('/tag/vostok')
  })

  test('with a spelling of another tag is told whose it is', async () => {
    const zima = await idOf('tags', 'zima')
    const answer = await editor.send(`/newsroom/filing/tag/${zima}`, {
      name_ru: 'Зима',
      name_kk: 'Қыс',
      slug: 'zima',
      aliases: 'шығыс',
    })
    expect(answer.status).toBe(422)
    expect(wordsOf(answer.page.querySelector('#aliases-fault'))).toContain('шығыс')
  })

  test('that is new and has a spelling of another leaves nothing behind, and is kept once that is mended', async () => {
    const wish = { name_ru: 'Заря', name_kk: 'Таң', slug: 'zarya' }
    expect((await editor.send('/newsroom/filing/tag/new', { ...wish, aliases: 'шығыс' })).status).toBe(422)
    expect(await row(site.kit.db, `select id from tags where slug = 'zarya'`)).toBeUndefined()
    expect((await editor.send('/newsroom/filing/tag/new', { ...wish, aliases: 'таң шапағы' })).status).toBe(303)
  })

  test('whose address changes is still found under the old one', async () => {
    const zima = await idOf('tags', 'zima')
    await editor.send(`/newsroom/filing/tag/${zima}`, { name_ru: 'Зима', name_kk: 'Қыс', slug: 'snezhnaya-zima' })
    expect((await site.ask('/tag/zima')).headers.location).toBe('/tag/snezhnaya-zima')
  })

  test('is found by a part of its name', async () => {
    const found = await editor.ask(`/newsroom/filing/tag?q=${encodeURIComponent('снеж')}`)
    expect(found.page.querySelectorAll('tbody tr')).toHaveLength(0)
    const bySlug = await editor.ask('/newsroom/filing/tag?q=snezh')
    expect(bySlug.page.querySelectorAll('tbody tr')).toHaveLength(1)
  })
})

test('a source whose site is no address is refused, and its rights are kept', async () => {
  const fields = { name_ru: 'Агентство', name_kk: 'Агенттік', slug: 'agency', rights: 'headline' }
  expect((await editor.send('/newsroom/filing/source/new', { ...fields, address: 'javascript:alert(1)' })).status).toBe(
    422,
  )
  expect(
    (await editor.send('/newsroom/filing/source/new', { ...fields, address: 'https://agency.example' })).status,
  ).toBe(303)
  expect(await row(site.kit.db, `select rights from sources where slug = 'agency'`)).toEqual({ rights: 'headline' })
})

describe('a plain page', () => {
  test('is seen by readers as soon as it is saved, without what could harm them', async () => {
    await editor.send('/newsroom/pages/new', {
      title: 'Правила комментариев',
      language: 'ru',
      slug: 'comment-rules',
      body: '<p onclick="x()">Будьте <b>добры</b>.</p><script>alert(1)</script>',
      state: 'published',
      inFooter: 'on',
    })
    const page = await site.ask('/page/comment-rules')
    expect(page.status).toBe(200)
    expect(page.body).toContain('<p>Будьте <b>добры</b>.</p>')
    expect(page.body).not.toContain('alert(1)')
    expect(page.page.querySelector('footer')?.textContent).toContain('Правила комментариев')
  })

  test('that is a draft is nobody’s business', async () => {
    const [stored] = await rows<{ id: number }>(site.kit.db, `select id from pages where slug = 'comment-rules'`)
    await editor.send(`/newsroom/pages/${stored?.id}`, {
      title: 'Правила',
      slug: 'comment-rules',
      body: '<p>1</p>',
      state: 'draft',
    })
    expect((await site.ask('/page/comment-rules')).status).toBe(404)
  })

  test('that was deleted comes back by undoing', async () => {
    const [stored] = await rows<{ id: number }>(site.kit.db, `select id from pages where slug = 'comment-rules'`)
    await editor.send(`/newsroom/pages/${stored?.id}/removal`)
    const undo = (await editor.ask('/newsroom/pages')).page.querySelector('.notice form')
    const fields = Object.fromEntries(
      (undo?.querySelectorAll('input') ?? []).map((input) => [
        input.getAttribute('name') ?? '',
        input.getAttribute('value') ?? '',
      ]),
    )
    await editor.send(undo?.getAttribute('action') ?? '', { ...fields, state: 'published' })
    expect((await site.ask('/page/comment-rules')).status).toBe(200)
  })
})

describe('cash rates', () => {
  const office = { nameRu: 'Обменник у вокзала', townRu: 'Семей', nameKk: 'Вокзал жанындағы айырбас', townKk: 'Семей' }

  test('typed by hand stand beside the news at once', async () => {
    const answer = await editor.send('/newsroom/cash-rates', {
      ...office,
      isNew: 'yes',
      buy_USD: '478,5',
      sell_USD: '481',
    })
    expect(answer.headers.location).toBe('/newsroom/cash-rates')
    expect(wordsOf((await site.ask('/rates')).page)).toContain('Обменник у вокзала')
  })

  test('with one slipped digit are not stored at all, and say which', async () => {
    const answer = await editor.send('/newsroom/cash-rates', {
      ...office,
      buy_USD: '479',
      sell_USD: '4881',
      buy_EUR: '550',
    })
    expect(answer.status).toBe(422)
    expect(answer.page.querySelectorAll('td .fault').length).toBeGreaterThan(0)
    expect(answer.page.querySelector('input[name=buy_USD]')?.getAttribute('value')).toBe('479')
    expect(await row(site.kit.db, `select buy::float8 as buy from cash_rates where currency = 'USD'`)).toEqual({
      buy: 478.5,
    })
  })

  test('of an office that closes go', async () => {
    await editor.send('/newsroom/cash-rates/removal', { nameRu: office.nameRu, townRu: office.townRu })
    expect(wordsOf((await site.ask('/rates')).page)).not.toContain('Обменник у вокзала')
  })
})

test('a form with every field repeated, or as nested JSON, is a form with words in it', async () => {
  const repeated = await editor.send('/newsroom/filing/section/new', {
    name_ru: ['А', 'Б'],
    name_kk: ['Ә', 'Б'],
    slug: ['x1', 'x2'],
  })
  expect(repeated.status).toBe(303)
  const nested = await editor.ask('/newsroom/pages/new', {
    method: 'POST',
    body: JSON.stringify({ title: { a: 1 }, slug: [[]], body: 7, __proto__: { language: 'kk' } }),
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
  })
  expect(nested.status).toBe(422)
})
