import { readFile } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { inject } from 'vitest'
import { type Database, openServer } from '../../src/platform/database.js'
import { wrapEmbedded } from '../../src/platform/embedded.js'
import { onServer, withDatabase } from './postgres-server.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's databases are created, when it runs on a PostgreSQL server. */
    testServer: { url: string; template: string } | null
    /** A file with the embedded database after all migrations. */
    testDump: string
  }
}

/**
 * A fresh copy of the migrated database: restored from the dump that `build-database.ts` made once for the whole run, or,
 * when the run is on a PostgreSQL server, created there from a template and dropped afterwards.
 */
export async function openTestDatabase(name: string): Promise<Database> {
  const server = inject('testServer')
  return server === null ? wrapEmbedded(await openDump()) : createFromTemplate(server.url, server.template, name)
}

let dumped: Blob | undefined

/** The embedded one restored, in memory or in a folder. */
export async function openDump(folder?: string): Promise<PGlite> {
  dumped ??= new Blob([await readFile(inject('testDump'))])
  return PGlite.create({ loadDataDir: dumped, extensions: { pg_trgm }, ...(folder && { dataDir: folder }) })
}

async function createFromTemplate(url: string, template: string, name: string): Promise<Database> {
  const database = `${template}_${name}`
  await onServer(url, `create database ${database} template ${template}`)
  const opened = openServer(withDatabase(url, database), 4)
  return {
    ...opened,
    close: async () => {
      await opened.close()
      await onServer(url, `drop database if exists ${database} with (force)`)
    },
  }
}
