import type { Language } from '../../language/language.js'
import { type Db, plannedRows } from '../../platform/database.js'
import type { ArticleCard } from '../articles/article.js'
import { type CardRow, cardColumns, cardJoins, cardOf } from '../articles/card-rows.js'
import { published } from '../articles/published.js'
import { leastScore, type Period } from './popularity.js'

/** The stories of a language that are read most, the first first: read off the end of an index, however many there are. */
export async function popularNews(
  db: Db,
  { language, period, now, limit }: { language: Language; period: Period; now: Date; limit: number },
): Promise<ArticleCard[]> {
  const found = await plannedRows<CardRow>(
    db,
    `select ${cardColumns} from article_views v join articles a on a.id = v.article_id ${cardJoins}
     where v.language = :language and v.${period} >= :least and ${published('a')}
     order by v.${period} desc nulls last limit :limit`,
    { language, now, least: leastScore(period, now), limit },
  )
  return found.map(cardOf)
}

/** Stories by their ids, those of one language that are published; in no order. */
export async function newsByIds(db: Db, language: Language, ids: readonly number[], now: Date): Promise<ArticleCard[]> {
  if (ids.length === 0) return []
  const found = await plannedRows<CardRow>(
    db,
    `select ${cardColumns} from articles a ${cardJoins}
     where a.id = any(:ids::int[]) and a.language = :language and ${published('a')}`,
    { ids, language, now },
  )
  return found.map(cardOf)
}
