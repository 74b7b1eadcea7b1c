import { dayAfter, dayStart, monthAfter } from '../../language/dates.js'
import type { Language } from '../../language/language.js'
import { type Db, plannedRows, row, rows } from '../../platform/database.js'
import { published } from '../articles/published.js'

/** A month with news, or a day of one with more news than a sitemap holds. */
export interface SitemapMonth {
  language: Language
  year: number
  month: number
  articles: number
  changedAt: Date
}

/** Every month that readers may see news of, oldest first. */
export async function sitemapMonths(db: Db, now: Date): Promise<SitemapMonth[]> {
  return rows<SitemapMonth>(
    db,
    `select language, extract(year from month)::int as year, extract(month from month)::int as month, articles,
       least(changed_at, :now) as "changedAt"
     from article_months where articles > 0 and month <= (:now::timestamptz at time zone 'Asia/Almaty')::date
     order by language desc, article_months.month`,
    { now },
  )
}

export async function sitemapMonth(
  db: Db,
  { language, year, month }: Pick<SitemapMonth, 'language' | 'year' | 'month'>,
  now: Date,
): Promise<SitemapMonth | undefined> {
  return row<SitemapMonth>(
    db,
    `select language, :year::int as year, :month::int as month, articles, least(changed_at, :now) as "changedAt"
     from article_months where language = :language and month = make_date(:year, :month, 1) and articles > 0`,
    { language, year, month, now },
  )
}

export interface SitemapArticle {
  id: number
  slug: string
  /** In milliseconds, like the next: a date of a hundred thousand is taken apart more slowly than a number. */
  publishedAt: number
  changedAt: number
  /** Of the cover. */
  hash: string | null
  width: number | null
}

const milliseconds = (time: string) => `(extract(epoch from ${time}) * 1000)::float8`

/**
 * The stories of a stretch of time in order, a batch at a time, so that memory holds one batch however many there are; a small one, so that
 * it is gone again before the collector takes it for something that stays.
 */
export async function* articlesForSitemap(
  db: Db,
  { language, from, until, now }: { language: Language; from: Date; until: Date; now: Date },
  batch = 400,
): AsyncGenerator<SitemapArticle[]> {
  for (let key = { at: from, id: 0 }; ; ) {
    const found = await plannedRows<SitemapArticle>(
      db,
      `select a.id, a.slug, ${milliseconds('a.published_at')} as "publishedAt",
         ${milliseconds('greatest(a.published_at, a.updated_at)')} as "changedAt", p.hash, p.width
       from articles a left join pictures p on p.id = a.cover_id
       where a.language = :language and (a.published_at, a.id) > (:at, :id) and a.published_at < :until and ${published('a')}
       order by a.published_at, a.id limit :batch`,
      { language, at: key.at, id: key.id, until, now, batch },
    )
    if (found.length > 0) yield found
    const last = found.at(-1)
    if (!last || found.length < batch) return
    key = { at: new Date(last.publishedAt), id: last.id }
  }
}

/** From its first moment to the first of the next. */
export function stretchOf({ year, month, day }: { year: number; month: number; day?: number | undefined }): {
  from: Date
  until: Date
} {
  const first = { year, month, day: day ?? 1 }
  return {
    from: dayStart(first),
    until: dayStart(day === undefined ? { ...monthAfter(first), day: 1 } : dayAfter(first)),
  }
}

export interface SitemapList {
  kind: 'section' | 'region' | 'tag' | 'author'
  id: number
  slug: string
  /** When its newest story appeared; null where the language has none. */
  ru: Date | null
  kk: Date | null
}

/** The lists of one kind with ids from `from` until `until`, without those that hold nothing. */
export async function listsForSitemap(
  db: Db,
  kind: SitemapList['kind'],
  { from, until, now }: { from: number; until: number; now: Date },
): Promise<SitemapList[]> {
  const newest = (language: Language) =>
    kind === 'section' || kind === 'region'
      ? `(select a.published_at from articles a where a.${kind}_id = x.id and a.language = '${language}' and ${published('a')}
          order by a.published_at desc, a.id desc limit 1)`
      : `(select l.published_at from article_${kind}s l where l.${kind}_id = x.id and l.language = '${language}'
          and l.published_at <= :now order by l.published_at desc, l.article_id desc limit 1)`
  return rows<SitemapList>(
    db,
    `select * from (select '${kind}' as kind, x.id, x.slug, ${newest('ru')} as ru, ${newest('kk')} as kk
     from ${kind}s x where x.id >= :from::bigint and x.id < :until::bigint) found
     where ru is not null or kk is not null order by id`,
    { from, until, now },
  )
}

/** The highest ids there are, from which follows how many sitemaps of lists there are. */
export async function highestIds(db: Db): Promise<{ tag: number; author: number }> {
  const found = await row<{ tag: number | null; author: number | null }>(
    db,
    'select (select max(id) from tags) as tag, (select max(id) from authors) as author',
  )
  return { tag: found?.tag ?? 0, author: found?.author ?? 0 }
}

export async function pagesForSitemap(db: Db): Promise<{ slug: string; language: Language; updatedAt: Date }[]> {
  return rows(
    db,
    `select slug, language, updated_at as "updatedAt" from pages where state = 'published' order by slug, language desc`,
  )
}

export interface NewsForSitemap {
  id: number
  slug: string
  title: string
  publishedAt: Date
}

/** What a news sitemap may hold: two days, at most a thousand, nothing of partners, and nothing whose source keeps it to itself. */
export async function newsForSitemap(db: Db, language: Language, now: Date): Promise<NewsForSitemap[]> {
  return plannedRows<NewsForSitemap>(
    db,
    `select a.id, a.slug, a.title, a.published_at as "publishedAt"
     from articles a left join sources o on o.id = a.source_id
     where a.language = :language and a.published_at > :since and ${published('a')} and a.partner_mark is null
       and a.source_rights = 'full' and coalesce(o.rights, 'full') = 'full'
     order by a.published_at desc, a.id desc limit 1000`,
    { language, now, since: new Date(now.getTime() - 48 * 3_600_000) },
  )
}
