import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { putInStartingPages } from '../../src/features/samples/sample-filing.js'
import { folders } from '../../src/folders.js'
import { type Db, openServer, run } from '../../src/platform/database.js'
import { openEmbedded } from '../../src/platform/embedded.js'
import { migrate } from '../../src/platform/migrate.js'
import { onServer, withDatabase } from '../../tests/support/postgres-server.js'
import type { DatabasePlace } from '../servers/job.js'
import { type Addresses, lookUpAddresses } from './addresses.js'
import { fill } from './fill.js'

/** A filled database of the run's own. */
export interface Scratch {
  place: DatabasePlace
  articles: number
  addresses: Addresses
}

const dropping = new Map<string, () => Promise<void>>()

/** Creates and fills a database on the server, or embedded in a temporary folder when there is none. */
export async function createScratch(server: string | undefined, articles: number): Promise<Scratch> {
  const began = performance.now()
  const place = server === undefined ? await newFolder() : await newDatabase(server)
  const database = place.kind === 'server' ? openServer(place.url, writers) : await openEmbedded(place.folder)
  try {
    await migrate(database.db, folders.migrations)
    await putInStartingPages(database.db)
    await fill(database.db, {
      articles,
      writers: place.kind === 'server' ? writers : 1,
      // Connections of the portal's own end a statement after fifteen seconds.
      unhurried: place.kind === 'server' ? (sql) => onServer(place.url, sql) : (sql) => run(database.db, sql),
    })
    const addresses = await lookUpAddresses(database.db)
    console.log(
      `filled a scratch database with ${articles} articles in ${((performance.now() - began) / 1000).toFixed(1)} s`,
    )
    return { place, articles, addresses }
  } finally {
    await database.close()
  }
}

/** For a row that puts something of its own into a database, or looks at it, while no server runs on it. */
export async function inScratch<Result>(place: DatabasePlace, work: (db: Db) => Promise<Result>): Promise<Result> {
  const database = place.kind === 'server' ? openServer(place.url, writers) : await openEmbedded(place.folder)
  try {
    return await work(database.db)
  } finally {
    await database.close()
  }
}

/** Drops every database that this run created: at its end, whatever the end is. */
export async function dropAllScratches(): Promise<void> {
  for (const [name, drop] of dropping) {
    await drop()
    dropping.delete(name)
  }
}

/** More do not help: the server's processors are shared with this process. */
const writers = 2

async function newDatabase(server: string): Promise<DatabasePlace> {
  const name = `locman_bench_${randomBytes(4).toString('hex')}`
  dropping.set(name, () => onServer(server, `drop database if exists ${name} with (force)`))
  await onServer(server, `create database ${name}`)
  return { kind: 'server', url: withDatabase(server, name) }
}

async function newFolder(): Promise<DatabasePlace> {
  const folder = await mkdtemp(join(tmpdir(), 'locman-bench-'))
  dropping.set(folder, () => rm(folder, { recursive: true, force: true }))
  return { kind: 'embedded', folder }
}
