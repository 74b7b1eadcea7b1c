import type { Knex } from 'knex'
import { describe, expect, inject, test } from 'vitest'
import { row, rows, run } from '../../src/platform/database.js'
import { wrapEmbedded } from '../../src/platform/embedded.js'
import { openDump, openTestDatabase } from '../support/test-database.js'

/** Every row of every table, and where the counters stand. */
async function everythingIn(db: Knex): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {
    counters: await rows(
      db,
      "select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1",
    ),
  }
  for (const { name } of await rows<{ name: string }>(
    db,
    "select tablename as name from pg_tables where schemaname = 'public'",
  ))
    all[name] = (await rows<{ line: string }>(db, `select t::text as line from ${name} t order by 1`)).map(
      ({ line }) => line,
    )
  return all
}

describe.skipIf(inject('testServer') !== null)('a database that a test gave back', () => {
  test('is as the migrations left it', async () => {
    const fresh = wrapEmbedded(await openDump())
    const asMigrated = await everythingIn(fresh.db)
    await fresh.close()

    const used = await openTestDatabase('used')
    const { db } = used
    await run(db, "insert into sections (slug, name_ru, name_kk, position) values ('new', 'Новый', 'Жаңа', 99)")
    await run(db, 'delete from weather_towns')
    await run(db, "select nextval('articles_id_seq')")
    await run(db, "set timezone = 'Asia/Almaty'")
    expect(await everythingIn(db)).not.toEqual(asMigrated)
    await used.close()
    await used.close()

    const [again, another] = [await openTestDatabase('again'), await openTestDatabase('another')]
    expect(again.db).not.toBe(another.db)
    expect(await everythingIn(again.db)).toEqual(asMigrated)
    expect((await row<{ zone: string }>(again.db, "select current_setting('timezone') as zone"))?.zone).not.toBe(
      'Asia/Almaty',
    )
    await Promise.all([again.close(), another.close()])
  })

  test('is not used again when its tables were changed', async () => {
    const changed = await openTestDatabase('changed')
    await run(changed.db, 'alter table sections add column whim text')
    await changed.close()
    const next = await openTestDatabase('next')
    await expect(run(next.db, 'select whim from sections')).rejects.toThrow('whim')
    await next.close()
  })
})
