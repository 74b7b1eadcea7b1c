import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commentSettings } from '../../src/features/comments/comment-settings.js'
import { forgetWriters } from '../../src/features/comments/retention.js'
import type { Message } from '../../src/features/messages/message.js'
import { settingsTag, writeSettings } from '../../src/features/settings/setting-store.js'
import { row, rows } from '../../src/platform/database.js'
import { openCommenter } from '../support/commenter.js'
import { testNow } from '../support/test-kit.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let sent: Message[] = []
let isGatewayAway = false
beforeAll(async () => {
  site = await openTestSite({ proxies: 1 })
  site.kit.messenger = async (message) => {
    if (isGatewayAway) throw new Error('away')
    sent.push(message)
  }
})
afterAll(() => site.close())

async function set(wish: Record<string, unknown>): Promise<void> {
  const { kit } = site
  await writeSettings(
    kit.db,
    commentSettings,
    commentSettings.schema.parse({ mode: 'after', ...wish }),
    kit.clock.now(),
  )
  await kit.changes.announce([settingsTag('comments')])
  sent = []
}
const below = async ({ id, slug }: { id: number; slug: string }) =>
  wordsOf((await site.ask(`/news/${id}-${slug}`)).page.querySelector('#comments'))

describe('where a site asks for an e-mail address', () => {
  test('a comment appears after its link was opened and its button pressed, once', async () => {
    await set({ identity: 'email' })
    const article = await writeArticle(site.kit)
    const reader = openCommenter(site)
    expect((await reader.comment(article, 'Без адреса', { contact: 'нет' })).status).toBe(422)
    const answer = await reader.comment(article, 'С адресом', { contact: 'Aigul@Example.kz' })
    expect(wordsOf((await reader.ask(String(answer.headers.location))).page.querySelector('[role=status]'))).toContain(
      'откройте письмо',
    )
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ kind: 'email', to: 'aigul@example.kz' })
    const link = /https:\/\/locman\.test(\/comment\/confirm\/\S+)/.exec(sent[0]?.text ?? '')?.[1] ?? ''
    const page = await site.ask(link)
    expect(page.status).toBe(200)
    expect(await below(article)).not.toContain('С адресом')
    // Another browser than the one it was written in, as mail often is.
    expect((await openCommenter(site).post(link, {})).status).toBe(303)
    expect(await below(article)).toContain('С адресом')
    const ended = await site.ask(link)
    expect([ended.status, wordsOf(ended.page.querySelector('h1'))]).toEqual([410, 'Ссылка больше не действует'])
    expect(wordsOf(ended.page.querySelector('main'))).toContain('Ссылка уже использована или её срок прошёл.')
    await reader.comment(article, 'Меня уже знают', { contact: 'aigul@example.kz' })
    expect(await below(article)).toContain('Меня уже знают')
    expect(sent).toHaveLength(1)
    expect((await site.ask('/comment/confirm/ru-nonsense')).status).toBe(404)
  })

  test('the address never stands on a page of readers', async () => {
    const page = await site.ask('/comments/1')
    expect(page.body).not.toContain('example.kz')
  })
})

describe('where a site asks for a telephone', () => {
  test('a comment appears after the code was typed; five wrong ones end it, and messages are counted', async () => {
    await set({ identity: 'phone' })
    const article = await writeArticle(site.kit)
    const reader = openCommenter(site)
    const answer = await reader.comment(article, 'Пишу с телефона', { contact: '8 (701) 123-45-67' })
    expect(answer.headers.location).toBe(`/comment/code/${article.id}`)
    expect(sent[0]).toMatchObject({ kind: 'phone', to: '+77011234567' })
    const codeOf = (message: Message | undefined) => /\d{6}/.exec(message?.text ?? '')?.[0] ?? ''
    const wrong = codeOf(sent[0]) === '000000' ? '111111' : '000000'
    for (let time = 0; time < 5; time++) {
      const tried = await openCommenter(site).ask(`/comment/code/${article.id}`)
      expect(tried.status).toBe(404)
    }
    const first = await reader.post(`/comment/code/${article.id}`, { code: wrong })
    expect([first.status, wordsOf(first.page.querySelector('[role=alert]'))]).toEqual([
      422,
      'Код не подходит. Проверьте цифры.',
    ])
    for (let time = 0; time < 3; time++) await reader.post(`/comment/code/${article.id}`, { code: wrong })
    const again = await reader.post(`/comment/code/${article.id}/again`, {})
    expect([again.status, again.body.includes('через минуту')]).toEqual([422, true])
    site.kit.clock.set(new Date(testNow.getTime() + 61_000))
    const other = openCommenter(site)
    expect((await other.comment(article, 'Другой код', { contact: '+7 702 765 43 21' })).status).toBe(303)
    const right = await other.post(`/comment/code/${article.id}`, { code: codeOf(sent.at(-1)) })
    expect(right.status).toBe(303)
    expect(await below(article)).toContain('Другой код')
    expect(await below(article)).not.toContain('Пишу с телефона')
    site.kit.clock.set(testNow)
  })

  test('a stranger’s phone gets one code a minute and five a day, however many are asked for at once', async () => {
    await set({ identity: 'phone' })
    const article = await writeArticle(site.kit)
    const reader = openCommenter(site)
    await reader.comment(article, 'Это не мой телефон', { contact: '+7 705 111 22 33' })
    for (let time = 1; time <= 6; time++) {
      site.kit.clock.set(new Date(testNow.getTime() + time * 61_000))
      // From an address of its own each, as whoever means harm has many.
      const again = (host: number) =>
        reader.post(`/comment/code/${article.id}/again`, {}, { 'x-forwarded-for': `198.51.${time}.${host}` })
      const answers = await Promise.all([1, 2, 3, 4].map(again))
      expect(answers.filter(({ status }) => status === 303)).toHaveLength(time < 5 ? 1 : 0)
    }
    expect(sent).toHaveLength(5)
    site.kit.clock.set(testNow)
  })

  test('a gateway that is away loses no comment', async () => {
    isGatewayAway = true
    const article = await writeArticle(site.kit)
    const reader = openCommenter(site)
    expect((await reader.comment(article, 'Шлюз молчит', { contact: '+77071112233' })).status).toBe(303)
    expect(wordsOf((await reader.ask(`/comment/mine/${article.id}`)).page.querySelector('.talk'))).toContain(
      'Шлюз молчит',
    )
    isGatewayAway = false
  })
})

test('what is known of a writer is deleted after the time the site has set, and the comment stays', async () => {
  const { db, clock } = site.kit
  await set({ identity: 'email', keepsContactForDays: 92 })
  expect((await rows(db, 'select 1 from comment_writers where contact is not null')).length).toBeGreaterThan(0)
  clock.set(new Date(testNow.getTime() + 91 * 86_400_000))
  await forgetWriters(site.kit)
  expect((await rows(db, 'select 1 from comments where network_hash is not null')).length).toBeGreaterThan(0)
  expect((await rows(db, 'select 1 from origin_keys')).length).toBe(0)
  clock.set(new Date(testNow.getTime() + 93 * 86_400_000))
  await forgetWriters(site.kit)
  expect(await rows(db, 'select 1 from comment_writers where contact is not null')).toEqual([])
  expect(await rows(db, 'select 1 from comments where network_hash is not null or address_hash is not null')).toEqual(
    [],
  )
  expect(await rows(db, 'select 1 from comment_confirmations')).toEqual([])
  expect(await row(db, `select state from comments where body_text = 'С адресом'`)).toEqual({ state: 'shown' })
  clock.set(testNow)
})
