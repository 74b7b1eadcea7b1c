import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commentSettings } from '../../src/features/comments/comment-settings.js'
import { settingsTag, writeSettings } from '../../src/features/settings/setting-store.js'
import { row, run } from '../../src/platform/database.js'
import { openCommenter } from '../support/commenter.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite({ proxies: 1 })
  await set({ mode: 'after' })
})
afterAll(() => site.close())

type Settings = Parameters<typeof writeSettings<ReturnType<typeof commentSettings.schema.parse>>>[2]
async function set(wish: Partial<Settings>): Promise<void> {
  const { kit } = site
  await writeSettings(kit.db, commentSettings, commentSettings.schema.parse(wish), kit.clock.now())
  await kit.changes.announce([settingsTag('comments')])
}

const story = (wish: Parameters<typeof writeArticle>[1] = {}) => writeArticle(site.kit, wish)
const below = async (article: { id: number; slug: string }) =>
  (await site.ask(`/news/${article.id}-${article.slug}`)).page

describe('a comment', () => {
  test('is written without JavaScript and stands below the story at once, also for whoever had the page in the cache', async () => {
    const article = await story()
    expect(wordsOf((await below(article)).querySelector('#comments'))).toContain('Комментарии пока отсутствуют.')
    const reader = openCommenter(site)
    const sent = await reader.comment(
      article,
      'Наконец-то открыли,\nездить стало удобнее.\n\n> первые автобусы\nВидела утром <b>сама</b>.',
    )
    expect(sent.status).toBe(303)
    const mine = await reader.ask(String(sent.headers.location))
    expect(wordsOf(mine.page.querySelector('[role=status]'))).toBe('Спасибо! Комментарий опубликован.')
    expect(mine.headers['cache-control']).toBe('private, no-store')
    const page = await below(article)
    expect(wordsOf(page.querySelector('#comments h2'))).toBe('Комментарии: 1')
    const shown = page.querySelector('.talk li')
    expect(wordsOf(shown?.querySelector('b') ?? null)).toBe('Айгүл')
    expect(shown?.querySelector('.spoken')?.innerHTML).toContain(
      '<p>Наконец-то открыли,<br>ездить стало удобнее.</p><blockquote><p>первые автобусы</p></blockquote><p>Видела утром &lt;b&gt;сама&lt;/b&gt;.</p>',
    )
  })

  test('below a Kazakh story is answered in Kazakh', async () => {
    const article = await story({ language: 'kk', title: 'Көпір ашылды' })
    const reader = openCommenter(site)
    const { page } = await reader.ask(`/kk/news/${article.id}-${article.slug}`)
    expect(wordsOf(page.querySelector('#comments'))).toContain('Әзірге пікір жоқ.')
    const form = page.querySelector('form.say')
    const stamp = form?.querySelector('[name=stamp]')?.getAttribute('value') ?? ''
    const sent = await reader.post(form?.getAttribute('action') ?? '', {
      name: 'Ержан',
      text: 'Жақсы жаңалық екен',
      stamp,
    })
    expect(wordsOf((await reader.ask(String(sent.headers.location))).page.querySelector('[role=status]'))).toBe(
      'Рақмет! Пікіріңіз жарияланды.',
    )
  })

  test('with faults comes back with everything that was typed and words beside each field', async () => {
    const article = await story()
    const reader = openCommenter(site)
    const { status, page } = await reader.comment(article, ' \u200b ', { name: 'Админ' })
    expect(status).toBe(422)
    expect(page.querySelector('#say-name')?.getAttribute('value')).toBe('Админ')
    expect(wordsOf(page.querySelector('#say-name-fault'))).toContain('редакция')
    expect(wordsOf(page.querySelector('#say-text-fault'))).toBe('Напишите хотя бы одно слово.')
    const long = await reader.comment(article, 'ы'.repeat(3001))
    expect(long.status).toBe(422)
    expect(long.page.querySelector('textarea')?.textContent).toHaveLength(3001)
  })

  test('sent twice by an impatient finger is one', async () => {
    const article = await story()
    const reader = openCommenter(site)
    await reader.comment(article, 'Первое слово')
    await reader.comment(article, 'Нажал два раза')
    await reader.comment(article, 'Нажал два раза')
    expect(wordsOf((await below(article)).querySelector('#comments h2'))).toBe('Комментарии: 2')
  })

  test('from another site is refused', async () => {
    const article = await story()
    const answer = await openCommenter(site).post(
      `/comment/on/${article.id}`,
      { name: 'Кто-то', text: 'Чужая форма' },
      { 'sec-fetch-site': 'cross-site' },
    )
    expect(answer.status).toBe(403)
  })

  test('is corrected by its writer within five minutes and by nobody else', async () => {
    const article = await story()
    const reader = openCommenter(site)
    const sent = await reader.comment(article, 'Опечатка вс лове')
    const mine = await reader.ask(String(sent.headers.location))
    const edit = mine.page.querySelector('a[href$="/edit"]')?.getAttribute('href') ?? ''
    expect((await openCommenter(site).ask(edit)).status).toBe(403)
    expect((await openCommenter(site).post(edit, { text: 'чужое' })).status).toBe(403)
    expect((await reader.post(edit, { text: 'Опечатка в слове' })).status).toBe(303)
    const page = await below(article)
    expect(wordsOf(page.querySelector('.talk .spoken'))).toBe('Опечатка в слове')
    expect(wordsOf(page.querySelector('.talk .who'))).toContain('исправлено')
    const now = site.kit.clock.now()
    site.kit.clock.set(new Date(now.getTime() + 301_000))
    const late = await reader.post(edit, { text: 'Поздно' })
    site.kit.clock.set(now)
    expect(late.status).toBe(422)
    expect(late.page.querySelector('textarea')?.textContent).toBe('Поздно')
    expect(wordsOf(late.page.querySelector('[role=alert]'))).toContain('Пять минут прошли')
  })

  test('answers another on a page of its own, quotes it, and stands in the second level', async () => {
    const article = await story()
    const [first, second] = [openCommenter(site), openCommenter(site)]
    await first.comment(article, 'Когда починят лифт?')
    const quote = (await below(article)).querySelector('.talk a[href*="quote=on"]')?.getAttribute('href') ?? ''
    const { page } = await second.ask(quote.replaceAll('&amp;', '&'))
    expect(page.querySelector('textarea')?.textContent.trim()).toBe('> Когда починят лифт?')
    const stamp = page.querySelector('[name=stamp]')?.getAttribute('value') ?? ''
    const answer = page.querySelector('[name=answer]')?.getAttribute('value') ?? ''
    site.kit.clock.set(new Date(site.kit.clock.now().getTime() + 10_000))
    await second.post(`/comment/on/${article.id}`, {
      name: 'Данияр',
      text: '> Когда починят лифт?\nЗавтра',
      stamp,
      answer,
    })
    const level = (await below(article)).querySelectorAll('.talk li')
    expect(level.map((li) => [li.classList.contains('answer'), wordsOf(li.querySelector('.spoken'))])).toEqual([
      [false, 'Когда починят лифт?'],
      [true, 'Когда починят лифт?Завтра'],
    ])
  })
})

describe('a long conversation', () => {
  test('shows twenty below the story and the rest page by page in every order, each comment once', async () => {
    const article = await story()
    await run(
      site.kit.db,
      `insert into comments (article_id, writer_name, body_html, body_policy, state, written_at, ups)
       select :id, 'Читатель ' || n, '<p>Слово ' || n || '</p>', 1, 'shown', :now::timestamptz + n % 7 * interval '1 second', n * 37 % 11 from generate_series(1, 30) n`,
      { id: article.id, now: site.kit.clock.now() },
    )
    await run(
      site.kit.db,
      `insert into comments (article_id, parent_id, writer_name, body_html, body_policy, state, written_at)
       select :id, c.id, 'Ответ ' || n, '<p>Ответ ' || n || '</p>', 1, 'shown', c.written_at + n * interval '1 minute'
       from (select id, written_at from comments where article_id = :id order by id limit 1 offset 3) c, generate_series(1, 25) n`,
      { id: article.id },
    )
    const page = await below(article)
    expect(page.querySelectorAll('.talk li')).toHaveLength(20)
    expect(wordsOf(page.querySelector('#comments h2'))).toBe('Комментарии: 55')
    for (const order of ['', '?order=old', '?order=best']) {
      const seen: string[] = []
      let next: string | undefined = `/comments/${article.id}${order}`
      while (next !== undefined) {
        const { status, page } = await site.ask(next.replaceAll('&amp;', '&'))
        expect(status).toBe(200)
        seen.push(...page.querySelectorAll('.talk li').map((li) => li.getAttribute('id') ?? ''))
        next = page.querySelector('a[rel=next]')?.getAttribute('href')
      }
      expect([order, seen.length, new Set(seen).size]).toEqual([order, 55, 55])
    }
    const fromPage = await site.ask(
      `/comments/${article.id}?from=${page.querySelectorAll('.talk li')[9]?.getAttribute('id')?.slice(1)}`,
    )
    expect(fromPage.page.querySelector('.talk li')?.getAttribute('id')).toBe(
      page.querySelectorAll('.talk li')[9]?.getAttribute('id'),
    )
    expect((await site.ask(`/comments/${article.id}?from=999999`)).status).toBe(404)
    expect((await site.ask('/comments/999999')).status).toBe(404)
  })

  test('keeps the place of a hidden comment above its answers, without its words', async () => {
    const article = await story()
    const [first, second] = [openCommenter(site), openCommenter(site)]
    await first.comment(article, 'Секретные грубости')
    const answer = (await below(article)).querySelector('.talk li')?.getAttribute('id')?.slice(1) ?? ''
    await second.comment(article, 'Не надо так', { answer })
    await run(site.kit.db, `update comments set state = 'hidden' where id = :id`, { id: Number(answer) })
    await site.kit.changes.announce([`comments:${article.id}`])
    const page = await below(article)
    expect(wordsOf(page.querySelector('#comments h2'))).toBe('Комментарии: 1')
    expect(wordsOf(page.querySelector('.talk'))).toContain('Комментарий скрыт.')
    expect(page.toString()).not.toContain('Секретные')
  })
})

describe('the rules of a site', () => {
  test('by default let a stranger wait, and a writer whose first comments were released appear at once', async () => {
    await set({ mode: 'mixed' })
    const article = await story()
    const reader = openCommenter(site)
    const sent = await reader.comment(article, 'Первый раз пишу сюда')
    expect(wordsOf((await reader.ask(String(sent.headers.location))).page.querySelector('.talk'))).toContain(
      'ждёт проверки',
    )
    expect((await below(article)).querySelectorAll('.talk li')).toHaveLength(0)
    await run(site.kit.db, 'update comment_writers set released = 3')
    await reader.comment(article, 'А теперь меня знают')
    expect(wordsOf((await below(article)).querySelector('.talk'))).toContain('А теперь меня знают')
    await set({ mode: 'after' })
  })

  test('hold for corrected words as for new ones: what was released before them waits again, unless its writer is trusted', async () => {
    const shownFor = async (corrected: string, wish: Partial<Settings>, isTrusted = false) => {
      await set(wish)
      const article = await story()
      const reader = openCommenter(site)
      const sent = await reader.comment(article, `Первое слово: ${corrected}`)
      const id = Number(/sent=(\d+)/.exec(String(sent.headers.location))?.[1])
      await run(site.kit.db, `update comments set state = 'shown' where id = :id`, { id })
      if (isTrusted)
        await run(
          site.kit.db,
          'update comment_writers set released = 3 where id = (select writer_id from comments where id = :id)',
          { id },
        )
      const edited = await reader.post(`/comment/${id}/edit`, { text: corrected })
      const mine = await reader.ask(String(edited.headers.location))
      return [
        wordsOf(mine.page.querySelector('[role=status]')),
        (await below(article)).querySelectorAll('.talk li').length,
      ]
    }
    const waits = ['Спасибо! Комментарий принят и появится после проверки.', 0]
    expect(await shownFor('Мост всё-таки нужен городу', { mode: 'before' })).toEqual(waits)
    expect(await shownFor('Автобусы ходят теперь чаще', { mode: 'before' }, true)).toEqual(waits)
    expect(await shownFor('Зима в этом году снежная', { mode: 'mixed' })).toEqual(waits)
    expect(await shownFor('Школу достроили к сентябрю', { mode: 'mixed' }, true)).toEqual(['Исправлено.', 1])
    expect(await shownFor('Фонари во дворе починили', { mode: 'after' })).toEqual(['Исправлено.', 1])
  })

  test('can close a conversation by age, by story and whole, and a late comment keeps its words', async () => {
    const old = await story({ publishedAt: new Date(site.kit.clock.now().getTime() - 40 * 86_400_000) })
    expect(wordsOf((await below(old)).querySelector('#comments'))).toContain('Новость давняя')
    const late = await openCommenter(site).post(`/comment/on/${old.id}`, { name: 'Поздний', text: 'Я опоздал' })
    expect([late.status, late.page.querySelector('textarea')?.textContent]).toEqual([422, 'Я опоздал'])
    const quiet = await story()
    await run(site.kit.db, `insert into article_talk (article_id, mode) values (:id, 'off')`, { id: quiet.id })
    await site.kit.changes.announce([`comments:${quiet.id}`])
    expect((await below(quiet)).querySelector('#comments')).toBeNull()
    expect((await site.ask(`/comments/${quiet.id}`)).status).toBe(404)
    expect((await site.ask('/comment/new?article=999999')).status).toBe(404)
  })
})

describe('votes', () => {
  test('count once a reader, turn when the reader turns, and cannot be stuffed from one network', async () => {
    const article = await story()
    await openCommenter(site).comment(article, 'Голосуйте за меня')
    const id = (await below(article)).querySelector('.talk li')?.getAttribute('id')?.slice(1)
    const path = `/comment/${id}/votes`
    const sums = () =>
      row<{ ups: number; downs: number }>(site.kit.db, 'select ups, downs from comments where id = :id', {
        id: Number(id),
      })
    const reader = openCommenter(site, '198.51.100.1')
    for (let time = 0; time < 5; time++) expect((await reader.post(path, { vote: 'up' })).status).toBe(303)
    expect(await sums()).toEqual({ ups: 1, downs: 0 })
    await reader.post(path, { vote: 'down' })
    expect(await sums()).toEqual({ ups: 0, downs: 1 })
    for (let host = 2; host < 40; host++) await openCommenter(site, `198.51.100.${host}`).post(path, { vote: 'up' })
    expect(await sums()).toEqual({ ups: 4, downs: 1 })
    const answer = await openCommenter(site).post(path, { vote: 'up' }, { accept: 'application/json' })
    expect(JSON.parse(answer.body)).toEqual({ ups: 5, downs: 1 })
    expect((await reader.post(path, { vote: 'much' })).status).toBe(400)
    expect((await reader.post('/comment/999999/votes', { vote: 'up' })).status).toBe(404)
  })
})

describe('a complaint', () => {
  test('is taken once a reader, and never tells whether it was the first', async () => {
    const article = await story()
    await openCommenter(site).comment(article, 'Здесь что-то не так')
    const id = (await below(article)).querySelector('.talk li')?.getAttribute('id')?.slice(1)
    const reader = openCommenter(site)
    expect((await reader.post(`/comment/${id}/report`, {})).status).toBe(422)
    for (const _ of [1, 2]) {
      const done = await reader.post(`/comment/${id}/report`, { reason: 'rude', words: 'обидно' })
      expect(wordsOf(done.page.querySelector('[role=status]'))).toContain('Жалоба принята')
    }
    expect(await row(site.kit.db, 'select reports from comments where id = :id', { id: Number(id) })).toEqual({
      reports: 1,
    })
  })
})

describe('hostile input', () => {
  test.each([
    ['script', '<script>alert(1)</script> привет всем', '<script'],
    ['markup', '<img src=x onerror=alert(1)> [b]да[/b] "><svg onload=1>', '<img src=x'],
    ['a javascript address', 'javascript:alert(1) и http://a.kz"onclick=alert(1) тут', 'href="javascript'],
  ])('%s is shown as typed and does nothing', async (_, text, never) => {
    const article = await story()
    await openCommenter(site).comment(article, text)
    const page = await below(article)
    expect(wordsOf(page.querySelector('.talk .spoken')).length).toBeGreaterThan(10)
    expect(page.querySelector('.talk')?.toString()).not.toContain(never)
    expect(page.querySelectorAll('.talk [onclick], .talk [onerror], .talk script')).toHaveLength(0)
  })

  test('zalgo, invisible signs and turned lines are taken away, and ordinary letters stay', async () => {
    const article = await story()
    await openCommenter(site).comment(
      article,
      `З${'\u0300\u0301\u0489'.repeat(30)}алго\u202eоборот\u2066 ёлка и Үлбі \u200bтут 👨‍👩‍👧`,
    )
    const words = wordsOf((await below(article)).querySelector('.talk .spoken'))
    expect(words).toMatch(/^З\u0300?алгооборот ёлка и Үлбі тут 👨‍👩‍👧$/)
  })

  test('letters of another alphabet neither hide an unwanted word nor lend somebody the newsroom’s name', async () => {
    const article = await story()
    const reader = openCommenter(site)
    // Latin c, a, o and n, Greek alpha.
    await reader.comment(article, 'Лучшее kaзинo и кαзинo гopoда, ставки каждый день, заходите')
    const stored = await row<{ state: string; reasons: string[] }>(
      site.kit.db,
      'select state, reasons from comments where article_id = :id order by id desc limit 1',
      { id: article.id },
    )
    expect(stored?.reasons).toContain('words')
    expect(stored?.state).toBe('waiting')
    for (const name of ['Aдмин', 'Рeдакция', 'Ρедакция'])
      expect((await openCommenter(site).comment(article, 'Важное объявление для всех', { name })).status, name).toBe(
        422,
      )
  })

  test('a megabyte is refused before it is read, with words', async () => {
    const article = await story()
    const { status, body } = await openCommenter(site).post(`/comment/on/${article.id}`, {
      name: 'Большой',
      text: 'z'.repeat(1_000_000),
    })
    expect(status).toBe(413)
    expect(body).toContain('Текст слишком велик')
  })

  test('a flood from one address is turned away while others go on', async () => {
    const article = await story()
    const flood = openCommenter(site, '192.0.2.9')
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, at) => flood.comment(article, `Поток номер ${at}`)),
    )
    expect(answers.filter(({ status }) => status === 303).length).toBeLessThanOrEqual(6)
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.headers['retry-after']).toMatch(/^\d+$/)
    expect(refused?.body).toContain('текст остался в форме')
    expect((await openCommenter(site).comment(article, 'Я просто читатель')).status).toBe(303)
  })

  test.each(['0', '-1', 'abc', '1e5', '99999999999999999999', '%00'])('the number %s is nowhere', async (id) => {
    for (const path of [`/comments/${id}`, `/comment/mine/${id}`, `/comment/${id}/report`])
      expect((await site.ask(path)).status).toBe(404)
  })
})
