import type { Language } from '../../language/language.js'
import { type Db, row, rows, run } from '../../platform/database.js'
import { articleAddress } from '../articles/article.js'
import { published } from '../articles/published.js'
import { pageAddress } from '../pages/page-store.js'

/**
 * Where an old address leads now, as a path on this site, or undefined when it is not known. A draft's is not known; a
 * withdrawn article's leads to its page, which says that it is gone.
 */
export async function newAddressOf(db: Db, oldAddress: string, now: Date): Promise<string | undefined> {
  const found = await row<{
    new_address: string | null
    article_id: number | null
    article_slug: string | null
    article_language: Language | null
    page_slug: string | null
    page_language: Language | null
  }>(
    db,
    `select x.new_address, a.id as article_id, a.slug as article_slug, a.language as article_language,
       p.slug as page_slug, p.language as page_language
     from redirects x
     left join articles a on a.id = x.article_id and (a.state = 'withdrawn' or ${published('a')})
     left join pages p on p.id = x.page_id and p.state = 'published'
     where x.old_address = :oldAddress`,
    { oldAddress, now },
  )
  if (!found) return undefined
  if (found.article_id !== null && found.article_slug !== null && found.article_language !== null) {
    return articleAddress({ id: found.article_id, slug: found.article_slug, language: found.article_language })
  }
  if (found.page_slug !== null && found.page_language !== null) return pageAddress(found.page_language, found.page_slug)
  return found.new_address ?? undefined
}

export type RedirectTarget = { articleId: number } | { pageId: number } | { newAddress: string }

/** Keeps an old address; one that is kept already stays as it is. True when it is new. */
export async function keepOldAddress(db: Db, oldAddress: string, target: RedirectTarget): Promise<boolean> {
  const kept = await run(
    db,
    `insert into redirects (old_address, article_id, page_id, new_address)
     values (:oldAddress, :articleId, :pageId, :newAddress) on conflict (old_address) do nothing`,
    {
      oldAddress,
      articleId: 'articleId' in target ? target.articleId : null,
      pageId: 'pageId' in target ? target.pageId : null,
      newAddress: 'newAddress' in target ? target.newAddress : null,
    },
  )
  return kept === 1
}

/** Leads an old address elsewhere, and with it whatever led to it. */
export async function leadAddress(db: Db, from: string, to: string): Promise<void> {
  // Where the new address leads on itself, its own end is what readers shall get.
  await run(
    db,
    `select keep_moved_address(:from, coalesce((select new_address from redirects where old_address = :to and new_address <> :from), :to))`,
    { from, to },
  )
}

export async function dropRedirect(db: Db, from: string): Promise<boolean> {
  return (await run(db, 'delete from redirects where old_address = :from', { from })) === 1
}

export interface KeptRedirect {
  from: string
  to: string
}

/** Made by hand or by a changed address, newest first; those of an import are told by number only. */
export async function newestRedirects(db: Db, limit: number): Promise<KeptRedirect[]> {
  return rows(
    db,
    `select old_address as "from", new_address as "to" from redirects where new_address is not null
     order by created_at desc, old_address limit :limit`,
    { limit },
  )
}
