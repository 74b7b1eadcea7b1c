/**
 * What readers may see, written once: site, feeds, sitemap, search and counters all begin here, so that a draft cannot
 * leak through a side door. `alias` names the articles table in the query; the query binds `:now`.
 */
export function published(alias: string): string {
  return `${alias}.state = 'published' and ${alias}.published_at <= :now`
}
