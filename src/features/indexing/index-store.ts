import type { Language } from '../../language/language.js'
import { type Db, rows, run, transaction } from '../../platform/database.js'
import { articleTerms } from './article-terms.js'

interface TextRow {
  id: number
  language: Language
  title: string
  kicker: string
  lead: string
  body: string
  tags: string[]
  author_ids: number[]
  authors: string[]
  places: string[]
}

const inItsLanguage = (alias: string) => `case a.language when 'kk' then ${alias}.name_kk else ${alias}.name_ru end`

/**
 * Makes an article, whatever its state, be found by what it says now. Call it in the transaction of every deed that changes title,
 * kicker, lead, text, tags or authors, after the change; `takeInArticle` and `rewriteArticle` do.
 */
export async function indexArticle(db: Db, id: number): Promise<void> {
  await indexArticles(db, [id])
}

/** The same for many, in two statements. */
export async function indexArticles(db: Db, ids: readonly number[]): Promise<void> {
  const texts = await rows<TextRow>(
    db,
    `select a.id, a.language, a.title, a.kicker, a.lead, a.body_text as body,
       array(select ${inItsLanguage('t')} from article_tags l join tags t on t.id = l.tag_id
         where l.article_id = a.id order by l.position) as tags,
       array(select l.author_id from article_authors l where l.article_id = a.id order by l.position) as author_ids,
       array(select ${inItsLanguage('w')} from article_authors l join authors w on w.id = l.author_id
         where l.article_id = a.id order by l.position) as authors,
       array_remove(array[${inItsLanguage('s')}, ${inItsLanguage('r')}], null) as places
     from articles a join sections s on s.id = a.section_id left join regions r on r.id = a.region_id
     where a.id = any(:ids::bigint[]) order by a.id`,
    { ids: [...ids] },
  )
  if (texts.length === 0) return
  await run(
    db,
    `update article_search s
     set terms = given.terms::tsvector, author_ids = given.author_ids::integer[], is_pending = false
     from unnest(:ids::bigint[], :terms::text[], :authors::text[]) as given (id, terms, author_ids)
     where s.article_id = given.id`,
    {
      ids: texts.map(({ id }) => id),
      terms: texts.map((text) => articleTerms(text, text.language)),
      authors: texts.map(({ author_ids }) => `{${author_ids.join(',')}}`),
    },
  )
}

const batch = 100

/**
 * Indexes the next articles that wait for it. Gives how many there were; 0 when none is left. Their rows are held from before they
 * are read until they are written, so that a deed of the same moment is not written over with what the article said before.
 */
export function indexNextPending(db: Db): Promise<number> {
  return transaction(db, async (db) => {
    const waiting = await rows<{ id: number }>(
      db,
      `select article_id as id from article_search where is_pending order by article_id desc limit :batch
       for update skip locked`,
      { batch },
    )
    await indexArticles(
      db,
      waiting.map(({ id }) => id),
    )
    return waiting.length
  })
}

/** Has every article wait for its index to be made anew. Gives how many there are. */
export function markAllPending(db: Db): Promise<number> {
  return run(db, 'update article_search set is_pending = true')
}
