import type { Language } from '../../language/language.js'
import { type Db, rows } from '../../platform/database.js'
import type { ArticleState } from './article.js'

export interface Alike {
  id: number
  title: string
  state: ArticleState
  /** 80–100. */
  percent: number
}

const alikeFrom = 0.8
/** So many of the newest are compared, and so many that hold all words of the title, however old. */
const newest = 150
const withTheTitle = 50
/** The beginning of two texts says whether they are one. */
const comparedCharacters = 2500
/** In less there is too little to compare. */
const leastCharacters = 200

/** Stories whose text is at least four fifths the same, by trigrams; never the story itself or its other language. */
export async function alikeStories(
  db: Db,
  { id, language, title, text }: { id: number; language: Language; title: string; text: string },
): Promise<Alike[]> {
  if (text.length < leastCharacters) return []
  const words = text.split(/\s+/).length
  const config = language === 'ru' ? 'russian' : 'simple'
  const compared = `similarity(left(a.body_text, ${comparedCharacters}), left(:text, ${comparedCharacters}))`
  return rows(
    db,
    `with candidates as materialized (
       select id from (
         (select id from articles where language = :language and state = 'published' order by published_at desc, id desc limit ${newest})
         union
         (select id from articles where language = :language and state in ('draft', 'review', 'scheduled') order by id desc limit ${newest})
         union
         (select id from articles where language = :language and search @@ plainto_tsquery('${config}', :title) limit ${withTheTitle})
       ) found
     )
     select * from (
       select a.id, a.title, a.state, floor(100 * ${compared})::integer as percent
       from candidates join articles a on a.id = candidates.id
       where a.id <> :id and a.words between :words * 0.6 and :words * 1.7
     ) measured where percent >= ${alikeFrom * 100} order by percent desc, id limit 3`,
    { id, language, title, text, words },
  )
}
