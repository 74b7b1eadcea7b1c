import { expect, test } from 'vitest'
import { openTestSite, wordsOf } from '../support/test-site.js'
import { writeArticle } from '../support/write.js'

test('while the database is away readers keep the pages that are there, and are told the rest will come', async () => {
  const site = await openTestSite()
  const { id, slug } = await writeArticle(site.kit)
  const path = `/news/${id}-${slug}`
  const before = await site.ask(path)
  await site.kit.database.close()
  try {
    expect((await site.ask(path)).headers.etag).toBe(before.headers.etag)
    // Long past the time for which an old page is normally served.
    site.kit.clock.set('2026-11-26T12:00:00+05:00')
    expect(await site.ask(path)).toMatchObject({ status: 200, headers: { etag: before.headers.etag } })

    const away = await site.ask('/kk/section/sport')
    expect(away.status).toBe(503)
    expect(away.headers['retry-after']).toBe('30')
    expect(away.headers['cache-control']).toBe('no-store')
    expect(wordsOf(away.page.querySelector('h1'))).toBe('Сайт уақытша қолжетімсіз')
    expect(away.body).not.toMatch(/select|knex|\.ts:\d/i)

    expect((await site.ask('/healthz')).status).toBe(200)
    expect(await site.ask('/readyz')).toMatchObject({ status: 503 })
  } finally {
    await site.close()
  }
})
