import type { Language } from '../../language/language.js'
import { type Db, row, rows, run } from '../../platform/database.js'
import type { ArticleState } from './article.js'
import type { Manuscript } from './manuscript.js'

/** A manuscript with what the newsroom knows of its story. */
export interface StoredManuscript {
  articleId: number
  content: Manuscript
  version: number
  saveKey: string
  savedBy: { id: number; name: string } | null
  savedAt: Date
  /** When it takes the place of the published version. */
  publishAt: Date | null
  story: StoryFacts
}

/** The row of articles beside a manuscript, as far as rights and addresses need it. */
export interface StoryFacts {
  id: number
  storyId: string
  language: Language
  state: ArticleState
  slug: string
  begunBy: number | null
  publishedAt: Date | null
  isSample: boolean
}

const factColumns = `a.id, a.story_id, a.language, a.state, a.slug, a.begun_by, a.published_at, a.is_sample`

interface FactsRow {
  id: number
  story_id: string
  language: Language
  state: ArticleState
  slug: string
  begun_by: number | null
  published_at: Date | null
  is_sample: boolean
}

function factsOf(row: FactsRow): StoryFacts {
  return {
    id: row.id,
    storyId: row.story_id,
    language: row.language,
    state: row.state,
    slug: row.slug,
    begunBy: row.begun_by,
    publishedAt: row.published_at,
    isSample: row.is_sample,
  }
}

export async function findStory(db: Db, id: number): Promise<StoryFacts | undefined> {
  const found = await row<FactsRow>(db, `select ${factColumns} from articles a where a.id = :id`, { id })
  return found && factsOf(found)
}

/** The same, and until the end of the transaction nobody else saves or publishes it. */
export async function holdStory(db: Db, id: number): Promise<StoryFacts | undefined> {
  const found = await row<FactsRow>(db, `select ${factColumns} from articles a where a.id = :id for update`, { id })
  return found && factsOf(found)
}

/** The version of the story in the other language, in whatever state. */
export async function findTwin(
  db: Db,
  { id, storyId }: Pick<StoryFacts, 'id' | 'storyId'>,
): Promise<StoryFacts | undefined> {
  const found = await row<FactsRow>(
    db,
    `select ${factColumns} from articles a where a.story_id = :storyId and a.id <> :id`,
    { id, storyId },
  )
  return found && factsOf(found)
}

export async function findManuscript(db: Db, articleId: number): Promise<StoredManuscript | undefined> {
  const found = await row<
    FactsRow & {
      content: Manuscript
      version: number
      save_key: string
      saver_id: number | null
      saver_name: string | null
      saved_at: Date
      publish_at: Date | null
    }
  >(
    db,
    `select ${factColumns}, m.content, m.version, m.save_key, m.saved_at, m.publish_at, w.id as saver_id, w.name as saver_name
     from manuscripts m join articles a on a.id = m.article_id left join accounts w on w.id = m.saved_by
     where m.article_id = :articleId`,
    { articleId },
  )
  return (
    found && {
      articleId,
      content: found.content,
      version: found.version,
      saveKey: found.save_key,
      savedBy: found.saver_id === null ? null : { id: found.saver_id, name: found.saver_name ?? '' },
      savedAt: found.saved_at,
      publishAt: found.publish_at,
      story: factsOf(found),
    }
  )
}

interface Save {
  articleId: number
  content: Manuscript
  saveKey: string
  savedBy: number | null
  now: Date
}

/** False when there is one already. */
export async function insertManuscript(db: Db, { articleId, content, saveKey, savedBy, now }: Save): Promise<boolean> {
  const inserted = await run(
    db,
    `insert into manuscripts (article_id, content, save_key, saved_by, saved_at)
     values (:articleId, :content::jsonb, :saveKey, :savedBy, :now) on conflict do nothing`,
    { articleId, content: JSON.stringify(content), saveKey, savedBy, now },
  )
  return inserted === 1
}

/** The new version's number, or undefined when it is not this version any more. */
export async function updateManuscript(
  db: Db,
  { articleId, content, saveKey, savedBy, now }: Save,
  beganFrom: number,
): Promise<number | undefined> {
  const updated = await row<{ version: number }>(
    db,
    `update manuscripts set content = :content::jsonb, version = version + 1, save_key = :saveKey, saved_by = :savedBy, saved_at = :now
     where article_id = :articleId and version = :beganFrom returning version`,
    { articleId, content: JSON.stringify(content), saveKey, savedBy, now, beganFrom },
  )
  return updated?.version
}

/** Null: the manuscript waits for nobody. Whatever held it back at an earlier hour is forgotten: an editor has decided anew. */
export async function setPublishAt(db: Db, articleId: number, at: Date | null): Promise<void> {
  await run(db, 'update manuscripts set publish_at = :at, held_at = null where article_id = :articleId', {
    articleId,
    at,
  })
}

/** The texts of these stories as far as somebody wrote in them here: what nobody changed is as it was taken in. */
export function writtenTexts(db: Db, ids: readonly number[]): Promise<{ id: number; content: Manuscript }[]> {
  return rows(
    db,
    'select article_id as id, content from manuscripts where article_id = any(:ids::bigint[]) and version > 1',
    { ids },
  )
}

/**
 * The clock passes these over until an editor publishes them, or sets their hour again. Gives which were not held before: another
 * instance may have looked at the same second.
 */
export async function holdBack(db: Db, ids: readonly number[], now: Date): Promise<number[]> {
  const held = await rows<{ id: number }>(
    db,
    `update manuscripts set held_at = :now where article_id = any(:ids::bigint[]) and held_at is null
     returning article_id as id`,
    { ids, now },
  )
  return held.map(({ id }) => id)
}

/** Of a story that has no manuscript yet: what its row says. */
export async function contentOfRow(db: Db, articleId: number): Promise<Manuscript | undefined> {
  const found = await row<{ content: Manuscript }>(
    db,
    `select json_build_object(
       'language', a.language, 'kicker', a.kicker, 'title', a.title, 'lead', a.lead, 'body', a.body_html,
       'cover', case when a.cover_id is not null then json_build_object('pictureId', a.cover_id, 'alt', a.cover_alt,
         'caption', a.cover_caption, 'credit', a.cover_credit) end,
       'sectionId', a.section_id, 'regionId', a.region_id,
       'tagIds', (select coalesce(json_agg(t.tag_id order by t.position), '[]') from article_tags t where t.article_id = a.id),
       'authorIds', (select coalesce(json_agg(w.author_id order by w.position), '[]') from article_authors w where w.article_id = a.id),
       'sourceId', a.source_id, 'sourceAddress', a.source_address, 'sourceRights', a.source_rights,
       'seoTitle', a.seo_title, 'seoDescription', a.seo_description, 'slug', a.slug,
       'ageMark', a.age_mark, 'partnerMark', a.partner_mark) as content
     from articles a where a.id = :articleId`,
    { articleId },
  )
  return found?.content
}

/** Which of a manuscript's single references lead nowhere. Tags and authors that are gone are simply left out. */
export async function brokenReferences(
  db: Db,
  content: Pick<Manuscript, 'sectionId' | 'regionId' | 'sourceId' | 'cover'>,
): Promise<('sectionId' | 'regionId' | 'sourceId' | 'cover')[]> {
  const found = await rows<{ field: 'sectionId' | 'regionId' | 'sourceId' | 'cover' }>(
    db,
    `select field from (values
       ('sectionId', :sectionId::integer is null or exists (select 1 from sections where id = :sectionId)),
       ('regionId', :regionId::integer is null or exists (select 1 from regions where id = :regionId)),
       ('sourceId', :sourceId::integer is null or exists (select 1 from sources where id = :sourceId)),
       ('cover', :pictureId::bigint is null or exists (select 1 from pictures where id = :pictureId))
     ) as given (field, is_there) where not is_there`,
    {
      sectionId: content.sectionId,
      regionId: content.regionId,
      sourceId: content.sourceId,
      pictureId: content.cover?.pictureId ?? null,
    },
  )
  return found.map(({ field }) => field)
}

/** Where a story stands until somebody files it: the first section of the menu. */
export async function firstSection(db: Db): Promise<number> {
  const found = await row<{ id: number }>(db, 'select id from sections order by in_menu desc, position, id limit 1')
  if (!found) throw new Error('a portal without sections')
  return found.id
}
