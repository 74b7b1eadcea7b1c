import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestSite, type TestSite, wordsOf } from '../support/test-site.js'
import { withdrawArticle, writeArticle } from '../support/write.js'

let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
})
afterAll(() => site.close())

describe('an article page', () => {
  test('shows everything a reader expects of a story', async () => {
    const { kit } = site
    await writeArticle(kit, {
      title: 'Раньше всех',
      publishedAt: new Date('2026-11-20T10:00:00+05:00'),
      section: 'roads',
    })
    const { id, slug } = await writeArticle(kit, {
      title: 'Мост через Ульбу открыли',
      kicker: 'Дороги востока',
      lead: 'Автобусы поехали по нему утром.',
      body: '<p>Первый абзац.</p><blockquote><p>Доехали засветло.</p></blockquote>',
      section: 'roads',
      region: 'east-kazakhstan',
      tags: ['bridges', 'transport'],
      authors: ['regions-desk'],
      source: 'city-service',
      publishedAt: new Date('2026-11-22T10:00:00+05:00'),
      updatedAt: new Date('2026-11-22T14:30:00+05:00'),
    })
    await writeArticle(kit, {
      title: 'Позже всех',
      publishedAt: new Date('2026-11-23T10:00:00+05:00'),
      section: 'roads',
    })

    const { status, page } = await site.ask(`/news/${id}-${slug}`)
    expect(status).toBe(200)
    expect(page.querySelectorAll('h1').map(wordsOf)).toEqual(['Мост через Ульбу открыли'])
    const words = wordsOf(page.querySelector('main'))
    for (const expected of [
      'Дороги востока',
      'Автобусы поехали по нему утром.',
      'Первый абзац.',
      'Восточно-Казахстанская область',
      'regions-desk по-русски',
      'city-service по-русски',
      'bridges по-русски',
      '22 ноября 2026, 10:00',
      'обновлено 14:30',
      'Комментарии пока отсутствуют.',
      'Раньше всех',
      'Позже всех',
      'На главную',
    ]) {
      expect(words).toContain(expected)
    }
    expect(page.querySelector('time[datetime="2026-11-22T10:00:00+05:00"]')).not.toBeNull()
    const links = page.querySelectorAll('a').map((a) => a.getAttribute('href') ?? '')
    const encoded = encodeURIComponent(`https://locman.test/news/${id}-${slug}`)
    expect(links.some((href) => href.startsWith('mailto:') && href.includes(encoded))).toBe(true)
    for (const place of ['telegram', 'whatsapp', 'vk', 'ok', 'facebook', 'x'])
      expect(links).toContain(`/share/${place}/${id}`)
    expect(links).toContain(`https://locman.test/a/${id}`)
    expect(page.querySelector('link[rel=canonical]')?.getAttribute('href')).toBe(
      `https://locman.test/news/${id}-${slug}`,
    )
    expect(
      page
        .querySelectorAll('script:not([type="application/ld+json"])')
        .filter((script) => !script.getAttribute('src')?.startsWith('/assets/')),
    ).toEqual([])
  })

  test('of a pair leads to its other language, and both name each other', async () => {
    const { kit } = site
    const ru = await writeArticle(kit, { title: 'В школах новый звонок' })
    const kk = await writeArticle(kit, { title: 'Мектептерде жаңа қоңырау', language: 'kk', storyId: ru.storyId })
    const ruPath = `/news/${ru.id}-${ru.slug}`
    const kkPath = `/kk/news/${kk.id}-${kk.slug}`
    for (const path of [ruPath, kkPath]) {
      const { status, page } = await site.ask(path)
      expect(status).toBe(200)
      const alternates = page
        .querySelectorAll('link[rel=alternate][hreflang]')
        .map((link) => [link.getAttribute('hreflang'), link.getAttribute('href')])
      expect(alternates).toEqual(
        expect.arrayContaining([
          ['ru', `https://locman.test${ruPath}`],
          ['kk', `https://locman.test${kkPath}`],
          ['x-default', `https://locman.test${ruPath}`],
        ]),
      )
    }
    expect(kkPath).toMatch(/mektepterde-zhana-qonyrau$/)
    const russian = await site.ask(ruPath)
    expect(russian.page.querySelectorAll(`a[href="${kkPath}"]`).length).toBeGreaterThan(0)
    expect((await site.ask(kkPath)).page.querySelector('html')?.getAttribute('lang')).toBe('kk')
  })

  test('has seven other stories beside it and not itself, also while it is the newest', async () => {
    const written = []
    for (const minute of [1, 2, 3, 4, 5, 6, 7, 8, 9])
      written.push(
        await writeArticle(site.kit, {
          title: `Сводка № ${minute}`,
          publishedAt: new Date(`2026-11-24T11:0${minute}:00+05:00`),
        }),
      )
    const newest = written.at(-1)
    const { page } = await site.ask(`/news/${newest?.id}-${newest?.slug}`)
    const titles = page.querySelectorAll('.widget.fresh li a > span').map(wordsOf)
    expect(titles).toEqual([8, 7, 6, 5, 4, 3, 2].map((minute) => `Сводка № ${minute}`))
  })

  test('without a pair promises no other language to search engines', async () => {
    const { id, slug } = await writeArticle(site.kit, { title: 'Только по-русски' })
    const { page } = await site.ask(`/news/${id}-${slug}`)
    expect(page.querySelectorAll('link[rel=alternate][hreflang]')).toEqual([])
  })

  test('escapes what people wrote and prints the body as it was sanitised', async () => {
    const title = '<script>alert("1")</script> & «кавычки»'
    const { id, slug } = await writeArticle(site.kit, {
      title,
      lead: '"><img src=x onerror=alert(1)>',
      body: '<p>да</p><script>нет</script>',
    })
    const { body, page } = await site.ask(`/news/${id}-${slug}`)
    expect(wordsOf(page.querySelector('h1'))).toBe(title)
    expect(body).not.toMatch(/<script>alert|<img src=x|<script>нет/)
  })
})

describe('the address of an article', () => {
  test('with a wrong slug, without one or in the wrong language answers 301 to the right one', async () => {
    const { id, slug } = await writeArticle(site.kit, { title: 'Адрес новости' })
    for (const path of [
      `/news/${id}`,
      `/news/${id}-`,
      `/news/${id}-wrong`,
      `/kk/news/${id}-${slug}`,
      `/news/${id}-${encodeURI('мост')}`,
      `/news/0${id}-${slug}`,
    ]) {
      const { status, headers } = await site.ask(path)
      expect([path, status, headers.location]).toEqual([path, 301, `/news/${id}-${slug}`])
    }
  })

  test('has a short form', async () => {
    const { id, slug } = await writeArticle(site.kit, { title: 'Короткая ссылка' })
    expect(await site.ask(`/a/${id}`)).toMatchObject({ status: 301, headers: { location: `/news/${id}-${slug}` } })
    expect((await site.ask('/a/999999')).status).toBe(404)
  })

  test.each(['0', '-1', '999999999', '99999999999999999999', '1e3', 'abc', '1.5', '0x10', '%00', '1%00', '1%0a'])(
    '/news/%s is nowhere',
    async (id) => {
      expect((await site.ask(`/news/${id}`)).status).toBe(404)
    },
  )

  test('of a withdrawn article answers 410 with the reason at once, also from the cache', async () => {
    const { id, slug } = await writeArticle(site.kit, { title: 'Снятая новость' })
    expect((await site.ask(`/news/${id}-${slug}`)).status).toBe(200)
    await withdrawArticle(site.kit, id, 'по просьбе источника')
    const gone = await site.ask(`/news/${id}-${slug}`)
    expect(gone.status).toBe(410)
    expect(wordsOf(gone.page.querySelector('main'))).toContain('по просьбе источника')
    expect((await site.ask(`/a/${id}`)).status).toBe(410)
  })
})
