import { type Db, row } from '../../platform/database.js'

export interface Vote {
  commentId: number
  voter: string
  network: string
  isUp: boolean
  now: Date
}

/** One network has so many voices at a comment in a day, however many browsers it pretends to be. */
const mostOfNetwork = 5

/**
 * Counts a voice, or turns it when the same voter chose otherwise before; the same again changes nothing. One statement, so that of
 * two at once neither is lost nor counted twice. Gives the sums as they are now; undefined for a comment that is not shown.
 */
export async function vote(
  db: Db,
  given: Vote,
): Promise<{ ups: number; downs: number; articleId: number; isCounted: boolean } | undefined> {
  return row(
    db,
    `with before as (
       select is_up from comment_votes where comment_id = :commentId and voter = :voter
     ), cast_now as (
       insert into comment_votes as kept (comment_id, voter, network, is_up, voted_at)
       select c.id, :voter, :network, :isUp, :now from comments c
       where c.id = :commentId and c.state = 'shown' and (exists (select 1 from before)
         or (select count(*) from comment_votes v where v.comment_id = :commentId and v.network = :network) < :mostOfNetwork)
       on conflict (comment_id, voter) do update set is_up = excluded.is_up, voted_at = excluded.voted_at
         where kept.is_up <> excluded.is_up
       returning is_up, (xmax = 0) as is_new
     ), counted as (
       update comments c set
         ups = c.ups + case when n.is_up then 1 when n.is_new then 0 else -1 end,
         downs = c.downs + case when not n.is_up then 1 when n.is_new then 0 else -1 end
       from cast_now n where c.id = :commentId returning c.ups, c.downs, c.article_id
     )
     select coalesce(n.ups, c.ups) as ups, coalesce(n.downs, c.downs) as downs, c.article_id as "articleId", n.ups is not null as "isCounted"
     from comments c left join counted n on true where c.id = :commentId and c.state = 'shown'`,
    { ...given, mostOfNetwork },
  )
}
