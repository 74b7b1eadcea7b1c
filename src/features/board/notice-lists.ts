import { inLanguage, type Language, languages } from '../../language/language.js'
import { type Db, rows } from '../../platform/database.js'
import type { Picture } from '../media/picture.js'
import { readQuery, searchQuery } from '../search/search-query.js'
import type { Notice, Place } from './notice.js'

/** A notice as printed in a list: without its body, and never with its phone. */
export type NoticeCard = Pick<
  Notice,
  'id' | 'language' | 'slug' | 'title' | 'category' | 'town' | 'isBusiness' | 'firm' | 'price' | 'raisedAt' | 'isSample'
> & {
  excerpt: string
  isHighlighted: boolean
  picture: Picture | null
}

export interface NoticePage {
  cards: NoticeCard[]
  hasNewer: boolean
  hasOlder: boolean
}

export interface NoticeWish {
  categoryId: number | null
  town: string | null
  words: string
  now: Date
  edge: { before: NoticeKey } | { after: NoticeKey } | null
  limit: number
}

interface NoticeKey {
  at: Date
  id: number
}

interface CardRow {
  id: number
  language: Language
  slug: string
  title: string
  excerpt: string
  category: string
  category_ru: string
  category_kk: string
  town: string
  town_ru: string
  town_kk: string
  is_business: boolean
  firm: string
  price: number | null
  raised_at: Date
  is_highlighted: boolean
  is_sample: boolean
  picture: Picture | null
}

/** What readers may see, once: on the board, and not past its end even where the clock is late. */
const onBoard = `n.state = 'shown' and n.ends_at > :now`

/** Newest or last raised first, both languages together; names of categories and towns in the reader's. */
export async function listNotices(db: Db, language: Language, wish: NoticeWish): Promise<NoticePage> {
  const { edge, limit } = wish
  const isNewer = edge !== null && 'after' in edge
  const direction = isNewer ? 'asc' : 'desc'
  // Both languages at once: a reader of one looks through notices in both.
  const query = wish.words === '' ? undefined : searchQuery(readQuery(wish.words), languages)
  const key = edge === null ? null : 'before' in edge ? edge.before : edge.after
  const conditions = [
    onBoard,
    wish.categoryId === null ? '' : 'n.category_id = :categoryId',
    wish.town === null ? '' : 'n.town = :town',
    wish.words === ''
      ? ''
      : // A few words that say nothing by themselves find nothing.
        query === undefined
        ? 'false'
        : 'n.terms @@ :query::tsquery',
    key === null ? '' : `(n.raised_at, n.id) ${isNewer ? '>' : '<'} (:edgeAt, :edgeId)`,
  ].filter(Boolean)
  const found = await rows<CardRow>(
    db,
    `with near as (
       select n.* from notices n where ${conditions.join(' and ')} order by n.raised_at ${direction}, n.id ${direction} limit :limit
     )
     select n.id, n.language, n.slug, n.title, left(n.body_text, 240) as excerpt, c.slug as category, c.name_ru as category_ru,
       c.name_kk as category_kk, n.town, t.name_ru as town_ru, t.name_kk as town_kk, n.is_business, n.firm, n.price, n.raised_at,
       n.is_sample, coalesce(n.highlighted_until > :now, false) as is_highlighted,
       (select json_build_object('id', p.id, 'hash', p.hash, 'width', p.width, 'height', p.height, 'tone', p.tone, 'liteBytes', p.lite_bytes)
        from notice_pictures l join pictures p on p.id = l.picture_id where l.notice_id = n.id order by l.position limit 1) as picture
     from near n join notice_categories c on c.id = n.category_id join weather_towns t on t.slug = n.town
     order by n.raised_at ${direction}, n.id ${direction}`,
    {
      now: wish.now,
      limit: limit + 1,
      ...(wish.categoryId !== null && { categoryId: wish.categoryId }),
      ...(wish.town !== null && { town: wish.town }),
      ...(query !== undefined && { query: query.all }),
      ...(key && { edgeAt: key.at, edgeId: key.id }),
    },
  )
  const hasMore = found.length > limit
  const cards = found.slice(0, limit).map((row) => cardOf(row, language))
  if (isNewer) cards.reverse()
  return { cards, hasOlder: isNewer || hasMore, hasNewer: isNewer ? hasMore : edge !== null }
}

function cardOf(row: CardRow, language: Language): NoticeCard {
  const place = (slug: string, ru: string, kk: string): Place => ({ slug, name: inLanguage(language, ru, kk) })
  return {
    id: row.id,
    language: row.language,
    slug: row.slug,
    title: row.title,
    excerpt: row.excerpt,
    category: place(row.category, row.category_ru, row.category_kk),
    town: place(row.town, row.town_ru, row.town_kk),
    isBusiness: row.is_business,
    firm: row.firm,
    price: row.price,
    raisedAt: row.raised_at,
    isHighlighted: row.is_highlighted,
    isSample: row.is_sample,
    picture: row.picture,
  }
}

/** For the sitemap: newest first, as many as one file holds. */
export function noticesForMachines(
  db: Db,
  now: Date,
  limit: number,
): Promise<Pick<Notice, 'id' | 'language' | 'slug' | 'raisedAt'>[]> {
  return rows(
    db,
    `select n.id, n.language, n.slug, n.raised_at as "raisedAt" from notices n
     where ${onBoard} and not n.is_sample order by n.raised_at desc, n.id desc limit :limit`,
    { now, limit },
  )
}
