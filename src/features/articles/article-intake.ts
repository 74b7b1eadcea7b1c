import type { Language } from '../../language/language.js'
import { slugOf } from '../../language/slug.js'
import { type Db, row, run } from '../../platform/database.js'
import { oneLine, plainText, policyVersion, safeBody } from '../../text/safe-html.js'
import type { ArticleState } from './article.js'

/** A story as it arrives from an import or the samples. HTML is sanitised here, on the way in. */
export interface ArrivingArticle {
  language: Language
  /** Given when it is the other version of a story that is already here. */
  storyId?: string
  slug?: string
  kicker?: string
  title: string
  lead: string
  body: string
  cover?: { pictureId: number; alt: string; caption: string; credit: string } | undefined
  sectionId: number
  regionId?: number | null
  sourceId?: number | null
  sourceAddress?: string | null
  tagIds: readonly number[]
  authorIds: readonly number[]
  state: ArticleState
  publishedAt: Date | null
  updatedAt?: Date | null
  isSample?: boolean
  importedKey?: string
}

const maxTitle = 300
const maxLead = 1000

/** Stores a new article with its tags and authors; call it inside a transaction. Gives its id and the story it belongs to. */
export async function takeInArticle(db: Db, arriving: ArrivingArticle): Promise<{ id: number; storyId: string }> {
  const body = safeBody(arriving.body)
  const title = oneLine(arriving.title, maxTitle)
  const stored = await row<{ id: number; storyId: string }>(
    db,
    `insert into articles (language, story_id, slug, kicker, title, lead, body_html, body_text, body_policy, cover_id,
       cover_alt, cover_caption, cover_credit, section_id, region_id, source_id, source_address, state, published_at,
       updated_at, is_sample, imported_key)
     values (:language, coalesce(:storyId::uuid, gen_random_uuid()), :slug, :kicker, :title, :lead, :body, :text, :policy,
       :coverId, :coverAlt, :coverCaption, :coverCredit, :sectionId, :regionId, :sourceId, :sourceAddress, :state,
       :publishedAt, :updatedAt, :isSample, :importedKey)
     returning id, story_id as "storyId"`,
    {
      language: arriving.language,
      storyId: arriving.storyId ?? null,
      slug: arriving.slug ?? slugOf(title),
      kicker: oneLine(arriving.kicker ?? '', 100),
      title,
      lead: oneLine(arriving.lead, maxLead),
      body,
      text: plainText(body),
      policy: policyVersion,
      coverId: arriving.cover?.pictureId ?? null,
      coverAlt: oneLine(arriving.cover?.alt ?? '', 500),
      coverCaption: oneLine(arriving.cover?.caption ?? '', 1000),
      coverCredit: oneLine(arriving.cover?.credit ?? '', 300),
      sectionId: arriving.sectionId,
      regionId: arriving.regionId ?? null,
      sourceId: arriving.sourceId ?? null,
      sourceAddress: arriving.sourceAddress ?? null,
      state: arriving.state,
      publishedAt: arriving.publishedAt,
      updatedAt: arriving.updatedAt ?? null,
      isSample: arriving.isSample ?? false,
      importedKey: arriving.importedKey ?? null,
    },
  )
  if (!stored) throw new Error('an insert without its row')
  await link(db, 'tag', stored.id, arriving.tagIds)
  await link(db, 'author', stored.id, arriving.authorIds)
  return stored
}

/** The triggers on both tables fill in language and time. */
async function link(db: Db, kind: 'tag' | 'author', articleId: number, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await run(
    db,
    `insert into article_${kind}s (article_id, ${kind}_id, position, language)
     select :articleId, given.id, given.position, '' from unnest(:ids::integer[]) with ordinality as given (id, position)
     on conflict do nothing`,
    { articleId, ids: [...ids] },
  )
}
