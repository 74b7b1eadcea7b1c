import type { Language } from '../../language/language.js'
import { type Db, plannedRows } from '../../platform/database.js'
import { type Edge, type Filing, placeOf } from '../articles/article-lists.js'
import { published } from '../articles/published.js'
import type { FeedRow } from './feed-story.js'

export interface FeedWish {
  language: Language
  now: Date
  limit: number
  /** Only older than this key: the next page of a feed. */
  edge: Edge
  /** Only published since. */
  since?: Date | undefined
  /** Only published before. */
  until?: Date
  /** Only what its source lets us hand on whole. */
  onlyWhole?: boolean
}

const named = (alias: string) => `'slug', ${alias}.slug, 'name_ru', ${alias}.name_ru, 'name_kk', ${alias}.name_kk`

/** The one query behind every feed: a list as pages walk it, with bodies. */
export async function feedRows(db: Db, filing: Filing, wish: FeedWish): Promise<FeedRow[]> {
  const { from, at, id, where, values } = placeOf(filing)
  const { language, now, limit, edge, since, until, onlyWhole } = wish
  const before = edge !== null && 'before' in edge ? edge.before : null
  return plannedRows<FeedRow>(
    db,
    `select ${columns} from ${from} ${joins}
     where ${where} and ${at} <= :now and ${published('a')} and ${ours}
       ${before === null ? '' : `and (${at}, ${id}) < (:edgeAt, :edgeId)`}
       ${since === undefined ? '' : `and ${at} >= :since`}
       ${until === undefined ? '' : `and ${at} < :until`}
       ${onlyWhole ? "and coalesce(o.rights, 'full') = 'full' and a.source_rights = 'full'" : ''}
     order by ${at} desc, ${id} desc limit :limit`,
    {
      language,
      now,
      limit,
      ...values,
      ...(before && { edgeAt: before.at, edgeId: before.id }),
      ...(since && { since }),
      ...(until && { until }),
    },
  )
}

/** The same for stories that a search found, in its order. */
export async function feedRowsOf(db: Db, ids: readonly number[], now: Date): Promise<FeedRow[]> {
  if (ids.length === 0) return []
  return plannedRows<FeedRow>(
    db,
    `select ${columns} from articles a ${joins} where a.id = any(:ids::bigint[]) and ${published('a')} and ${ours}
     order by array_position(:ids::bigint[], a.id)`,
    { ids: [...ids], now },
  )
}

/** Partners' material must carry its mark wherever it stands, and a feed cannot see to that. */
const ours = 'a.partner_mark is null'

const columns = `a.id, a.language, a.slug, a.title, a.lead, a.body_html, a.body_text, a.published_at, a.updated_at,
  a.cover_alt, a.cover_caption, a.cover_credit, a.source_address, a.source_rights, p.hash, p.width, p.height, p.lite_bytes,
  json_build_object(
    'section', json_build_object(${named('s')}),
    'region', case when r.id is not null then json_build_object(${named('r')}) end,
    'source', case when o.id is not null then json_build_object(${named('o')}, 'credit_ru', o.credit_ru,
      'credit_kk', o.credit_kk, 'address', o.address, 'rights', o.rights) end,
    'authors', (select json_agg(json_build_object(${named('w')}) order by l.position)
      from article_authors l join authors w on w.id = l.author_id where l.article_id = a.id),
    'tags', (select json_agg(json_build_object(${named('t')}) order by l.position)
      from article_tags l join tags t on t.id = l.tag_id where l.article_id = a.id),
    'twin', (select json_build_object('id', t.id, 'slug', t.slug) from articles t
      where t.story_id = a.story_id and t.id <> a.id and ${published('t')})) as around`

const joins = `join sections s on s.id = a.section_id
  left join regions r on r.id = a.region_id
  left join sources o on o.id = a.source_id
  left join pictures p on p.id = a.cover_id`
