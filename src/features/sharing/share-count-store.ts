import { type Db, run } from '../../platform/database.js'
import { published } from '../articles/published.js'

/** One more; of what readers may not see nothing is counted. */
export async function countShare(db: Db, articleId: number, place: string, now: Date): Promise<void> {
  await run(
    db,
    `insert into article_shares as kept (article_id, place, total) select a.id, :place, 1 from articles a where a.id = :articleId and ${published('a')}
     on conflict (article_id, place) do update set total = kept.total + 1`,
    { articleId, place, now },
  )
}
