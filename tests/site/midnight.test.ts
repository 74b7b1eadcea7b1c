import { expect, test } from 'vitest'
import { turnTheDay } from '../../src/schedule.js'
import { openTestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

test('after midnight no page calls yesterday today', async () => {
  const site = await openTestSite()
  try {
    const { id, slug } = await writeArticle(site.kit, { publishedAt: new Date('2026-11-24T11:00:00+05:00') })
    site.kit.clock.set('2026-11-24T23:59:50+05:00')
    const story = `/news/${id}-${slug}`
    const section = (await site.ask(story)).page.querySelector('article .kicker a')?.getAttribute('href') ?? ''
    expect(wordsOf((await site.ask(section)).page.querySelector('.day h2'))).toBe('Сегодня')

    site.kit.clock.set('2026-11-25T00:00:01+05:00')
    await turnTheDay(site.kit)
    expect(wordsOf((await site.ask(section)).page.querySelector('.day h2'))).toBe('Вчера')
    expect((await site.ask(story)).page.querySelector('time.today')?.getAttribute('datetime')).toBe('2026-11-25')
  } finally {
    await site.close()
  }
})
