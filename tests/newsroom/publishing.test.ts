import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { doDueDeeds } from '../../src/features/articles/due-deeds.js'
import { findManuscript } from '../../src/features/articles/manuscript-store.js'
import { openManuscript, saveManuscript, startStory } from '../../src/features/articles/saving.js'
import { row, rows, run } from '../../src/platform/database.js'
import { safeBody } from '../../src/text/safe-html.js'
import { Forbidden } from '../../src/web/errors.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { testNow } from '../support/test-kit.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let editor: Colleague
let reporter: Colleague
beforeAll(async () => {
  site = await openTestSite()
  editor = await signedIn(site, 'editor')
  reporter = await signedIn(site, 'reporter')
})
beforeEach(() => site.kit.clock.set(testNow))
afterAll(() => site.close())

const pass = (minutes: number) => site.kit.clock.set(new Date(site.kit.clock.now().getTime() + minutes * 60_000))
const stateOf = async (id: number) =>
  (await row<{ state: string }>(site.kit.db, 'select state from articles where id = :id', { id }))?.state
const deeds = async (id: number) =>
  (
    await rows<{ deed: string }>(site.kit.db, `select deed from audit where subject = :subject order by id`, {
      subject: `article:${id}`,
    })
  ).map(({ deed }) => deed)
const page = (id: number, who = editor) => who.ask(`/newsroom/articles/${id}/publication`)
const send = (id: number, deed: string, fields: Record<string, string> = {}, who = editor) =>
  who.send(`/newsroom/articles/${id}/${deed}`, fields)
const publicPage = async (id: number) => {
  const { headers } = await site.ask(`/a/${id}`)
  return site.ask(headers.location ?? `/news/${id}-x`)
}

/** A draft as the reporter wrote it, with the version that its check list shows. */
async function draft(title = 'Мост через Үлбі открыли для автобусов'): Promise<{ id: number; version: string }> {
  const id = await startStory(site.kit, reporter.staff, { language: 'ru' })
  return { id, version: await rewrite(id, title) }
}

async function rewrite(id: number, title: string, who = reporter, more = {}): Promise<string> {
  const { content, version } = await openManuscript(site.kit.db, id, site.kit.clock.now())
  const saved = await saveManuscript(site.kit, who.staff, id, {
    beganFrom: version,
    content: { ...content, title, lead: 'Движение пустили утром.', body: safeBody('<p>Первые автобусы.</p>'), ...more },
  })
  return saved.outcome === 'saved' ? String(saved.version) : saved.outcome
}

async function published(title?: string): Promise<{ id: number; version: string }> {
  const story = await draft(title)
  expect((await send(story.id, 'publication', { version: story.version })).status).toBe(303)
  return story
}

describe('publishing', () => {
  test('puts a checked draft on the site, and every list knows it at once', async () => {
    expect((await site.ask('/')).body).not.toContain('Открыли мост и дорогу к нему')
    const { id, version } = await draft('Открыли мост и дорогу к нему')
    const answer = await send(id, 'publication', { version })
    expect([answer.status, answer.headers.location]).toEqual([303, `/newsroom/articles/${id}/publication`])
    expect(wordsOf((await page(id)).page.querySelector('.notice'))).toContain('Выпущено')
    expect((await publicPage(id)).status).toBe(200)
    for (const path of ['/', '/archive/2026/11/24'])
      expect((await site.ask(path)).body).toContain('Открыли мост и дорогу')
    expect(await deeds(id)).toContain('article.publish')
  })

  test('shows what is missing and does not publish it', async () => {
    const id = await startStory(site.kit, reporter.staff, { language: 'ru' })
    const shown = await page(id)
    expect(shown.page.querySelectorAll('.checks .fault').map(wordsOf)).toEqual([
      'Нужно исправить: Заголовка нет',
      'Нужно исправить: Нет ни текста, ни лида',
    ])
    const answer = await send(id, 'publication', { version: '1' })
    expect([answer.status, await stateOf(id)]).toEqual([422, 'draft'])
    expect(wordsOf(answer.page.querySelector('[role=alert]'))).toContain('исправьте отмеченное красным')
  })

  test('counts the pictures in the text that nobody described or named an author of', async () => {
    const picture = (alt: string, caption: string) =>
      `<figure><img src="/media/${'a'.repeat(64)}/640.jpg" alt="${alt}" />${caption}</figure>`
    const credit = '<small data-kind="credit">Айгүл</small>'
    const { id } = await draft()
    await rewrite(id, 'Мост через реку Үлбі открыт', reporter, {
      body: safeBody(
        `<p>Текст.</p>${picture('Мост', `<figcaption>Утро ${credit}</figcaption>`)}` +
          `${picture('', `<figcaption>${credit}</figcaption>`)}` +
          `<figure data-kind="gallery">${picture('Река', '<figcaption>Подпись без автора</figcaption>')}${picture('Берег', '')}</figure>`,
      ),
    })
    const checks = (await page(id)).page.querySelectorAll('.checks li').map(wordsOf).join('\n')
    expect(checks).toMatch(/1\sснимок без описания/)
    expect(checks).toMatch(/2\sснимка без автора/)
  })

  test('refuses a text that was changed after it was checked', async () => {
    const { id, version } = await draft()
    await rewrite(id, 'Совсем другой заголовок про мост')
    const answer = await send(id, 'publication', { version })
    expect([answer.status, await stateOf(id)]).toEqual([409, 'draft'])
    expect(wordsOf(answer.page.querySelector('[role=alert]'))).toContain('текст изменили')
  })

  test('warns of a text that is almost the same as another', async () => {
    const body = `<p>${'На мосту через реку Үлбі закончили ремонт и пустили первые автобусы по новому расписанию. '.repeat(5)}</p>`
    const first = await writeArticle(site.kit, { title: 'Закончили ремонт', body })
    const { id } = await draft()
    await rewrite(id, 'Ремонт закончили', reporter, { body: safeBody(`${body}<p>И ещё строка.</p>`) })
    const link = (await page(id)).page.querySelector('.warning a')
    expect(link?.getAttribute('href')).toBe(`/newsroom/articles/${first.id}`)
  })

  test('keeps edits of a published story from readers until somebody publishes them', async () => {
    const { id } = await published('Первый заголовок про новый мост')
    pass(5)
    const version = await rewrite(id, 'Второй заголовок про новый мост', editor)
    expect((await publicPage(id)).body).toContain('Первый заголовок')
    expect((await page(id)).body).toContain('читатели ещё не видят')
    await send(id, 'publication', { version, silent: 'yes' })
    expect((await publicPage(id)).body).toContain('Второй заголовок')
    expect((await publicPage(id)).page.querySelectorAll('.byline time')).toHaveLength(1)
    pass(5)
    await send(id, 'publication', { version: await rewrite(id, 'Третий заголовок про новый мост', editor) })
    expect(wordsOf((await publicPage(id)).page.querySelector('.byline'))).toContain('обновлено 12:10')
    expect((await send(id, 'publication', { version: '99' })).status).toBe(409)
  })
})

describe('the schedule', () => {
  test('publishes at its time, once, and heals after a stop', async () => {
    const { id, version } = await draft()
    expect((await send(id, 'schedule', { version, at: '2026-11-24T12:30' })).status).toBe(303)
    expect([await stateOf(id), (await site.ask(`/a/${id}`)).status]).toEqual(['scheduled', 404])
    pass(29)
    expect(await doDueDeeds(site.kit)).not.toContain(id)
    pass(180)
    expect(await doDueDeeds(site.kit)).toContain(id)
    expect(await doDueDeeds(site.kit)).toEqual([])
    expect((await publicPage(id)).body).toContain('12:30')
    expect((await deeds(id)).filter((deed) => deed === 'article.publish')).toHaveLength(1)
  })

  test('is not set by an empty field, which says what to do', async () => {
    const { id, version } = await draft()
    const answer = await send(id, 'schedule', { version, at: '' })
    expect([answer.status, wordsOf(answer.page.querySelector('.fault'))]).toEqual([
      422,
      expect.stringContaining('Укажите день и час'),
    ])
  })

  test('is undone by one button', async () => {
    const { id, version } = await draft()
    await send(id, 'schedule', { version, at: '2026-11-24T18:00' })
    const undo = (await page(id)).page.querySelector('.notice form')
    expect(undo?.getAttribute('action')).toBe(`/newsroom/articles/${id}/schedule`)
    await send(id, 'schedule', { at: '' })
    expect(await stateOf(id)).toBe('draft')
  })

  test('puts a new version in place of the old at its time', async () => {
    const { id } = await published('Старая версия новости о мосте')
    const version = await rewrite(id, 'Новая версия новости о мосте', editor)
    await send(id, 'schedule', { version, at: '2026-11-24T13:00' })
    expect((await page(id)).body).toContain('Новая версия заменит нынешнюю')
    pass(61)
    expect((await publicPage(id)).body).toContain('Старая версия')
    await doDueDeeds(site.kit)
    expect((await publicPage(id)).body).toContain('Новая версия')
    expect((await findManuscript(site.kit.db, id))?.publishAt).toBeNull()
  })

  test.each([['2026-11-24T11:59'], ['2028-01-01T10:00'], ['2026-02-30T10:00'], ['завтра'], ["2026-11-24T12:30'; --"]])(
    'refuses %s and keeps what was typed',
    async (at) => {
      const { id, version } = await draft()
      const answer = await send(id, 'schedule', { version, at })
      expect([answer.status, await stateOf(id)]).toEqual([422, 'draft'])
      expect(answer.page.querySelector('#at')?.getAttribute('value')).toBe(at)
    },
  )

  test('an embargo holds back even the hasty', async () => {
    const { id, version } = await draft()
    await send(id, 'embargo', { embargo: '2026-11-24T15:00' })
    expect((await send(id, 'publication', { version })).status).toBe(422)
    expect((await send(id, 'schedule', { version, at: '2026-11-24T14:59' })).status).toBe(422)
    expect((await send(id, 'schedule', { version, at: '2026-11-24T15:00' })).status).toBe(303)
    expect((await send(id, 'embargo', { embargo: '2026-11-24T16:00' })).status).toBe(422)
  })
})

describe('a text that lost what must be there after its hour was set', () => {
  const emptied = { title: '', lead: '', body: safeBody('') }
  const heldBack = async (id: number) => (await deeds(id)).filter((deed) => deed === 'article.hold-back').length
  const scheduled = async () => {
    const { id, version } = await draft()
    await send(id, 'schedule', { version, at: '2026-11-24T12:30' })
    await rewrite(id, '', editor, emptied)
    return id
  }

  test('is not published by the clock, which says so once and holds up nothing else', async () => {
    const [id, whole] = [await scheduled(), await draft('Этот материал выходит вовремя')]
    await send(whole.id, 'schedule', { version: whole.version, at: '2026-11-24T12:31' })
    pass(32)
    expect(await doDueDeeds(site.kit)).toEqual([whole.id])
    await doDueDeeds(site.kit)
    expect([await stateOf(id), await heldBack(id)]).toEqual(['scheduled', 1])
    expect((await editor.ask('/newsroom?state=scheduled')).body).toContain('Не вышел вовремя')
    expect((await page(id)).body).toContain('Не вышло в назначенное время')
  })

  test('waits for an editor even when it is mended: the clock does not publish the first letter of a title', async () => {
    const [byHand, again] = [await scheduled(), await scheduled()]
    pass(31)
    await doDueDeeds(site.kit)
    const versions = [await rewrite(byHand, 'М', editor), await rewrite(again, 'М', editor)] as const
    expect(await doDueDeeds(site.kit)).toEqual([])
    await send(byHand, 'publication', { version: versions[0] })
    await send(again, 'schedule', { version: versions[1], at: '2026-11-24T13:00' })
    expect((await page(again)).body).not.toContain('Не вышло в назначенное время')
    pass(30)
    expect(await doDueDeeds(site.kit)).toEqual([again])
    expect([await stateOf(byHand), await stateOf(again)]).toEqual(['published', 'published'])
  })

  test('does not take the place of the version that readers have', async () => {
    const { id } = await published('Старая версия новости о мосте')
    await send(id, 'schedule', {
      version: await rewrite(id, 'Новая версия новости о мосте', editor),
      at: '2026-11-24T13:00',
    })
    await rewrite(id, '', editor, emptied)
    pass(62)
    await doDueDeeds(site.kit)
    await doDueDeeds(site.kit)
    expect((await publicPage(id)).body).toContain('Старая версия')
    expect(await heldBack(id)).toBe(1)
    expect((await editor.ask(`/newsroom?state=published`)).body).toContain('Не вышел вовремя')
    const urgent = async () => {
      const links = (await editor.ask('/newsroom')).page.querySelectorAll('.waiting .urgent')
      return links.find((link) => link.getAttribute('href') === `/newsroom/articles/${id}/publication`) ?? null
    }
    expect(wordsOf(await urgent())).toBe('Новая версия не вышла вовремя: Старая версия новости о мосте')
    await send(id, 'publication', { version: await rewrite(id, 'Исправленная версия новости о мосте', editor) })
    expect((await publicPage(id)).body).toContain('Исправленная версия')
    expect(await urgent()).toBeNull()
    expect((await page(id)).body).not.toContain('Не вышло в назначенное время')
  })

  test('goes out as it came where nobody has written in it here', async () => {
    const { id } = await writeArticle(site.kit, { state: 'scheduled', publishedAt: testNow, lead: '', body: '' })
    await page(id)
    expect(await doDueDeeds(site.kit)).toEqual([id])
  })
})

describe('withdrawing', () => {
  test('answers 410 with the reason, and is undone by one button', async () => {
    const { id } = await published()
    expect((await send(id, 'withdrawal', { reason: ' ' })).status).toBe(422)
    await send(id, 'withdrawal', { reason: 'По просьбе семьи' })
    const gone = await site.ask(`/a/${id}`)
    expect([gone.status, gone.body.includes('По просьбе семьи')]).toEqual([410, true])
    await send(id, 'return')
    expect((await publicPage(id)).status).toBe(200)
    expect(await deeds(id)).toEqual(expect.arrayContaining(['article.withdraw', 'article.restore']))
  })

  test('happens by itself at the hour that was set, and may be called off', async () => {
    const { id } = await published()
    const kept = await published()
    await send(id, 'withdrawal', { reason: 'Конкурс закончился', withdrawAt: '2026-11-24T13:00' })
    await send(kept.id, 'withdrawal', { reason: 'Ошибка', withdrawAt: '2026-11-24T13:00' })
    await send(kept.id, 'withdrawal', { cancel: 'yes' })
    pass(61)
    await doDueDeeds(site.kit)
    expect([(await site.ask(`/a/${id}`)).status, (await publicPage(kept.id)).status]).toEqual([410, 200])
  })
})

describe('a new version with its hour', () => {
  const renewed = async () => {
    const { id } = await published('Старая версия новости о мосте')
    const version = await rewrite(id, 'Новая версия новости о мосте', editor)
    await send(id, 'schedule', { version, at: '2026-11-24T13:00' })
    return id
  }
  const restoredNextDay = async (id: number) => {
    pass(24 * 60)
    await send(id, 'return')
    await doDueDeeds(site.kit)
    const shown = await publicPage(id)
    return [shown.status, shown.body.includes('Старая версия'), (await findManuscript(site.kit.db, id))?.publishAt]
  }

  test('is written only by those who may publish, until it is out or off the schedule', async () => {
    const id = await renewed()
    await expect(rewrite(id, 'Непроверенная версия новости о мосте', reporter)).rejects.toThrow(Forbidden)
    const shown = await reporter.ask(`/newsroom/articles/${id}`)
    expect(shown.page.querySelectorAll('p.warning').map(wordsOf).join()).toContain('только читать')
    await rewrite(id, 'Последняя правка редактора о мосте', editor)
    await send(id, 'schedule', { at: '' })
    expect(await rewrite(id, 'Снова пишет репортёр о мосте', reporter)).toMatch(/^\d+$/)
    const { version } = await openManuscript(site.kit.db, id, site.kit.clock.now())
    await send(id, 'schedule', { version: String(version), at: '2026-11-24T13:00' })
    await rewrite(id, 'Последняя правка редактора о мосте', editor)
    pass(61)
    await doDueDeeds(site.kit)
    expect((await publicPage(id)).body).toContain('Последняя правка редактора')
    expect(await rewrite(id, 'Репортёр пишет дальше о мосте', reporter)).toMatch(/^\d+$/)
  })

  test('waits for nobody once the story is withdrawn: restored, it is as it was', async () => {
    const id = await renewed()
    await send(id, 'withdrawal', { reason: 'По просьбе семьи' })
    expect(await restoredNextDay(id)).toEqual([200, true, null])
    expect((await page(id)).body).toContain('читатели ещё не видят')
  })

  test('waits for nobody either once the clock withdrew the story', async () => {
    const id = await renewed()
    await send(id, 'withdrawal', { reason: 'Конкурс закончился', withdrawAt: '2026-11-24T12:50' })
    pass(51)
    await doDueDeeds(site.kit)
    expect(await restoredNextDay(id)).toEqual([200, true, null])
  })

  test('that an earlier program left with a withdrawn story does not come out with its return', async () => {
    const id = await renewed()
    await send(id, 'withdrawal', { reason: 'По просьбе семьи' })
    await run(site.kit.db, 'update manuscripts set publish_at = :at where article_id = :id', { at: testNow, id })
    expect(await restoredNextDay(id)).toEqual([200, true, null])
  })
})

describe('a planned withdrawal', () => {
  const leavesAt = '2026-11-24T18:00'
  const leaving = async () => {
    const { id, version } = await draft()
    await send(id, 'schedule', { version, at: '2026-11-24T13:00' })
    expect((await send(id, 'withdrawal', { reason: 'Конкурс закончился', withdrawAt: leavesAt })).status).toBe(303)
    return { id, version }
  }

  test('goes with the schedule it belonged to: what is published later by hand stays', async () => {
    const { id, version } = await leaving()
    await send(id, 'schedule', { at: '' })
    expect((await page(id)).body).not.toContain('Уйдёт с сайта')
    pass(24 * 60)
    await send(id, 'publication', { version })
    await doDueDeeds(site.kit)
    expect(await stateOf(id)).toBe('published')
  })

  test('that an earlier program left with a draft takes nothing off the site either', async () => {
    const [byHand, byClock] = [await draft(), await draft()]
    await run(site.kit.db, `update articles set withdraw_at = :at where id in (:byHand, :byClock)`, {
      at: new Date(testNow.getTime() + 60_000),
      byHand: byHand.id,
      byClock: byClock.id,
    })
    await send(byHand.id, 'publication', { version: byHand.version })
    await send(byClock.id, 'schedule', { version: byClock.version, at: '2026-11-24T13:00' })
    pass(61)
    await doDueDeeds(site.kit)
    expect([await stateOf(byHand.id), await stateOf(byClock.id)]).toEqual(['published', 'published'])
  })

  test('stays when the story is published earlier than planned, and is over when it is published after its hour', async () => {
    const [early, late] = [await leaving(), await leaving()]
    pass(10)
    await send(early.id, 'publication', { version: early.version })
    expect((await page(early.id)).body).toContain('Уйдёт с сайта 24 ноября 2026, 18:00')
    pass(24 * 60)
    await send(late.id, 'publication', { version: late.version })
    await doDueDeeds(site.kit)
    expect([await stateOf(early.id), await stateOf(late.id)]).toEqual(['withdrawn', 'published'])
  })

  test('refuses a schedule at its hour or after it, until it is called off', async () => {
    const { id, version } = await leaving()
    for (const at of [leavesAt, '2026-11-25T10:00']) {
      const answer = await send(id, 'schedule', { version, at })
      expect(answer.status).toBe(422)
      expect(wordsOf(answer.page.querySelector('[role=alert]'))).toContain('уже назначено снятие с сайта')
    }
    expect((await send(id, 'schedule', { version, at: '2026-11-24T17:59' })).status).toBe(303)
    await send(id, 'withdrawal', { cancel: 'yes' })
    expect((await send(id, 'schedule', { version, at: '2026-11-25T10:00' })).status).toBe(303)
  })
})

describe('a correction', () => {
  test('stands dated under the story and on the page of corrections, with the corrected text', async () => {
    const { id } = await published('Мост открыли в понедельник утром')
    expect((await site.ask('/corrections')).status).toBe(200)
    const version = await rewrite(id, 'Мост открыли во вторник утром', editor)
    expect((await send(id, 'corrections', { version, correction: '' })).status).toBe(422)
    await send(id, 'corrections', { version, correction: 'Мост открыли <b>во вторник</b>, а не в понедельник.' })
    const story = await publicPage(id)
    expect(wordsOf(story.page.querySelector('#corrections'))).toBe(
      'Исправления 24 ноября 2026, 12:00. Мост открыли <b>во вторник</b>, а не в понедельник.',
    )
    expect(story.body).toContain('Мост открыли во вторник утром')
    const graph = JSON.parse(story.page.querySelector('script[type="application/ld+json"]')?.textContent ?? '{}')
    expect(JSON.stringify(graph)).toContain('"@type":"CorrectionComment","text":"Мост открыли')
    expect((await site.ask('/corrections')).body).toContain('а не в понедельник')
    expect((await site.ask('/kk/corrections')).body).not.toContain('а не в понедельник')
    const { id: correction } = (await row<{ id: number }>(site.kit.db, 'select id from corrections')) ?? { id: 0 }
    await send(id, 'correction-removal', { correction: String(correction) })
    expect((await site.ask('/corrections')).body).not.toContain('а не в понедельник')
  })

  test('does not bring out a text that lacks what the check list asks for, and keeps its words', async () => {
    const { id } = await published('Мост открыли в четверг утром')
    const version = await rewrite(id, '', editor)
    const correction = 'Мост открыли в пятницу.'
    const answer = await send(id, 'corrections', { version, correction })
    expect(answer.status).toBe(422)
    expect(wordsOf(answer.page.querySelector('[role=alert]'))).not.toBe('')
    expect(answer.page.querySelector('textarea[name=correction]')?.textContent).toBe(correction)
    expect((await publicPage(id)).body).toContain('Мост открыли в четверг утром')
  })
})

describe('the way from reporter to editor', () => {
  test('goes to review, back with a note, and to review again', async () => {
    const { id } = await draft()
    await send(id, 'review', {}, reporter)
    expect(await stateOf(id)).toBe('review')
    expect((await send(id, 'review-note', { note: '' })).status).toBe(422)
    await send(id, 'review-note', { note: 'Где источник?' })
    expect(wordsOf((await page(id, reporter)).page.querySelector('p.warning'))).toContain('Где источник?')
    await send(id, 'review', {}, reporter)
    await send(id, 'review', { back: 'yes' }, reporter)
    expect(await stateOf(id)).toBe('draft')
    expect((await page(id, reporter)).body).not.toContain('Где источник?')
  })

  test('a reporter hands in only their own, and publishes nothing', async () => {
    const { id, version } = await draft()
    const stranger = await signedIn(site, 'reporter', { signIn: 'stranger' })
    expect((await send(id, 'review', {}, stranger)).status).toBe(403)
    for (const deed of [
      'publication',
      'schedule',
      'embargo',
      'review-note',
      'corrections',
      'correction-words',
      'pin',
      'withdrawal',
      'return',
    ])
      expect((await send(id, deed, { version, at: '2026-11-24T18:00' }, reporter)).status).toBe(403)
    expect([await stateOf(id), await deeds(id)]).toEqual(['draft', ['article.begin']])
  })
})

test('a pin puts a story at the head of the front page until its hour', async () => {
  const { id } = await published('Закреплённая новость о мосте и дороге')
  pass(1)
  await writeArticle(site.kit, { title: 'Новее, но ниже', publishedAt: site.kit.clock.now() })
  await send(id, 'pin', { pin: '2026-11-24T14:00' })
  expect(wordsOf((await site.ask('/')).page.querySelector('.lead-story h2'))).toContain('Закреплённая новость')
  await send(id, 'pin', { pin: '' })
  expect(wordsOf((await site.ask('/')).page.querySelector('.lead-story h2'))).not.toContain('Закреплённая новость')
})

test('a story that is not there answers 404 to every deed', async () => {
  for (const deed of ['publication', 'schedule', 'embargo', 'review', 'withdrawal', 'return', 'pin'])
    expect((await send(999_999, deed, { version: '1', reason: 'x', at: '', pin: '', embargo: '' })).status).toBe(404)
  expect((await page(999_999)).status).toBe(404)
})
