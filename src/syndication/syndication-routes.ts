import { type Request, type Response, Router } from 'express'
import type { Language } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { NotAllowed } from '../web/errors.js'
import { manifest, openSearch } from './browser-files.js'
import { humans, llms, privacyControl, robots, securityText, wellKnown } from './crawler-files.js'
import { filingFeed, portalFeed, searchFeed } from './feed-page.js'
import { indexNowKey } from './index-now-key.js'
import { partnerFeedPage } from './partner-feed-page.js'
import { newsSitemapPage, sitemapIndexPage, sitemapPage } from './sitemap-pages.js'

export type Tell = (kit: Kit, language: Language, req: Request, res: Response) => void | Promise<void>

/** An address for machines, and the query parameters that make it another answer. */
interface MachineAddress {
  address: string
  query: readonly string[]
  tell: Tell
  /** Once, or in each language: under /kk too. */
  languages: readonly Language[]
  /** Not for the page cache: too long, or for one asker only. */
  isApart?: true
}

const once: readonly Language[] = ['ru']
const both: readonly Language[] = ['ru', 'kk']

/** Every address that machines read. */
const addresses: readonly MachineAddress[] = [
  { address: '/feed/:kind', query: ['before', 'day'], tell: portalFeed, languages: both },
  { address: '/feed/search/:kind', query: ['q'], tell: searchFeed, languages: both },
  { address: '/feed/:filing/:slug/:kind', query: ['before', 'day'], tell: filingFeed, languages: both },
  { address: '/partner-feed/:token', query: [], tell: partnerFeedPage, languages: once, isApart: true },
  { address: '/robots.txt', query: [], tell: robots, languages: once },
  { address: '/humans.txt', query: [], tell: humans, languages: once },
  { address: '/llms.txt', query: [], tell: llms, languages: once },
  { address: '/.well-known/security.txt', query: [], tell: securityText, languages: once },
  { address: '/.well-known/gpc.json', query: [], tell: privacyControl, languages: once },
  { address: '/sitemap.xml', query: [], tell: sitemapIndexPage, languages: once },
  { address: '/sitemap-news-ru.xml', query: [], tell: newsSitemapPage, languages: once },
  { address: '/sitemap-news-kk.xml', query: [], tell: newsSitemapPage, languages: once },
  { address: '/sitemaps/:file', query: [], tell: sitemapPage, languages: once, isApart: true },
  { address: '/manifest.webmanifest', query: [], tell: manifest, languages: both },
  { address: '/opensearch.xml', query: [], tell: openSearch, languages: both },
]

/** Some eight to 128 signs that only the settings know. */
const keyFile = /^\/[A-Za-z0-9-]{8,128}\.txt$/

/** For the page cache, as site-routes.ts does it. */
export const countedByMachines: ReadonlyMap<string, readonly string[]> = byFirstPart(
  addresses.filter(({ isApart }) => !isApart),
)

function byFirstPart(kept: readonly MachineAddress[]): Map<string, string[]> {
  const parameters = new Map<string, string[]>()
  for (const { address, query } of kept) {
    const part = address.split('/')[1] ?? ''
    parameters.set(part, [...new Set([...(parameters.get(part) ?? []), ...query])])
  }
  return parameters
}

export function syndicationRoutes(kit: Kit): Router {
  const router = Router({ strict: true, caseSensitive: true })
  router.use(wellKnown)
  router.get(keyFile, (req, res, next) => indexNowKey(kit, req, res, next))
  for (const { address, tell, languages } of addresses) {
    for (const language of languages) {
      const path = language === 'ru' ? address : `/kk${address}`
      router.get(path, (req, res) => tell(kit, language, req, res))
      router.all(path, () => {
        throw new NotAllowed(['GET', 'HEAD'])
      })
    }
  }
  return router
}
