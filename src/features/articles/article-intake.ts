import type { Language } from '../../language/language.js'
import { slugOf } from '../../language/slug.js'
import { type Db, row, run, type Value } from '../../platform/database.js'
import { oneLine, plainText, policyVersion, safeBody } from '../../text/safe-html.js'
import { indexArticle } from '../indexing/index-store.js'
import type { ArticleState } from './article.js'
import { type AgeMark, longest, type PartnerMark, type SourceRights } from './manuscript.js'

/** What a story says and what it is filed under. HTML is sanitised here, on the way in. */
export interface ArrivingText {
  /** Made of the title where it is missing or empty. */
  slug?: string
  kicker?: string
  title: string
  lead: string
  body: string
  cover?: { pictureId: number; alt: string; caption: string; credit: string } | null | undefined
  sectionId: number
  regionId?: number | null
  sourceId?: number | null
  sourceAddress?: string | null
  sourceRights?: SourceRights
  tagIds: readonly number[]
  authorIds: readonly number[]
  seoTitle?: string
  seoDescription?: string
  ageMark?: AgeMark | null
  partnerMark?: PartnerMark | null
}

/** A story as it arrives from the newsroom, an import or the samples. */
export interface ArrivingArticle extends ArrivingText {
  language: Language
  /** Given when it is the other version of a story that is already here. */
  storyId?: string
  state: ArticleState
  publishedAt: Date | null
  updatedAt?: Date | null
  /** The account that began it; nobody's for an import. */
  begunBy?: number | null
  isSample?: boolean
  importedKey?: string
}

/** What `takeInArticle` and `rewriteArticle` write alike, by column. */
function columnsOf(arriving: ArrivingText): Record<string, Value> {
  const body = safeBody(arriving.body)
  const title = oneLine(arriving.title, longest.title)
  return {
    slug: arriving.slug || slugOf(title),
    kicker: oneLine(arriving.kicker ?? '', longest.kicker),
    title,
    lead: oneLine(arriving.lead, longest.lead),
    body_html: body,
    body_text: plainText(body),
    body_policy: policyVersion,
    cover_id: arriving.cover?.pictureId ?? null,
    cover_alt: oneLine(arriving.cover?.alt ?? '', longest.alt),
    cover_caption: oneLine(arriving.cover?.caption ?? '', longest.caption),
    cover_credit: oneLine(arriving.cover?.credit ?? '', longest.credit),
    section_id: arriving.sectionId,
    region_id: arriving.regionId ?? null,
    source_id: arriving.sourceId ?? null,
    source_address: arriving.sourceAddress ?? null,
    source_rights: arriving.sourceRights ?? 'full',
    seo_title: arriving.seoTitle ?? '',
    seo_description: arriving.seoDescription ?? '',
    age_mark: arriving.ageMark ?? null,
    partner_mark: arriving.partnerMark ?? null,
  }
}

/** Stores a new article with its tags and authors; call it inside a transaction. Gives its id and the story it belongs to. */
export async function takeInArticle(db: Db, arriving: ArrivingArticle): Promise<{ id: number; storyId: string }> {
  const columns: Record<string, Value> = {
    ...columnsOf(arriving),
    language: arriving.language,
    state: arriving.state,
    published_at: arriving.publishedAt,
    updated_at: arriving.updatedAt ?? null,
    begun_by: arriving.begunBy ?? null,
    is_sample: arriving.isSample ?? false,
    imported_key: arriving.importedKey ?? null,
  }
  const names = Object.keys(columns)
  const stored = await row<{ id: number; storyId: string }>(
    db,
    `insert into articles (story_id, ${names.join(', ')})
     values (coalesce(:storyId::uuid, gen_random_uuid()), ${names.map((name) => `:${name}`).join(', ')})
     returning id, story_id as "storyId"`,
    { ...columns, storyId: arriving.storyId ?? null },
  )
  if (!stored) throw new Error('an insert without its row')
  await link(db, 'tag', stored.id, arriving.tagIds)
  await link(db, 'author', stored.id, arriving.authorIds)
  await indexArticle(db, stored.id)
  return stored
}

/** The same for an article that is there already; neither its language nor its state changes. Call it inside a transaction. */
export async function rewriteArticle(db: Db, id: number, arriving: ArrivingText): Promise<void> {
  const columns = columnsOf(arriving)
  const names = Object.keys(columns)
  await run(db, `update articles set ${names.map((name) => `${name} = :${name}`).join(', ')} where id = :id`, {
    ...columns,
    id,
  })
  for (const kind of ['tag', 'author'] as const) {
    await run(db, `delete from article_${kind}s where article_id = :id`, { id })
    await link(db, kind, id, kind === 'tag' ? arriving.tagIds : arriving.authorIds)
  }
  await indexArticle(db, id)
}

/** The triggers on both tables fill in language and time. A tag that was merged away meanwhile is left out. */
async function link(db: Db, kind: 'tag' | 'author', articleId: number, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await run(
    db,
    `insert into article_${kind}s (article_id, ${kind}_id, position, language)
     select :articleId, given.id, given.position, '' from unnest(:ids::integer[]) with ordinality as given (id, position)
     join ${kind}s on ${kind}s.id = given.id
     on conflict do nothing`,
    { articleId, ids: [...ids] },
  )
}
