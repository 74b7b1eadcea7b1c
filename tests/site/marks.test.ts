import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
})
afterAll(() => site.close())

describe('paid material', () => {
  test('is labelled in its language on its page and in every list, and its links say that they are paid for', async () => {
    const body = '<p><a href="https://shop.example/">Магазин</a></p>'
    const ru = await writeArticle(site.kit, { title: 'Скидки', partnerMark: 'partner', body, tags: ['shops'] })
    await writeArticle(site.kit, { title: 'Жеңілдік', language: 'kk', partnerMark: 'advertisement' })
    const { page } = await site.ask(`/news/${ru.id}-${ru.slug}`)
    expect(wordsOf(page.querySelector('article header mark'))).toBe('Партнёрский материал')
    expect(page.querySelector('.body a')?.getAttribute('rel')).toBe('sponsored noopener')
    for (const list of [
      '/',
      '/section/society',
      '/tag/shops',
      '/archive/2026/11/24',
      '/search?q=%D1%81%D0%BA%D0%B8%D0%B4%D0%BA%D0%B8',
    ]) {
      expect(wordsOf((await site.ask(list)).page.querySelector('main mark')), list).toBe('Партнёрский материал')
    }
    expect(wordsOf((await site.ask('/kk')).page.querySelector('main mark'))).toBe('Жарнама')
  })

  test('is no neighbour to turn to from a story of the newsroom', async () => {
    const story = await writeArticle(site.kit, { title: 'Своё', publishedAt: new Date('2026-11-24T06:59:00Z') })
    const { page } = await site.ask(`/news/${story.id}-${story.slug}`)
    expect(wordsOf(page.querySelector('.turn'))).not.toContain('Скидки')
  })
})

test('the age mark, the title for search and the rights of the source are on the page', async () => {
  const { id, slug } = await writeArticle(site.kit, {
    title: 'Бой',
    ageMark: 16,
    seoTitle: 'Бокс: итоги боя',
    seoDescription: 'Коротко',
    source: 'agency',
    sourceAddress: 'https://agency.example/1',
    sourceRights: 'excerpt',
  })
  const { page } = await site.ask(`/news/${id}-${slug}`)
  expect(wordsOf(page.querySelector('.byline abbr'))).toBe('16+')
  expect(wordsOf(page.querySelector('title'))).toContain('Бокс: итоги боя')
  expect(page.querySelector('meta[name=description]')?.getAttribute('content')).toBe('Коротко')
  expect(page.querySelector('.body p:last-child a')?.getAttribute('href')).toBe('https://agency.example/1')
})

test('who took a picture in the text is told after its caption, or alone', async () => {
  const picture = `<img src="/media/${'a'.repeat(64)}/640.jpg" alt="Мост" width="640" height="480" data-picture="1" data-tone="1" data-bytes="900" />`
  const { id, slug } = await writeArticle(site.kit, {
    body:
      `<figure>${picture}<figcaption>Утром <small data-kind="credit">Айгүл &amp; Марат</small></figcaption></figure>` +
      `<figure>${picture}<figcaption><small data-kind="credit">Казинформ</small></figcaption></figure>`,
  })
  const { page } = await site.ask(`/news/${id}-${slug}`)
  expect(page.querySelectorAll('.body figcaption').map(wordsOf)).toEqual([
    'Утром — Фото: Айгүл & Марат',
    'Фото: Казинформ',
  ])
})

describe('what stands in a story from another site', () => {
  test('is a link until it is tapped, and only for sites of the allow list', async () => {
    const { id, slug } = await writeArticle(site.kit, {
      body:
        '<figure data-kind="embed"><a href="https://www.youtube.com/watch?v=abcdefghijk">Фильм</a></figure>' +
        '<figure data-kind="embed"><a href="https://evil.example/watch">Зло</a></figure>' +
        '<aside data-kind="also"><p><a href="/news/1-a">Другая</a></p></aside>',
    })
    const answer = await site.ask(`/news/${id}-${slug}`)
    expect(answer.page.querySelectorAll('iframe')).toEqual([])
    expect(answer.page.querySelectorAll('a.facade').map((link) => link.getAttribute('data-frame'))).toEqual([
      'https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1',
    ])
    expect(answer.page.querySelectorAll('aside[data-kind=also] p').map(wordsOf)).toEqual(['Читайте также', 'Другая'])
    expect(answer.headers['content-security-policy']).toContain("frame-src 'self' https://www.youtube-nocookie.com")
    expect(answer.body).toContain('/assets/embed-')
  })

  test('costs a story without it nothing', async () => {
    const { id, slug } = await writeArticle(site.kit, {})
    expect((await site.ask(`/news/${id}-${slug}`)).body).not.toMatch(/embed-|story-blocks/)
  })
})
