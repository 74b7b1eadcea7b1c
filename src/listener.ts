import type { RequestListener } from 'node:http'
import type { Express } from 'express'
import { inShortForm } from './delivery/absolute-form.js'
import { hearReaders } from './delivery/beacon.js'
import { type FrontDoor, openFrontDoor } from './delivery/front-door.js'
import { leadToOwnLanguage } from './delivery/own-language.js'
import { limitSearches } from './delivery/search-limit.js'
import type { Readership } from './features/readership/readership.js'
import type { Kit } from './platform/kit.js'
import { oldParameters } from './site/old-addresses.js'
import { countedParameters } from './site/site-routes.js'
import { countedByMachines } from './syndication/syndication-routes.js'

const addresses = { counted: new Map([...countedParameters, ...countedByMachines]), passing: oldParameters }

/** All that a request meets before the app, in that order; last the pages that are kept. Tests run this very function. */
export function openListener(
  kit: Kit,
  app: Express,
  readership: Readership,
  { proxies, pageCacheBytes }: { proxies: number; pageCacheBytes: number },
): { listener: RequestListener; cacheSize: FrontDoor['size'] } {
  const door = openFrontDoor(kit, app, addresses, pageCacheBytes)
  const limited = limitSearches({ proxies }, leadToOwnLanguage(door.listener))
  return {
    listener: inShortForm(hearReaders(readership, { origin: kit.origin, proxies }, limited)),
    cacheSize: door.size,
  }
}
