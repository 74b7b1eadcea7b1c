import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commentSettings } from '../../src/features/comments/comment-settings.js'
import { settingsTag, writeSettings } from '../../src/features/settings/setting-store.js'
import { row, rows } from '../../src/platform/database.js'
import { openCommenter } from '../support/commenter.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let moderator: Colleague
let chief: Colleague
let article: { id: number; slug: string }
beforeAll(async () => {
  site = await openTestSite({ proxies: 1 })
  moderator = await signedIn(site, 'editor')
  chief = await signedIn(site, 'chief')
  article = await writeArticle(site.kit)
})
afterAll(() => site.close())

const queue = async (of = 'waiting') => (await moderator.ask(`/newsroom/comments?of=${of}`)).page
const seenOf = async (words: string, of?: string) =>
  (await queue(of))
    .querySelectorAll('.queued')
    .find((each) => wordsOf(each).includes(words))
    ?.querySelector('input')
    ?.getAttribute('value') ?? ''
const press = (who: Colleague, fields: Record<string, string | string[]>) =>
  who.send('/newsroom/comments/decisions', { back: '/newsroom/comments', ...fields })
async function takeBack(page: Awaited<ReturnType<typeof queue>>): Promise<void> {
  const undo = page.querySelector('.notice form')
  await moderator.send(undo?.getAttribute('action') ?? '', {
    batch: undo?.querySelector('input[name=batch]')?.getAttribute('value') ?? '',
    back: '/newsroom/comments',
  })
}
const below = async () =>
  wordsOf((await site.ask(`/news/${article.id}-${article.slug}`)).page.querySelector('#comments'))
const stateOf = async (text: string) =>
  row<{ state: string; hidden_as: string | null }>(
    site.kit.db,
    'select state, hidden_as from comments where body_text = :text',
    { text },
  )

describe('the queue', () => {
  test('shows what waits with its risk and reasons, and a released comment stands below its story at once', async () => {
    const reader = openCommenter(site)
    await reader.comment(article, 'Спасибо, что написали про мост')
    await below()
    const waiting = await queue()
    expect(wordsOf(waiting.querySelector('.queued'))).toContain('Спасибо, что написали про мост')
    const answer = await press(moderator, { one: `release ${await seenOf('про мост')}` })
    expect(answer.status).toBe(303)
    expect(wordsOf((await queue()).querySelector('.notice'))).toContain('Опубликовано: 1 комментарий.')
    expect(await below()).toContain('Спасибо, что написали про мост')
    const deeds = await rows<{ deed: string }>(site.kit.db, `select deed from audit where subject like 'comment:%'`)
    expect(deeds.map(({ deed }) => deed)).toEqual(['comment.release'])
  })

  test('is not where a decided comment stands; the audit leads to it, and there it can be decided anew', async () => {
    const inAudit = (await chief.ask('/newsroom/audit?deed=comment.release')).page
    const href = inAudit.querySelector('td a[href^="/newsroom/comments/"]')?.getAttribute('href') ?? ''
    const shown = (await chief.ask(href)).page
    expect(shown.querySelectorAll('.queued').map(wordsOf)).toEqual([expect.stringContaining('про мост')])
    expect(shown.querySelector('.tabs [aria-current]')).toBeNull()
    expect(shown.querySelector('input[name=back]')?.getAttribute('value')).toBe(href)
    expect((await chief.ask('/newsroom/comments/999999')).status).toBe(404)
  })

  test('names what is wrong with spam, puts the alike together, and hides them in one press that can be taken back', async () => {
    const texts = [1, 2, 3].map((n) => `Лучшее казино с бонусом, фриспины всем, пишите @winner${n}`)
    for (const text of texts) await openCommenter(site).comment(article, text)
    const page = await queue()
    const group = page.querySelector('.alike')
    expect(group?.querySelectorAll('.queued')).toHaveLength(3)
    expect(wordsOf(group)).toContain('слова из списка')
    const chosen = group?.querySelectorAll('input[name=chosen]').map((box) => box.getAttribute('value') ?? '') ?? []
    await press(moderator, { all: 'on', deed: 'spam', chosen })
    const after = await queue()
    expect(wordsOf(after.querySelector('.notice'))).toContain('Скрыто как спам: 3 комментария.')
    expect(await stateOf(texts[0] ?? '')).toEqual({ state: 'hidden', hidden_as: 'spam' })
    const lessons = () => row(site.kit.db, `select spam from spam_words where word = ''`)
    expect(await lessons()).toEqual({ spam: 3 })
    const undo = after.querySelector('.notice form')
    const fields = Object.fromEntries(
      undo
        ?.querySelectorAll('input')
        .map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']) ?? [],
    )
    await moderator.send(undo?.getAttribute('action') ?? '', fields)
    expect(await stateOf(texts[0] ?? '')).toEqual({ state: 'waiting', hidden_as: null })
    expect(await lessons()).toEqual({ spam: 0 })
  })

  test('tells the second of two who decide at once that the first has decided, and keeps the first decision', async () => {
    const other = await signedIn(site, 'chief', { signIn: 'second', name: 'Вторая' })
    await openCommenter(site).comment(article, 'О чём тут спорить вдвоём')
    const seen = await seenOf('спорить вдвоём')
    await Promise.all([press(other, { one: `release ${seen}` }), press(moderator, { one: `rude ${seen}` })])
    const notices = await Promise.all(
      [other, moderator].map(async (who) =>
        wordsOf((await who.ask('/newsroom/comments')).page.querySelector('.notice')),
      ),
    )
    expect(notices.filter((words) => words.includes('уже решил другой модератор'))).toHaveLength(1)
    const late = await press(moderator, { one: `spam ${seen}` })
    expect(late.status).toBe(303)
    expect(wordsOf((await queue()).querySelector('.notice'))).toMatch(
      /Решение уже принято: (?:Вторая|Имя editor)[^,]*, комментарий (?:опубликован|скрыт)/,
    )
    expect((await stateOf('О чём тут спорить вдвоём'))?.hidden_as).not.toBe('spam')
  })

  test('counts a comment for or against its writer once, by the last verdict, however often it is corrected', async () => {
    const reader = openCommenter(site)
    await reader.comment(article, 'Сначала так')
    const found = await row<{ id: number; writer: number }>(
      site.kit.db,
      `select id, writer_id as writer from comments where body_text = 'Сначала так'`,
    )
    const trusted = () =>
      row(site.kit.db, 'select released, refused from comment_writers where id = :id', { id: found?.writer ?? 0 })
    await press(moderator, { one: `release ${await seenOf('Сначала так')}` })
    for (const corrected of ['Потом иначе', 'А потом ещё раз']) {
      await reader.post(`/comment/${found?.id}/edit`, { text: corrected })
      expect((await stateOf(corrected))?.state).toBe('waiting')
      await press(moderator, { one: `release ${await seenOf(corrected)}` })
      expect((await stateOf(corrected))?.state).toBe('shown')
      expect(await trusted()).toEqual({ released: 1, refused: 0 })
    }
    await press(moderator, { one: `rude ${await seenOf('А потом ещё раз', 'shown')}` })
    expect(await trusted()).toEqual({ released: 0, refused: 1 })
    await takeBack(await queue())
    expect((await stateOf('А потом ещё раз'))?.state).toBe('shown')
    expect(await trusted()).toEqual({ released: 1, refused: 0 })
  })

  test('counts what cannot be taken back any more as it stands: its writer has corrected it since', async () => {
    const reader = openCommenter(site)
    await reader.comment(article, 'Пусть будет сперва вот так')
    const found = await row<{ id: number; writer: number }>(
      site.kit.db,
      `select id, writer_id as writer from comments where body_text = 'Пусть будет сперва вот так'`,
    )
    await press(moderator, { one: `release ${await seenOf('сперва вот так')}` })
    const released = await queue()
    await reader.post(`/comment/${found?.id}/edit`, { text: 'Пусть будет лучше вот эдак' })
    await takeBack(released)
    expect((await stateOf('Пусть будет лучше вот эдак'))?.state).toBe('waiting')
    await press(moderator, { one: `release ${await seenOf('вот эдак')}` })
    expect(
      await row(site.kit.db, 'select released, refused from comment_writers where id = :id', {
        id: found?.writer ?? 0,
      }),
    ).toEqual({ released: 1, refused: 0 })
  })

  test('is nobody’s who may not moderate, and takes no decision that it does not know', async () => {
    const reporter = await signedIn(site, 'reporter')
    expect((await reporter.ask('/newsroom/comments')).status).toBe(403)
    expect((await press(reporter, { one: 'release 1.1' })).status).toBe(403)
    expect((await press(moderator, { one: 'burn 1.1' })).status).toBe(400)
    expect((await press(moderator, { all: 'on', deed: 'spam' })).status).toBe(303)
    expect(wordsOf((await queue()).querySelector('.notice'))).toBe('Ничего не отмечено.')
  })

  test('shows what readers complained about, until somebody decided', async () => {
    await openCommenter(site).comment(article, 'На это пожалуются')
    await press(moderator, { one: `release ${await seenOf('пожалуются')}` })
    const found = await row<{ id: number }>(
      site.kit.db,
      `select id from comments where body_text = 'На это пожалуются'`,
    )
    await openCommenter(site).post(`/comment/${found?.id}/report`, { reason: 'law', words: 'адрес соседа' })
    expect(wordsOf((await queue('reported')).querySelector('.queued'))).toContain('адрес соседа')
    await press(moderator, { one: `rude ${await seenOf('пожалуются', 'reported')}` })
    expect((await queue('reported')).querySelector('.queued')).toBeNull()
    expect(await below()).not.toContain('На это пожалуются')
  })
})

describe('a ban', () => {
  test('of a person refuses what they write with words, keeps the text, and can be lifted', async () => {
    const reader = openCommenter(site)
    await reader.comment(article, 'Пишу и не думаю')
    const href = (await queue())
      .querySelectorAll('.queued')
      .find((each) => wordsOf(each).includes('не думаю'))
      ?.querySelector('a[href*=writers]')
      ?.getAttribute('href')
    await moderator.send(String(href), { deed: 'ban', days: '30' })
    expect(wordsOf((await moderator.ask(String(href))).page.querySelector('.warning'))).toContain('Закрыт до')
    const refused = await reader.comment(article, 'Меня не остановить')
    expect(refused.status).toBe(422)
    expect(wordsOf(refused.page.querySelector('[role=alert]'))).toContain('Вам закрыта возможность')
    expect(refused.page.querySelector('textarea')?.textContent).toBe('Меня не остановить')
    await moderator.send(String(href), { deed: 'unban' })
    expect((await reader.comment(article, 'Меня не остановить')).status).toBe(303)
  })

  test('of a network sends everything from there to the queue, and names no address anywhere', async () => {
    const one = openCommenter(site, '203.0.113.5')
    await one.comment(article, 'Первый из этой сети')
    const found = await row<{ id: number; writer_id: number; network_hash: string }>(
      site.kit.db,
      `select id, writer_id, network_hash from comments where body_text = 'Первый из этой сети'`,
    )
    expect(found?.network_hash).toMatch(/^[\w-]{22}$/)
    await moderator.send(`/newsroom/comments/writers/${found?.writer_id}`, {
      deed: 'network',
      comment: String(found?.id),
    })
    await openCommenter(site, '203.0.113.77').comment(article, 'Второй из той же сети')
    const judged = await row<{ reasons: string[] }>(
      site.kit.db,
      `select reasons from comments where body_text = 'Второй из той же сети'`,
    )
    expect(judged?.reasons).toContain('network')
    const settings = await moderator.ask('/newsroom/comments/settings')
    expect(settings.page.querySelectorAll('input[name=network]')).toHaveLength(1)
    await moderator.send('/newsroom/comments/networks', { network: String(found?.network_hash) })
    expect(
      (await moderator.ask('/newsroom/comments/settings')).page.querySelectorAll('input[name=network]'),
    ).toHaveLength(0)
  })
})

describe('the rules', () => {
  test('are set by the chief for the site, by a moderator for a story, and lists of words by both', async () => {
    const rules = {
      mode: 'after',
      identity: 'name',
      closesAfterDays: '10',
      keepsContactForDays: '92',
      trustedAfter: '3',
    }
    const words = { spam: 'казин\nслово тайное', rude: 'брань' }
    expect(
      (await chief.send('/newsroom/comments/settings', { ...rules, ...words, closesAfterDays: 'много' })).status,
    ).toBe(422)
    expect((await chief.send('/newsroom/comments/settings', { ...rules, ...words })).status).toBe(303)
    await openCommenter(site).comment(article, 'Теперь появляется сразу')
    expect(await below()).toContain('Теперь появляется сразу')
    await openCommenter(site).comment(article, 'Вот бр@нь такая')
    expect((await stateOf('Вот бр@нь такая'))?.state).toBe('waiting')
    expect((await moderator.ask('/newsroom/comments/settings')).page.querySelector('input[name=mode]')).toBeNull()
    expect((await moderator.send('/newsroom/comments/settings', { ...words, ...rules, mode: 'off' })).status).toBe(303)
    expect(await below()).toContain('Теперь появляется сразу')
    await moderator.send(`/newsroom/comments/stories/${article.id}`, { mode: 'before', closed: 'on' })
    expect(await below()).toContain('Обсуждение закрыто.')
    await moderator.send(`/newsroom/comments/stories/${article.id}`, { mode: 'site' })
    expect(await below()).toContain('Ваш комментарий')
    await writeSettings(site.kit.db, commentSettings, commentSettings.schema.parse({}), site.kit.clock.now())
    await site.kit.changes.announce([settingsTag('comments')])
  })
})
