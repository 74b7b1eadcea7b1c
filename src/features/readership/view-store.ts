import { zone } from '../../language/dates.js'
import { type Db, run } from '../../platform/database.js'
import { published } from '../articles/published.js'
import { markOf, periods } from './popularity.js'

/** What is counted between two writings: views by article. */
export type ViewCounts = ReadonlyMap<number, number>

/**
 * Adds views to their stories and to the day, all in one statement; of what is not published nothing is counted. Gives how many stories
 * were known. In the order of their ids, so that two instances never wait for each other.
 */
export async function addViews(db: Db, counts: ViewCounts, now: Date): Promise<number> {
  const inOrder = [...counts].sort(([a], [b]) => a - b)
  return run(
    db,
    `with given as materialized (
       select a.id, a.language, given.count, given.position
       from unnest(:ids::int[], :counts::int[]) with ordinality as given(id, count, position)
       join articles a on a.id = given.id and ${published('a')}
     ),
     of_day as (
       insert into view_days as kept (article_id, day, views)
       select id, (:now::timestamptz at time zone '${zone}')::date, count from given order by position
       on conflict (article_id, day) do update set views = kept.views + excluded.views
     )
     insert into article_views as kept (article_id, language, total, ${periods.join(', ')})
     select id, language, count, ${periods.map((period) => `:${period}::float8 + log(2, count)::float8`).join(', ')}
     from given order by position
     on conflict (article_id) do update set total = kept.total + excluded.total,
       ${periods.map((period) => `${period} = ${logOfSum(`kept.${period}`, `excluded.${period}`)}`).join(', ')}`,
    {
      now,
      ids: inOrder.map(([id]) => id),
      counts: inOrder.map(([, count]) => count),
      ...Object.fromEntries(periods.map((period) => [period, markOf(period, now)])),
    },
  )
}

/** `log2(2^a + 2^b)` without leaving the logarithms; `a` may be null. */
function logOfSum(a: string, b: string): string {
  return `case when ${a} is null then ${b}
    else greatest(${a}, ${b}) + ln(1 + exp(greatest(-700, -abs(${a} - ${b}) * ln(2::float8)))) / ln(2::float8) end`
}

/** What an old site had counted. Added to what is counted here; it makes nothing popular. */
export async function addOldTotal(db: Db, articleId: number, views: number): Promise<void> {
  await run(
    db,
    `insert into article_views as kept (article_id, language, total)
     select id, language, :views from articles where id = :articleId
     on conflict (article_id) do update set total = kept.total + excluded.total`,
    { articleId, views },
  )
}

const monthsOfDays = 13

export async function forgetOldViewDays(db: Db, now: Date): Promise<void> {
  await run(db, `delete from view_days where day < (:now::timestamptz - interval '${monthsOfDays} months')::date`, {
    now,
  })
}
