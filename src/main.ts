import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { createApp } from './app.js'
import { type Config, ConfigFaults, ratesOf, readEnvironment } from './config.js'
import { firstInvitation } from './features/accounts/joining.js'
import { openAdBoard } from './features/ads/ad-board.js'
import { openReadership } from './features/readership/readership.js'
import { openMissedAddresses } from './features/redirects/missed-addresses.js'
import { openMissedSearches } from './features/search/missed-searches.js'
import { checkTownAhead, drawAhead, prepare } from './first-start.js'
import { folders } from './folders.js'
import { wall } from './language/dates.js'
import { openListener } from './listener.js'
import { DatabaseAway, openKit } from './open-kit.js'
import type { ProcessFacts } from './operator/status.js'
import { alone } from './platform/alone.js'
import { row } from './platform/database.js'
import { FolderRefused, leavePort } from './platform/folder-lock.js'
import { startSchedule } from './schedule.js'
import { openAssets } from './web/assets.js'
import { compileViews } from './web/views.js'

const secondsOfLastRequests = 0.5
const secondsForRequests = 10
/** A job that waits for another site longer than this is left behind: it looks at the state, so the next start does its work. */
const secondsForJobs = 10
const mostSecondsToStop = 25

try {
  await start(readEnvironment())
} catch (error) {
  // What the operator can mend is told in words; a mistake of ours comes with its stack.
  console.error(
    error instanceof ConfigFaults || error instanceof FolderRefused || error instanceof DatabaseAway
      ? error.message
      : error,
  )
  process.exit(1)
}

async function start(config: Config): Promise<void> {
  const began = performance.now()
  const step = (words: string) => console.log(`  ✓ ${words}  (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  console.log('Locman is starting')
  checkTimeZone()
  checkTownAhead(config)
  const print = compileViews(folders.views, { debug: import.meta.url.endsWith('.ts') })
  const assets = openAssets(folders.public)
  step('configuration, views and public files are in order')

  const drawn = drawAhead(config)
  const kit = await openKit(config)
  const readership = openReadership(kit)
  kit.readership = readership
  kit.missed = openMissedAddresses(kit)
  kit.missedSearches = openMissedSearches(kit)
  const version = await row<{ words: string }>(kit.db, 'select version() as words')
  const place = kit.database.kind === 'embedded' ? `embedded, in ${config.DATA_FOLDER}/` : 'at DATABASE_URL'
  step(`${version?.words.split(' ').slice(0, 2).join(' ')} ${place}`)
  // Instances that start together would migrate and fill an empty database at the same time.
  await alone(kit.database, () => prepare(kit, config, step, drawn))
  const ads = await openAdBoard(kit)
  kit.ads = ads

  let isStopping = false
  const facts: ProcessFacts = { pageCache: () => cacheSize(), nextRuns: () => schedule.nextRuns() }
  const app = createApp(kit, { print, assets, facts, proxies: config.PROXIES, isStopping: () => isStopping })
  const { listener, cacheSize } = openListener(kit, app, readership, {
    proxies: config.PROXIES,
    pageCacheBytes: config.PAGE_CACHE_MB * 1_000_000,
  })
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 30_000 }, listener)
  await listen(server, config)
  const schedule = startSchedule(kit, {
    rates: ratesOf(config),
    isRatesOn: config.RATES,
    ratesCron: config.RATES_CRON,
    weatherCron: config.WEATHER_CRON,
  })
  const { port } = server.address() as AddressInfo
  if (kit.database.kind === 'embedded') await leavePort(config.DATA_FOLDER, port)
  step(`listening on ${config.HOST}:${port}`)
  const address = config.SITE_ADDRESS.replace(/:0$/, `:${port}`)
  console.log(`\n  Лоцман: ${address}\n`)
  const first = await firstInvitation(kit)
  if (first) console.log(`  The newsroom has no account yet. This link makes the first one, once: ${address}${first}\n`)

  const stop = async (signal: string) => {
    if (isStopping) return
    isStopping = true
    kit.log.info({ signal }, 'stopping: requests under way are finished first')
    setTimeout(() => process.exit(1), mostSecondsToStop * 1000).unref()
    // A request may be on its way already: closing at once would cut it off unread.
    await wait(secondsOfLastRequests * 1000)
    const closed = new Promise((resolve) => server.close(resolve))
    await Promise.race([closed, wait(secondsForRequests * 1000)])
    // Before what may take long: a reader on a bad line and a site that does not answer must not cost the views.
    for (const [counts, what] of [
      [ads, 'the last showings'],
      [kit.missedSearches, 'what was not found'],
      [kit.missed, 'what was missed'],
      [readership, 'the last views'],
    ] as const)
      await counts?.flush().catch((error) => kit.log.error({ err: error }, `${what} could not be written`))
    await Promise.race([schedule.stop(), wait(secondsForJobs * 1000)])
    await kit.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFault(error, config)))
    server.listen(config.PORT, config.HOST, resolve)
  })
}

function listenFault(error: NodeJS.ErrnoException, { HOST, PORT }: Config): Error {
  const words: Record<string, string> = {
    EADDRINUSE: `PORT: another program listens on ${HOST}:${PORT} already. Stop it, or set another PORT`,
    EACCES: `PORT: this user may not listen on ${PORT}. Set a PORT above 1023, or let a proxy listen there`,
    EADDRNOTAVAIL: `HOST: ${HOST} is not an address of this machine`,
    ENOTFOUND: `HOST: there is no host ${HOST}`,
  }
  const known = words[error.code ?? '']
  return known === undefined ? error : new ConfigFaults([known])
}

/** A system whose time zones are older than March 2024 would date every story an hour late. */
function checkTimeZone(): void {
  const { offsetInMinutes } = wall(new Date('2026-01-01T00:00:00Z'))
  if (offsetInMinutes !== 300)
    throw new Error('The time zone data of this Node.js is outdated: Asia/Almaty must be UTC+5. Update Node.js.')
}
