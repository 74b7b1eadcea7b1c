import { join, resolve } from 'node:path'
import { type Config, gatewaysOf, ratesOf, weatherOf } from './config.js'
import { gatewayMessenger } from './features/messages/messengers.js'
import { localChanges, sharedChanges } from './platform/changes.js'
import { systemClock } from './platform/clock.js'
import { type Database, openServer } from './platform/database.js'
import type { Kit } from './platform/kit.js'
import { type Log, openLog } from './platform/log.js'
import { openMemory } from './platform/memory.js'
import { openOutside } from './platform/outside.js'

export interface OpenKit extends Kit {
  close(): Promise<void>
}

export class DatabaseAway extends Error {
  override name = 'DatabaseAway'
}

/** Opens the outside world that the configuration names. The server and the operator's commands both begin here. */
export async function openKit(config: Config, log: Log = logOf(config)): Promise<OpenKit> {
  const folder = resolve(config.DATA_FOLDER)
  const database = config.DATABASE_URL ? openServer(config.DATABASE_URL, config.DATABASE_POOL) : await openOwn(folder)
  const changes = config.DATABASE_URL
    ? await sharedChanges(database.db, config.DATABASE_URL, log).catch((error: Error) => {
        throw new DatabaseAway(`The PostgreSQL at DATABASE_URL does not let us in: ${error.message}`)
      })
    : localChanges()
  const outside = openOutside({ userAgent: config.USER_AGENT, privateHosts: config.PRIVATE_HOSTS })
  return {
    db: database.db,
    database,
    clock: systemClock,
    log,
    changes,
    memory: openMemory(changes),
    outside,
    messenger: gatewayMessenger({ outside, log }, gatewaysOf(config)),
    weather: weatherOf(config),
    rates: ratesOf(config),
    origin: config.SITE_ADDRESS,
    mediaFolder: join(folder, 'media'),
    close: async () => {
      await changes.close()
      await database.close()
    },
  }
}

export function logOf(config: Config): Log {
  return openLog({ level: config.LOG_LEVEL, pretty: process.stdout.isTTY === true })
}

/** A portal on a server never loads the twenty megabytes of a database of its own. */
async function openOwn(folder: string): Promise<Database> {
  const { openEmbedded } = await import('./platform/embedded.js')
  return openEmbedded(folder)
}
