import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { doDueDeeds } from '../../../src/features/articles/due-deeds.js'
import { sharedChanges } from '../../../src/platform/changes.js'
import { openServer, rows, run } from '../../../src/platform/database.js'
import { openMemory } from '../../../src/platform/memory.js'
import { withDatabase } from '../../support/postgres-server.js'
import { openTestKit, type TestKit } from '../../support/test-kit.js'
import { openTestSite, type TestSite } from '../../support/test-site.js'
import { writeArticle } from '../../support/write.js'

const server = inject('testServer')

/** Two instances of one portal: an own connection each, told of changes through the database. */
let one: TestSite
let other: TestSite
beforeAll(async () => {
  if (server === null) return
  const kit = await openTestKit()
  const name = (await rows<{ name: string }>(kit.db, 'select current_database() as name'))[0]?.name ?? ''
  const url = withDatabase(server.url, name)
  const instance = async (): Promise<TestKit> => {
    const database = openServer(url, 4)
    const changes = await sharedChanges(database.db, url, kit.log)
    return {
      ...kit,
      db: database.db,
      database,
      changes,
      memory: openMemory(changes),
      close: async () => {
        await changes.close()
        await database.close()
      },
    }
  }
  one = await openTestSite({ kit: await instance() })
  const second = await instance()
  other = await openTestSite({
    kit: {
      ...second,
      close: async () => {
        await second.close()
        await kit.close()
      },
    },
  })
})
afterAll(async () => {
  await one?.close()
  await other?.close()
})

test.skipIf(server === null)(
  'of 500 articles scheduled for one minute two instances publish each exactly once, and readers of both see them',
  { timeout: 60_000 },
  async () => {
    const { kit } = one
    const at = new Date(kit.clock.now().getTime() - 1000)
    const { id, slug } = await writeArticle(kit, { state: 'scheduled', publishedAt: at })
    await run(
      kit.db,
      `insert into articles (language, slug, title, lead, body_html, body_text, body_policy, section_id, state, published_at)
       select language, slug, title || ' ' || n, lead, body_html, body_text, body_policy, section_id, state, published_at
       from articles cross join generate_series(1, 499) as n where id = :id`,
      { id },
    )
    for (const site of [one, other]) {
      expect((await site.ask(`/news/${id}-${slug}`)).status).toBe(404)
      expect((await site.ask('/archive/2026/11/24')).body).not.toContain(slug)
    }
    const done = await Promise.all([doDueDeeds(one.kit), doDueDeeds(other.kit)])
    expect(new Set(done.flat()).size).toBe(500)
    expect(done.flat()).toHaveLength(500)
    const written = await rows(
      kit.db,
      `select subject from audit where deed = 'article.publish' group by subject having count(*) = 1`,
    )
    expect(written).toHaveLength(500)
    await expect.poll(async () => (await one.ask(`/news/${id}-${slug}`)).status, { timeout: 1000 }).toBe(200)
    await expect.poll(async () => (await other.ask(`/news/${id}-${slug}`)).status, { timeout: 1000 }).toBe(200)
    await expect.poll(async () => (await other.ask('/archive/2026/11/24')).body, { timeout: 1000 }).toContain(slug)
  },
)
