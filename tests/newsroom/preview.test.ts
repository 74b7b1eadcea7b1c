import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findArticle } from '../../src/features/articles/article-store.js'
import { findManuscript } from '../../src/features/articles/manuscript-store.js'
import { saveManuscript, startStory } from '../../src/features/articles/saving.js'
import { rows } from '../../src/platform/database.js'
import { safeBody } from '../../src/text/safe-html.js'
import { type Colleague, signedIn } from '../support/staff.js'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
let reporter: Colleague
let editor: Colleague
beforeAll(async () => {
  site = await openTestSite()
  reporter = await signedIn(site, 'reporter')
  editor = await signedIn(site, 'editor', { language: 'kk' })
})
afterAll(() => site.close())

async function rewrite(id: number, who: Colleague, fields: { title: string; body?: string }): Promise<void> {
  const { kit } = site
  const found = await findManuscript(kit.db, id)
  if (!found) throw new Error('no manuscript')
  const content = { ...found.content, ...fields, body: safeBody(fields.body ?? '<p>Текст.</p>') }
  await saveManuscript(kit, who.staff, id, { beganFrom: found.version, content, unanswered: [] })
}
const preview = (id: number) => `/newsroom/articles/${id}/preview`

describe('a story before readers see it', () => {
  test('is shown as they will see it, in its own language, uncounted and for nobody else', async () => {
    const id = await startStory(site.kit, reporter.staff, { language: 'kk' })
    await rewrite(id, reporter, { title: 'Көпір ашылды', body: '<h2>Қалай болды</h2><p>Мәтін.</p>' })
    const answer = await reporter.ask(`${preview(id)}/page`)
    expect(answer.status).toBe(200)
    expect(wordsOf(answer.page.querySelector('article h1'))).toBe('Көпір ашылды')
    expect(answer.page.querySelector('html')?.getAttribute('lang')).toBe('kk')
    expect(wordsOf(answer.page.querySelector('.body h2'))).toBe('Қалай болды')
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['x-robots-tag']).toContain('noindex')
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'self'")
    expect(answer.page.querySelector('meta[name=robots]')?.getAttribute('content')).toContain('noindex')
    for (const counted of ['[data-article]', '.seen', '.share', '#comments', '.ad'])
      expect(answer.page.querySelector(counted), counted).toBeNull()
    expect((await site.ask(`/kk/news/${id}-kopir-ashyldy`)).status).toBe(404)
    expect((await site.ask(`${preview(id)}/page`)).status).toBe(303)
  })

  test('changes nothing by being looked at', async () => {
    const { id } = await writeArticle(site.kit, { title: 'Старый заголовок', tags: ['road'] })
    await editor.ask(`/newsroom/articles/${id}`)
    await rewrite(id, editor, { title: 'Новый заголовок' })
    const before = await rows(site.kit.db, 'select * from articles where id = :id', { id })
    expect(wordsOf((await editor.ask(`${preview(id)}/page`)).page.querySelector('article h1'))).toBe('Новый заголовок')
    expect(await rows(site.kit.db, 'select * from articles where id = :id', { id })).toEqual(before)
    const article = await findArticle(site.kit.db, id, site.kit.clock.now())
    expect([article?.title, article?.tags.map(({ slug }) => slug)]).toEqual(['Старый заголовок', ['road']])
    expect((await site.ask(`/news/${id}-${article?.slug}`)).body).toContain('Старый заголовок')
  })

  test('stands in a frame as wide as a phone or a desk, told by the address', async () => {
    const id = await startStory(site.kit, reporter.staff, { language: 'ru' })
    const phone = (await reporter.ask(preview(id))).page
    expect(phone.querySelector('.phone iframe')?.getAttribute('src')).toBe(`${preview(id)}/page`)
    const desk = (await reporter.ask(`${preview(id)}?screen=desk`)).page
    expect(wordsOf(desk.querySelector('.tabs [aria-current]'))).toBe('Компьютер')
    expect(desk.querySelector('.desk iframe')).not.toBeNull()
  })

  test('is closed to a reporter whose story it is not', async () => {
    const id = await startStory(site.kit, editor.staff, { language: 'ru' })
    for (const path of [preview(id), `${preview(id)}/page`]) {
      expect((await reporter.ask(path)).status).toBe(403)
      expect((await editor.ask(path)).status).toBe(200)
    }
    expect((await editor.ask(preview(999_999))).status).toBe(404)
  })
})
