import { markOf } from '../../src/features/readership/popularity.js'
import { type Db, run, transaction } from '../../src/platform/database.js'

/** So many views over all articles, the fresh marks of today, of the week and of the month among them. */
export async function putInViews(db: Db, { articles, views, now }: { articles: number; views: number; now: Date }) {
  await transaction(db, async (db) => {
    // A page's patience is too short for a million rows.
    await run(db, 'set local statement_timeout = 0')
    await run(
      db,
      `insert into article_views (article_id, language, total, today, week, month)
       select id, language, :each, :today::float8 - random() * 40, :week::float8 - random() * 40, :month::float8 - random() * 40 from articles
       on conflict (article_id) do update set total = excluded.total, today = excluded.today, week = excluded.week, month = excluded.month`,
      {
        each: Math.round(views / articles),
        today: markOf('today', now),
        week: markOf('week', now),
        month: markOf('month', now),
      },
    )
  })
  await run(db, 'analyze article_views')
}
