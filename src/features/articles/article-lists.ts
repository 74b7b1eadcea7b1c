import type { Language } from '../../language/language.js'
import { type Db, plannedRows, rows, type Values } from '../../platform/database.js'
import type { ArticleCard } from './article.js'
import { type CardRow, cardColumns, cardJoins, cardOf } from './card-rows.js'
import { published } from './published.js'

/** Where in a list a page begins: after or before the card with this key, or at the newest. */
export type Edge = { before: { at: Date; id: number } } | { after: { at: Date; id: number } } | null

export interface ListWish {
  language: Language
  now: Date
  edge: Edge
  limit: number
}

/** A page of a list, newest first, and whether there is more on either side. */
export interface ListPage {
  cards: ArticleCard[]
  hasOlder: boolean
  hasNewer: boolean
}

/** What a list holds: everything, or what is filed under one thing. */
export type Filing =
  | { by: 'all' }
  | { by: 'section' | 'region' | 'source' | 'tag' | 'author'; id: number }
  | { by: 'time'; from: Date; until: Date }

/** One page's worth of rows from an index, however long the archive is. */
export async function listArticles(db: Db, filing: Filing, wish: ListWish): Promise<ListPage> {
  const isNewer = wish.edge !== null && 'after' in wish.edge
  const { from, at, id, where, values } = placeOf(filing)
  const direction = isNewer ? 'asc' : 'desc'
  const found = await plannedRows<CardRow>(
    db,
    `select ${cardColumns} from ${from} ${cardJoins}
     where ${where} and ${at} <= :now and ${published('a')}
       ${wish.edge === null ? '' : `and (${at}, ${id}) ${isNewer ? '>' : '<'} (:edgeAt, :edgeId)`}
     order by ${at} ${direction}, ${id} ${direction} limit :limit`,
    { language: wish.language, now: wish.now, limit: wish.limit + 1, ...values, ...edgeValues(wish.edge) },
  )
  const hasMore = found.length > wish.limit
  const cards = found.slice(0, wish.limit).map(cardOf)
  if (isNewer) cards.reverse()
  return { cards, hasOlder: isNewer || hasMore, hasNewer: isNewer ? hasMore : wish.edge !== null }
}

function edgeValues(edge: Edge): Values {
  if (edge === null) return {}
  const { at, id } = 'before' in edge ? edge.before : edge.after
  return { edgeAt: at, edgeId: id }
}

/** Where a filing's list is walked: the tables, the key's columns, and the condition with its values. */
export interface Place {
  from: string
  at: string
  id: string
  where: string
  values: Values
}

/** Tags and authors keep copies of language and time, so that their lists are walked in order from an index of their own. */
export function placeOf(filing: Filing): Place {
  const ofArticles = { from: 'articles a', at: 'a.published_at', id: 'a.id' }
  switch (filing.by) {
    case 'all':
      return { ...ofArticles, where: 'a.language = :language', values: {} }
    case 'time':
      return {
        ...ofArticles,
        where: 'a.language = :language and a.published_at >= :from and a.published_at < :until',
        values: { from: filing.from, until: filing.until },
      }
    case 'tag':
    case 'author': {
      const table = filing.by === 'tag' ? 'article_tags' : 'article_authors'
      return {
        from: `${table} l join articles a on a.id = l.article_id`,
        at: 'l.published_at',
        id: 'l.article_id',
        where: `l.${filing.by}_id = :filedUnder and l.language = :language`,
        values: { filedUnder: filing.id },
      }
    }
    default:
      return {
        ...ofArticles,
        where: `a.${filing.by}_id = :filedUnder and a.language = :language`,
        values: { filedUnder: filing.id },
      }
  }
}

export interface FrontNews {
  pinned: ArticleCard[]
  newest: ArticleCard[]
}

/** What the front page chooses from: what is pinned now, and the newest. */
export async function frontNews(db: Db, { language, now, limit }: Omit<ListWish, 'edge'>): Promise<FrontNews> {
  const found = await plannedRows<CardRow & { is_pinned: boolean }>(
    db,
    `(select ${cardColumns}, true as is_pinned from articles a ${cardJoins}
      where a.language = :language and a.pinned_until > :now and ${published('a')}
      order by a.published_at desc, a.id desc limit 3)
     union all
     (select ${cardColumns}, false from articles a ${cardJoins}
      where a.language = :language and ${published('a')}
      order by a.published_at desc, a.id desc limit :limit)`,
    { language, now, limit },
  )
  return {
    pinned: found.filter((row) => row.is_pinned).map(cardOf),
    newest: found.filter((row) => !row.is_pinned).map(cardOf),
  }
}

/** The newest of every section of the menu, in the menu's order; sections without news are left out. */
export async function newestBySection(
  db: Db,
  { language, now, limit }: Omit<ListWish, 'edge'>,
): Promise<Map<string, ArticleCard[]>> {
  const found = await plannedRows<CardRow>(
    db,
    `select ${cardColumns} from sections menu
     cross join lateral (
       select * from articles x
       where x.section_id = menu.id and x.language = :language and ${published('x')}
       order by x.published_at desc, x.id desc limit :limit
     ) a ${cardJoins}
     where menu.in_menu order by menu.position, menu.id, a.published_at desc, a.id desc`,
    { language, now, limit },
  )
  const bySection = new Map<string, ArticleCard[]>()
  for (const card of found.map(cardOf)) {
    bySection.set(card.section.slug, [...(bySection.get(card.section.slug) ?? []), card])
  }
  return bySection
}

/** A card with what it is about, for finding related stories without asking the database. */
export interface TaggedCard extends ArticleCard {
  tagIds: number[]
  /** Its score of today, see readership/popularity.ts; null for one that nobody has opened. */
  popularity: number | null
}

export async function newestWithTags(db: Db, { language, now, limit }: Omit<ListWish, 'edge'>): Promise<TaggedCard[]> {
  const found = await plannedRows<CardRow & { tag_ids: number[]; popularity: number | null }>(
    db,
    `select ${cardColumns}, array(select l.tag_id from article_tags l where l.article_id = a.id) as tag_ids,
       (select v.today from article_views v where v.article_id = a.id) as popularity
     from articles a ${cardJoins}
     where a.language = :language and ${published('a')}
     order by a.published_at desc, a.id desc limit :limit`,
    { language, now, limit },
  )
  return found.map((row) => ({ ...cardOf(row), tagIds: row.tag_ids, popularity: row.popularity }))
}

/** These stories as cards, as far as readers may see them, in this order. */
export async function cardsById(db: Db, ids: readonly number[], language: Language, now: Date): Promise<ArticleCard[]> {
  if (ids.length === 0) return []
  const found = await rows<CardRow>(
    db,
    `select ${cardColumns} from unnest(:ids::bigint[]) with ordinality as chosen (id, place)
     join articles a on a.id = chosen.id ${cardJoins}
     where a.language = :language and ${published('a')} order by chosen.place`,
    { ids: [...ids], language, now },
  )
  return found.map(cardOf)
}

/** In which languages a pin ended between two moments. */
export async function endedPins(db: Db, since: Date, until: Date): Promise<Language[]> {
  const found = await rows<{ language: Language }>(
    db,
    `select distinct language from articles
     where language in ('ru', 'kk') and state = 'published' and pinned_until > :since and pinned_until <= :until`,
    { since, until },
  )
  return found.map(({ language }) => language)
}

/** What is pinned now, with its end, soonest first. */
export function currentPins(
  db: Db,
  language: Language,
  now: Date,
): Promise<{ id: number; title: string; until: Date }[]> {
  return rows(
    db,
    `select id, title, pinned_until as until from articles a
     where a.language = :language and a.pinned_until > :now and ${published('a')} order by pinned_until, id limit 20`,
    { language, now },
  )
}
