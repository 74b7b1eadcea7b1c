import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folders } from '../../src/folders.js'
import { row, rows, run } from '../../src/platform/database.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { hay, openVisitor } from '../support/visitor.js'

let site: TestSite
let editor: Colleague
beforeAll(async () => {
  site = await openTestSite({ proxies: 1 })
  editor = await signedIn(site, 'editor')
})
afterAll(() => site.close())

let last = 0
/** Placed by somebody, with words of its own; gives its managing address, its id and its version. */
async function placed(wish: Record<string, string> = {}) {
  last += 1
  const visitor = openVisitor(site)
  const own = {
    title: `Продам ларь ${last}`,
    text: `Крепкий ларь для зерна, вмещает ${last} мешков.`,
    phone: `+770000001${10 + last}`,
  }
  const answer = await visitor.fillIn('/ad/new', { ...hay, ...own, ...wish })
  expect(answer.status).toBe(303)
  const stored = await row<{ id: number; version: number; slug: string }>(
    site.kit.db,
    'select id, version, slug from notices order by id desc limit 1',
  )
  if (!stored) throw new Error('nothing was stored')
  return { visitor, mine: String(answer.headers.location).split('?')[0] ?? '', ...stored }
}

const decide = (id: number, version: number, decision: string) =>
  editor.send(`/newsroom/notices/${id}/decision`, {
    version: String(version),
    decision,
    queue: 'waiting',
    title: 'ларь',
  })
const told = async () => wordsOf((await editor.ask('/newsroom/notices')).page.querySelector('.notice'))

describe('the queue of notices', () => {
  test('shows what waits with everything a moderator needs, and a release puts it on the board', async () => {
    const { id, version, slug } = await placed({ whose: 'business', firm: 'ТОО «Ларь»', bin: '991231000004' })
    const queue = await editor.ask('/newsroom/notices')
    const words = wordsOf(queue.page.querySelector(`#n${id}`))
    for (const each of [
      'Продам ларь',
      'Скот и хозяйство',
      'Семей',
      '+7 700 000 01',
      'ТОО «Ларь»',
      '991231000004',
      'Жарнама · Реклама',
    ])
      expect(words).toContain(each)
    expect((await decide(id, version, 'release')).status).toBe(303)
    expect(await told()).toContain('Решено')
    expect((await site.ask(`/ads/${id}-${slug}`)).status).toBe(200)
    expect(
      await row(site.kit.db, `select deed, account_name from audit where subject = :subject`, {
        subject: `notice:${id}`,
      }),
    ).toEqual({
      deed: 'notice.release',
      account_name: editor.staff.name,
    })
  })

  test('lets one of two moderators decide, and tells the other', async () => {
    const { id, version } = await placed()
    const other = await signedIn(site, 'chief')
    const [first, second] = await Promise.all([
      decide(id, version, 'release'),
      other.send(`/newsroom/notices/${id}/decision`, { version: String(version), decision: 'spam' }),
    ])
    expect([first.status, second.status]).toEqual([303, 303])
    const words = [await told(), wordsOf((await other.ask('/newsroom/notices')).page.querySelector('.notice'))]
    expect(words.filter((each) => each.includes('Решено'))).toHaveLength(1)
    expect(words.filter((each) => each.includes('без вас'))).toHaveLength(1)
    expect(
      await rows(site.kit.db, `select deed from audit where subject = :subject`, { subject: `notice:${id}` }),
    ).toHaveLength(1)
  })

  test('refuses with a reason that the owner reads; what can be mended comes back to the queue', async () => {
    const { visitor, mine, id, version } = await placed()
    await decide(id, version, 'words')
    expect(wordsOf((await visitor.ask(mine)).page.querySelector('main'))).toContain('Текст непонятен')
    const mended = {
      ...hay,
      title: 'Ларь для зерна',
      text: 'Ларь из сосны, два метра, с крышкой.',
      phone: '+77000000140',
    }
    expect((await visitor.fillIn(`${mine}/edit`, mended)).status).toBe(303)
    expect(wordsOf((await editor.ask('/newsroom/notices')).page.querySelector(`#n${id}`))).toContain('Ларь из сосны')
  })

  test('shows complaints with their words, and any decision answers them', async () => {
    const { id, version } = await placed()
    await decide(id, version, 'release')
    await openVisitor(site).post(`/ad/${id}/complaint`, { reason: 'fraud', words: 'Просит предоплату' })
    const complained = await editor.ask('/newsroom/notices?of=complained')
    expect(wordsOf(complained.page.querySelector(`#n${id}`))).toContain('Похоже на обман: Просит предоплату')
    await decide(id, version + 1, 'law')
    expect((await editor.ask('/newsroom/notices?of=complained')).page.querySelector(`#n${id}`)).toBeNull()
    expect(wordsOf((await editor.ask('/newsroom/notices?of=decided')).page.querySelector(`#n${id}`))).toContain(
      'Не принято',
    )
  })

  test('is closed to a reporter', async () => {
    const reporter = await signedIn(site, 'reporter')
    expect((await reporter.ask('/newsroom/notices')).status).toBe(403)
    expect((await reporter.send('/newsroom/notices/1/decision', { decision: 'release' })).status).toBe(403)
  })
})

describe('a paid raise and a highlight', () => {
  test('are ordered by the owner with their price, and done when the newsroom has the money', async () => {
    const early = await placed({ category: 'things' })
    await decide(early.id, early.version, 'release')
    site.kit.clock.set(new Date(site.kit.clock.now().getTime() + 3_600_000))
    const late = await placed({ category: 'things' })
    await decide(late.id, late.version, 'release')
    const first = async () => (await site.ask('/ads?category=things')).page.querySelector('.notices li')
    expect((await first())?.querySelector('a')?.getAttribute('href')).toContain(`/ads/${late.id}-`)
    for (const kind of ['raise', 'raise', 'highlight']) await early.visitor.post(`${early.mine}/${kind}`)
    expect(wordsOf((await early.visitor.ask(early.mine)).page.querySelector('.paid'))).toContain('ждёт оплаты, 1 000 ₸')
    site.kit.clock.set(new Date(site.kit.clock.now().getTime() + 60_000))
    const orders = (await editor.ask('/newsroom/notices/orders')).page.querySelectorAll('tbody form')
    expect(orders).toHaveLength(2)
    for (const order of orders) await editor.send(order.getAttribute('action') ?? '', { deed: 'paid' })
    expect((await first())?.querySelector('a')?.getAttribute('href')).toContain(`/ads/${early.id}-`)
    expect((await first())?.classList.contains('highlighted')).toBe(true)
    await editor.send(orders[0]?.getAttribute('action') ?? '', { deed: 'paid' })
    expect(wordsOf((await editor.ask('/newsroom/notices/orders')).page.querySelector('.notice'))).toContain(
      'уже отметил',
    )
    expect(wordsOf((await editor.ask('/newsroom/notices/orders')).page.querySelector('tbody'))).toContain(
      'оплачено: Имя editor',
    )
  })
})

describe('the rules of the board', () => {
  test('hold for readers as soon as they are saved, and a wrong figure comes back as it was typed', async () => {
    const rules = {
      isOpen: 'on',
      days: '10',
      raisePrice: '0',
      highlightPrice: '700',
      highlightDays: '3',
      payRu: 'Kaspi',
      payKk: '',
    }
    expect((await editor.send('/newsroom/notices/board', { ...rules, days: '1000' })).status).toBe(422)
    expect((await editor.send('/newsroom/notices/board', rules)).status).toBe(303)
    const { id, slug } = await placed({ title: 'Белая кошка', text: 'Ищет дом и мышей.' })
    const page = await site.ask(`/ads/${id}-${slug}`)
    expect(page.status).toBe(200)
    expect((await site.ask('/ad/new')).body).toContain('на 10\u00a0дней')
  })

  test('add a category in both languages, and refuse an address that is taken', async () => {
    const category = { id: '', nameRu: 'Книги', nameKk: 'Кітаптар', slug: 'books', position: '15', isOpen: 'on' }
    expect((await editor.send('/newsroom/notices/board/categories', { ...category, slug: 'work' })).status).toBe(422)
    expect((await editor.send('/newsroom/notices/board/categories', category)).status).toBe(303)
    expect(wordsOf((await site.ask('/kk/ads')).page.querySelector('#board-category'))).toContain('Кітаптар')
  })

  test('find what was lost under a noun in Kazakh, unless they named it themselves', async () => {
    const { db } = site.kit
    const name = async () =>
      (await row<{ name: string }>(db, `select name_kk as name from notice_categories where slug = 'lost'`))?.name
    const renaming = await readFile(join(folders.migrations, '0057-lost-and-found.sql'), 'utf8')
    expect(await name()).toBe('Жоғалған және табылған заттар')
    for (const [before, after] of [
      ['Жоғалды, табылды', 'Жоғалған және табылған заттар'],
      ['Тапқандарға', 'Тапқандарға'],
    ] as const) {
      await run(db, `update notice_categories set name_kk = :before where slug = 'lost'`, { before })
      await run(db, renaming)
      expect(await name()).toBe(after)
    }
  })

  test('close a category to new notices', async () => {
    const books = await row<{ id: number }>(site.kit.db, `select id from notice_categories where slug = 'books'`)
    await editor.send('/newsroom/notices/board/categories', {
      id: String(books?.id),
      nameRu: 'Книги',
      nameKk: 'Кітаптар',
      slug: 'books',
      position: '15',
    })
    const answer = await openVisitor(site).fillIn('/ad/new', { ...hay, category: 'books' })
    expect(answer.status).toBe(422)
    expect(wordsOf(answer.page.querySelector('#notice-category-fault'))).toContain('Выберите рубрику')
  })
})
