import { type Request, type Response, Router } from 'express'
import type { Language } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { NotAllowed } from '../web/errors.js'
import { manifest, openSearch } from './browser-files.js'

export type Tell = (kit: Kit, language: Language, req: Request, res: Response) => void | Promise<void>

/** An address for machines, and the query parameters that make it another answer. */
interface MachineAddress {
  address: string
  query: readonly string[]
  tell: Tell
  /** Once, or in each language: under /kk too. */
  languages: readonly Language[]
}

const both: readonly Language[] = ['ru', 'kk']

/** Every address that machines read. */
const addresses: readonly MachineAddress[] = [
  { address: '/manifest.webmanifest', query: [], tell: manifest, languages: both },
  { address: '/opensearch.xml', query: [], tell: openSearch, languages: both },
]

/** For the page cache, as site-routes.ts does it. */
export const countedByMachines: ReadonlyMap<string, readonly string[]> = new Map(
  addresses.map(({ address, query }) => [address.split('/')[1] ?? '', query]),
)

export function syndicationRoutes(kit: Kit): Router {
  const router = Router({ strict: true, caseSensitive: true })
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
