import type { Kit } from '../../src/platform/kit.js'
import { builtModule } from '../built.js'
import type { DatabasePlace, Job, Serving } from './job.js'

/** The portal as `main.ts` puts it together, over a scratch database. */
export async function serveSite({
  database,
  pageCacheMb,
  keepsMemory,
  proxies = 0,
}: Extract<Job, { kind: 'site' }>): Promise<Serving> {
  const { createApp } = await builtModule<typeof import('../../src/app.js')>('app.js')
  const { openFrontDoor } =
    await builtModule<typeof import('../../src/delivery/front-door.js')>('delivery/front-door.js')
  const { hearReaders } = await builtModule<typeof import('../../src/delivery/beacon.js')>('delivery/beacon.js')
  const { openReadership } = await builtModule<typeof import('../../src/features/readership/readership.js')>(
    'features/readership/readership.js',
  )
  const { countedByMachines } = await builtModule<typeof import('../../src/syndication/syndication-routes.js')>(
    'syndication/syndication-routes.js',
  )
  const { countedParameters } = await builtModule<typeof import('../../src/site/site-routes.js')>('site/site-routes.js')
  const { oldParameters } = await builtModule<typeof import('../../src/site/old-addresses.js')>('site/old-addresses.js')
  const { openAdBoard } =
    await builtModule<typeof import('../../src/features/ads/ad-board.js')>('features/ads/ad-board.js')
  const { kit: whole, parts } = await openBuilt(database, pageCacheMb)
  const ads = await openAdBoard(whole)
  whole.ads = ads
  const kit: Kit = keepsMemory ? whole : { ...whole, memory: { keep: (_key, _options, make) => make() } }
  let queries = 0
  kit.db.on('query', () => {
    queries += 1
  })
  const addresses = { counted: new Map([...countedParameters, ...countedByMachines]), passing: oldParameters }
  const { listener } = openFrontDoor(kit, createApp(kit, { ...parts, proxies }), addresses, pageCacheMb * 1_000_000)
  const readership = openReadership(kit)
  const heard = hearReaders(readership, { origin: kit.origin, proxies }, listener)
  return { listener: heard, queries: () => queries, close }

  async function close(): Promise<void> {
    await ads.flush()
    await whole.close()
  }
}

/** Kit, views and public files out of dist/, with the settings of a silent server. */
export async function openBuilt(database: DatabasePlace, pageCacheMb = 0) {
  const { readConfig } = await builtModule<typeof import('../../src/config.js')>('config.js')
  const { folders } = await builtModule<typeof import('../../src/folders.js')>('folders.js')
  const { openKit } = await builtModule<typeof import('../../src/open-kit.js')>('open-kit.js')
  const { openAssets } = await builtModule<typeof import('../../src/web/assets.js')>('web/assets.js')
  const { compileViews } = await builtModule<typeof import('../../src/web/views.js')>('web/views.js')
  const config = readConfig({
    ...(database.kind === 'server' ? { DATABASE_URL: database.url } : { DATA_FOLDER: database.folder }),
    PAGE_CACHE_MB: String(pageCacheMb),
    SITE_ADDRESS: 'https://locman.example',
    LOG_LEVEL: 'error',
  })
  return {
    kit: await openKit(config),
    parts: { print: compileViews(folders.views, { debug: false }), assets: openAssets(folders.public) },
  }
}
