import type { Language } from '../../language/language.js'
import { type Db, row, rows, run } from '../../platform/database.js'
import { plainText, policyVersion, type SafeHtml } from '../../text/safe-html.js'

export interface Filed {
  id: number
  slug: string
}

export type FilingTable = 'sections' | 'tags' | 'authors'

interface FilingWish {
  importedKey: string
  slug: string
  name: string
}

/** What this import made before, or what the portal calls by the same address or name. */
export function findFiled(db: Db, table: FilingTable, wish: FilingWish): Promise<Filed | undefined> {
  const alias = table === 'tags' ? 'or id in (select tag_id from tag_aliases where alias = lower(:name))' : ''
  return row<Filed>(
    db,
    `select id, slug from ${table}
     where imported_key = :importedKey or slug = :slug or lower(name_ru) = lower(:name) or lower(name_kk) = lower(:name) ${alias}
     order by imported_key is not distinct from :importedKey desc, slug = :slug desc, id limit 1`,
    { ...wish },
  )
}

export async function insertFiled(db: Db, table: FilingTable, wish: FilingWish & { nameKk?: string }): Promise<Filed> {
  const stored = await row<Filed>(
    db,
    `insert into ${table} (slug, name_ru, name_kk, imported_key) values (:slug, :name, :nameKk, :importedKey) returning id, slug`,
    { ...wish, nameKk: wish.nameKk ?? wish.name },
  )
  if (!stored) throw new Error('an insert without its row')
  return stored
}

export async function keepTagAlias(db: Db, tagId: number, alias: string): Promise<void> {
  await run(db, 'insert into tag_aliases (alias, tag_id) values (lower(:alias), :tagId) on conflict do nothing', {
    alias,
    tagId,
  })
}

/** The article or page that came with this key, and what came along with it. */
export function findImported(
  db: Db,
  table: 'articles' | 'pages',
  importedKey: string,
): Promise<{ id: number; comments: number; addresses: number } | undefined> {
  const comments = table === 'articles' ? '(select count(*) from comments c where c.article_id = x.id)' : '0'
  return row(
    db,
    `select id, ${comments}::integer as comments,
       (select count(*) from redirects r where r.${table === 'articles' ? 'article_id' : 'page_id'} = x.id)::integer as addresses
     from ${table} x where imported_key = :importedKey`,
    { importedKey },
  )
}

export interface ArrivingPage {
  slug: string
  language: Language
  title: string
  body: SafeHtml
  state: 'draft' | 'published'
  updatedAt: Date
  importedKey: string
}

export async function insertPage(db: Db, page: ArrivingPage): Promise<number> {
  const stored = await row<{ id: number }>(
    db,
    `insert into pages (slug, language, title, body_html, body_policy, state, updated_at, imported_key)
     values (:slug, :language, :title, :body, :policy, :state, :updatedAt, :importedKey) returning id`,
    { ...page, policy: policyVersion },
  )
  if (!stored) throw new Error('an insert without its row')
  return stored.id
}

/** The slug itself, or with `-2`, `-3` … when pages of this language have it already. */
export async function freePageSlug(db: Db, slug: string, language: Language): Promise<string> {
  const taken = await rows<{ slug: string }>(
    db,
    `select slug from pages where language = :language and (slug = :slug or slug like :slug || '-%')`,
    { slug, language },
  )
  const slugs = new Set(taken.map((page) => page.slug))
  let free = slug
  for (let next = 2; slugs.has(free); next++) free = `${slug}-${next}`
  return free
}

export interface ArrivingComment {
  articleId: number
  writerName: string
  body: SafeHtml
  state: 'waiting' | 'shown' | 'hidden'
  writtenAt: Date
  importedKey: string
  parentId: number | null
}

/** Undefined when a comment with this key is here already. */
export async function insertComment(db: Db, comment: ArrivingComment): Promise<number | undefined> {
  const stored = await row<{ id: number }>(
    db,
    `insert into comments (article_id, parent_id, writer_name, body_html, body_text, body_policy, state, written_at, imported_key)
     values (:articleId, :parentId, :writerName, :body, :text, :policy, :state, :writtenAt, :importedKey)
     on conflict (imported_key) do nothing returning id`,
    { ...comment, text: plainText(comment.body), policy: policyVersion },
  )
  return stored?.id
}
