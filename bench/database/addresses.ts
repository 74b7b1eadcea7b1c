import { articleAddress } from '../../src/features/articles/article.js'
import { type FilingKind, filingAddress, filingKinds } from '../../src/features/filing/filed-under.js'
import { wall } from '../../src/language/dates.js'
import { type Db, row, rows } from '../../src/platform/database.js'
import { dayAddress, monthAddress, yearAddress } from '../../src/site/calendar.js'
import { pageKeyText } from '../../src/web/pager.js'
import { searched } from './words.js'

/** What the bench asks a filled database for, all of it looked up once. */
export interface Addresses {
  /** Random articles. */
  articles: string[]
  /** Every public page by its kind, each with up to sixty addresses. */
  kinds: PageKind[]
  /** Five thousand different pages: articles, then deep pages of lists. */
  many: string[]
  /** An article to weigh, and its body as stored. */
  weighed: { path: string; body: string }
}

export interface PageKind {
  name: string
  paths: string[]
  status?: number
}

interface ArticleKey {
  id: number
  slug: string
  at: Date
}

const perKind = 60
const manyPages = 5000
const randomArticles = 500

export async function lookUpAddresses(db: Db): Promise<Addresses> {
  const articles = (await spread(db, manyPages)).map(({ id, slug }) => articleAddress({ id, slug, language: 'ru' }))
  return {
    articles: evenly(articles, randomArticles),
    kinds: await pageKinds(db, evenly(articles, perKind)),
    many: [...articles, ...(await deepListPages(db, manyPages - articles.length))],
    weighed: await weighedArticle(db),
  }
}

/** Articles at equal distances through the whole archive. */
function spread(db: Db, count: number): Promise<ArticleKey[]> {
  return rows(
    db,
    `select id, slug, published_at as at from articles
     where id % greatest(1, (select max(id) from articles) / :count) = 0 order by id limit :count`,
    { count },
  )
}

async function pageKinds(db: Db, articles: string[]): Promise<PageKind[]> {
  const days = (await spread(db, perKind)).map(({ at }) => wall(at))
  const oldDays = days.slice(0, Math.ceil(days.length / 5))
  const search = (words: string) => `/search?q=${encodeURIComponent(words)}`
  const middle = await middleKey(db)
  return [
    { name: 'front', paths: ['/'] },
    { name: 'article', paths: articles },
    ...(await Promise.all(filingKinds.map((kind) => listKinds(db, kind)))).flat(),
    { name: 'regions', paths: ['/regions'] },
    { name: 'archive', paths: ['/archive'] },
    { name: 'archive, a year', paths: unique(days.map(({ year }) => yearAddress('ru', year))) },
    { name: 'archive, a month', paths: unique(days.map((day) => monthAddress('ru', day))) },
    { name: 'archive, an old month', paths: unique(oldDays.map((day) => monthAddress('ru', day))) },
    { name: 'archive, a day', paths: unique(days.map((day) => dayAddress('ru', day))) },
    { name: 'search, common word', paths: [search(searched.common)] },
    { name: 'search, common word, deep', paths: [`${search(searched.common)}&before=${middle}`] },
    { name: 'search, one article in 50', paths: [search(searched.seldom)] },
    { name: 'search, 20 articles in all', paths: [search(searched.rare)] },
    { name: 'search, common and rare', paths: [search(`${searched.common} ${searched.rare}`)] },
    { name: 'search, nothing found', paths: [search('абракадабра')] },
    { name: 'plain page', paths: ['/page/about'] },
    { name: '404', paths: ['/news/999999999-net', '/nothing-here'], status: 404 },
  ]
}

/** The first page of the most filled list of a kind, and its pages from the middle of the archive. */
async function listKinds(db: Db, kind: FilingKind): Promise<PageKind[]> {
  const { from, key } = listed(kind)
  const most = await row<{ slug: string; id: number; count: number }>(
    db,
    `select f.slug, f.id, count(*) from ${from} join ${kind}s f on f.id = ${key} group by f.id order by count(*) desc limit 1`,
  )
  if (!most) throw new Error(`no article has a ${kind}`)
  const first = filingAddress('ru', kind, most.slug)
  const edges = await rows<ArticleKey>(
    db,
    `select a.id, a.slug, a.published_at as at from ${from} where ${key} = :id order by a.published_at desc, a.id desc
     limit :limit offset :offset`,
    { id: most.id, offset: Math.floor(most.count * 0.5), limit: 20 },
  )
  return [
    { name: kind, paths: [first] },
    { name: `${kind}, deep`, paths: edges.map((edge) => `${first}?before=${pageKeyText(edge)}`) },
  ]
}

function listed(kind: FilingKind): { from: string; key: string } {
  return kind === 'tag' || kind === 'author'
    ? { from: `article_${kind}s l join articles a on a.id = l.article_id`, key: `l.${kind}_id` }
    : { from: 'articles a', key: `a.${kind}_id` }
}

async function deepListPages(db: Db, count: number): Promise<string[]> {
  if (count <= 0) return []
  const keys = (await spread(db, 1000)).map(pageKeyText)
  const slugs = await rows<{ slug: string }>(db, 'select slug from sections order by id')
  const lists = slugs.map(({ slug }) => filingAddress('ru', 'section', slug))
  return lists.flatMap((list) => keys.map((key) => `${list}?before=${key}`)).slice(0, count)
}

async function middleKey(db: Db): Promise<string> {
  const middle = await row<ArticleKey>(
    db,
    'select id, slug, published_at as at from articles where id = (select max(id) / 2 from articles)',
  )
  if (!middle) throw new Error('the scratch database is empty')
  return pageKeyText(middle)
}

/** With all that an article's page can have but pictures in its text, since the text's weight is subtracted. */
async function weighedArticle(db: Db): Promise<Addresses['weighed']> {
  const found = await row<{ id: number; slug: string; body: string }>(
    db,
    `select id, slug, body_html as body from articles
     where cover_id is not null and region_id is not null and source_id is not null and body_html not like '%<img%'
     order by (select count(*) from article_tags where article_id = id) desc, id desc limit 1`,
  )
  if (!found) throw new Error('no article to weigh')
  return { path: articleAddress({ ...found, language: 'ru' }), body: found.body }
}

function evenly<T>(things: readonly T[], count: number): T[] {
  const step = Math.max(1, things.length / count)
  return things.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step)).slice(0, count)
}

function unique(paths: string[]): string[] {
  return [...new Set(paths)]
}
