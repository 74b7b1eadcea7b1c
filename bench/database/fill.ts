import { catchUpIndex } from '../../src/features/indexing/index-catch-up.js'
import { inlinePicture } from '../../src/features/media/picture.js'
import { slugOf } from '../../src/language/slug.js'
import { localChanges } from '../../src/platform/changes.js'
import { systemClock } from '../../src/platform/clock.js'
import { type Db, row, rows, run } from '../../src/platform/database.js'
import { policyVersion } from '../../src/text/safe-html.js'
import { chances } from '../load.js'
import { counts, fillFiling, list, pictureHash } from './filing.js'
import { headline, paragraph, sentences } from './sentences.js'
import { rareSentence, seldomSentence } from './words.js'

/** A day with news has as many in every archive, so that its page prints as much in a large one as in a small one. */
const articlesPerDay = 30
const days = 3650
const pool = { headlines: 2000, paragraphs: 3000, illustrations: 40 }
const rareArticles = 20
const batch = 1000
/** Beyond that no row searches, and finding the stems of a million stories takes most of an hour. */
const mostSearched = 200_000

export interface Filling {
  articles: number
  /** How many connections write at once. */
  writers: number
  /** Runs a statement that may take longer than any of the portal's own. */
  unhurried(sql: string): Promise<unknown>
}

/**
 * Fills a migrated database with ten years of invented news, up to yesterday evening, in the search index unless they are very many.
 * Article i has the id i, the newest the highest.
 */
export async function fill(db: Db, { articles, writers, unhurried }: Filling): Promise<void> {
  await fillFiling(db)
  await fillPool(db)
  const indexes = await dropIndexes(db)
  await run(db, 'alter table articles disable trigger articles_begin_uses')
  const firsts = list(Math.ceil(articles / batch), (at) => at * batch + 1)
  await inParallel(firsts, writers, (first) => fillBatch(db, first, Math.min(first + batch - 1, articles), articles))
  await run(db, 'alter table articles enable trigger articles_begin_uses')
  await unhurried(usesOfCovers)
  if (articles <= mostSearched)
    await inParallel(list(writers, Number), writers, () =>
      catchUpIndex({ db, clock: systemClock, changes: localChanges() }, { maxSeconds: Number.POSITIVE_INFINITY }),
    )
  await inParallel(indexes, writers, unhurried)
  await run(db, `select setval(pg_get_serial_sequence('articles', 'id'), :articles::bigint)`, { articles })
  await run(db, `update articles set pinned_until = now() + interval '1 day' where id = :articles`, { articles })
  await run(db, 'drop schema bench cascade')
  await unhurried('vacuum analyze')
}

/** What bodies and headlines are put together from, and a random number that depends on article and purpose alone. */
async function fillPool(db: Db): Promise<void> {
  const chance = chances(7)
  const paragraphs = list(pool.paragraphs, () => paragraph(chance))
  const titles = list(pool.headlines, () => headline(chance))
  await run(db, 'create schema bench')
  await run(
    db,
    `create function bench.chance(article bigint, purpose bigint) returns double precision language sql immutable parallel safe
     as $$ select (hashint8extended(article, purpose) & 9007199254740991) / 9007199254740992.0::double precision $$`,
  )
  await run(db, 'create table bench.paragraphs (id integer primary key, html text, words text)')
  await run(db, 'create table bench.headlines (id integer primary key, title text, slug text, lead text)')
  await run(
    db,
    `insert into bench.paragraphs select at, html, words from unnest(:html::text[], :words::text[]) with ordinality as given (html, words, at)`,
    { html: paragraphs.map(({ html }) => html), words: paragraphs.map(({ text }) => text) },
  )
  await run(
    db,
    `insert into bench.headlines select at, title, slug, lead
     from unnest(:titles::text[], :slugs::text[], :leads::text[]) with ordinality as given (title, slug, lead, at)`,
    { titles, slugs: titles.map(slugOf), leads: list(pool.headlines, () => sentences(2, chance)) },
  )
}

/** All covers at once: the trigger, one story at a time, looks through all that it noted before. Pictures in texts are left out. */
const usesOfCovers = `insert into picture_uses (picture_id, article_id, layer, place)
  select cover_id, id, 'site', 'cover' from articles where cover_id is not null`

/** Row by row they would be the slowest part, the full-text index above all. */
async function dropIndexes(db: Db): Promise<string[]> {
  const found = await rows<{ name: string; definition: string }>(
    db,
    `select indexname as name, indexdef as definition from pg_indexes
     where (tablename = 'articles' or indexname = 'article_search_terms') and schemaname = 'public' and not exists (select 1 from pg_constraint where conname = indexname)`,
  )
  for (const { name } of found) await run(db, `drop index ${name}`)
  return found.map(({ definition }) => definition)
}

/** The k-th of n things, the first ones most often (Zipf's law). */
const skewed = (n: number, purpose: number | string) => `floor(power(${n + 1}, bench.chance(i, ${purpose})))::integer`
const oneOf = (n: number, purpose: number) => `1 + floor(bench.chance(i, ${purpose}) * ${n})::integer`

async function fillBatch(db: Db, first: number, last: number, articles: number): Promise<void> {
  const newsDays = Math.ceil(articles / articlesPerDay)
  await run(
    db,
    `insert into articles (id, language, slug, kicker, title, lead, body_html, body_text, body_policy, cover_id, cover_alt,
       cover_caption, cover_credit, section_id, region_id, source_id, state, published_at, updated_at)
     overriding system value
     select i, 'ru', head.slug, case when bench.chance(i, 2) < 0.1 then 'Фоторепортаж' else '' end, head.title, head.lead,
       body.html || extra.html, body.words || extra.words, :policy,
       case when bench.chance(i, 3) < 0.7 then ${oneOf(counts.pictures, 4)} end, 'Вид на улицу утром', 'Так это выглядит сегодня', 'Лоцман',
       ${skewed(10, 5)}, case when bench.chance(i, 6) < 0.85 then ${skewed(20, 7)} end,
       case when bench.chance(i, 8) < 0.6 then ${skewed(counts.sources, 9)} end, 'published', time.published_at,
       case when bench.chance(i, 10) < 0.1 then time.published_at + interval '2 hours' end
     from generate_series(:first::bigint, :last::bigint) as i
     join bench.headlines head on head.id = ${oneOf(pool.headlines, 1)}
     cross join lateral (
       select string_agg(p.html, '' order by n) as html, string_agg(p.words, ' ' order by n) as words
       from generate_series(1, 6 + floor(bench.chance(i, 11) * 3)::integer) as n
       join bench.paragraphs p on p.id = 1 + floor(bench.chance(i, 100 + n) * ${pool.paragraphs})::integer
     ) body
     cross join lateral (
       select case when words = '' then '' else '<p>' || words || '</p>' end || case when bench.chance(i, 12) < 0.1 then :figure else '' end as html, words
       from (select case when i % 50 = 7 then ' ' || :seldom else '' end || case when i % :rareStep = 0 then ' ' || :rare else '' end as words) found
     ) extra
     cross join lateral (
       select :newest::timestamptz - floor((:articles - i) / ${articlesPerDay} * ${days}.0 / :newsDays) * interval '1 day'
         - (:articles - i) % ${articlesPerDay} * interval '25 minutes' as published_at
     ) time`,
    {
      first,
      last,
      articles,
      newsDays,
      newest: yesterdayEvening(),
      policy: policyVersion,
      seldom: seldomSentence,
      rare: rareSentence,
      rareStep: Math.floor(articles / rareArticles),
      figure: `<figure>${inlinePicture({ id: 1, hash: pictureHash(0), width: 1600, height: 1067, tone: 1, liteBytes: 38_000 }, 'Площадь')}<figcaption>Площадь вечером</figcaption></figure>`,
    },
  )
  await linkBatch(db, 'tag', first, last, `1 + floor(bench.chance(i, 20) * 4)::integer`, skewed(counts.tags, '30 + n'))
  await linkBatch(
    db,
    'author',
    first,
    last,
    `case when bench.chance(i, 21) < 0.15 then 2 else 1 end`,
    skewed(counts.authors, '40 + n'),
  )
}

/** The triggers on both tables fill in language and time. */
function linkBatch(
  db: Db,
  kind: 'tag' | 'author',
  first: number,
  last: number,
  howMany: string,
  which: string,
): Promise<number> {
  return run(
    db,
    `insert into article_${kind}s (article_id, ${kind}_id, position, language)
     select i, ${which}, n, '' from generate_series(:first::bigint, :last::bigint) as i
     cross join lateral generate_series(1, ${howMany}) as n
     on conflict do nothing`,
    { first, last },
  )
}

/** 20:00 in Almaty, so that a day's articles never reach into the next, whatever time the bench runs. */
function yesterdayEvening(): Date {
  const evening = new Date()
  evening.setUTCDate(evening.getUTCDate() - 1)
  evening.setUTCHours(15, 0, 0, 0)
  return evening
}

async function inParallel<T>(tasks: readonly T[], workers: number, work: (task: T) => Promise<unknown>): Promise<void> {
  const waiting = [...tasks]
  const worker = async () => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await work(task)
  }
  await Promise.all(list(workers, worker))
}

export async function articleCount(db: Db): Promise<number> {
  return (await row<{ count: number }>(db, 'select count(*) from articles'))?.count ?? 0
}
