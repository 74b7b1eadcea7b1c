import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { PGlite, PGliteOptions } from '@electric-sql/pglite'
import { inject } from 'vitest'
import { type Database, openServer } from '../../src/platform/database.js'
import { openLite, wrapEmbedded } from '../../src/platform/embedded.js'
import { renew } from './as-migrated.js'
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
 * A fresh copy of the migrated database: restored from the dump that `build-database.ts` made once for the whole run, or made as good as
 * new after another test; when the run is on a PostgreSQL server, created there from a template and dropped afterwards.
 */
export async function openTestDatabase(name: string): Promise<Database> {
  const server = inject('testServer')
  return server === null ? openCopy() : createFromTemplate(server.url, server.template, name)
}

/** Copies that nobody uses any more, as good as new. */
const idle: PGlite[] = []

async function openCopy(): Promise<Database> {
  const lite = idle.pop() ?? (await openDump())
  const { db, kind, close } = wrapEmbedded(lite)
  const closeForGood = lite.close
  // Knex closes what it was given, and the next test would have nothing.
  lite.close = async () => {}
  const giveBack = async () => {
    await close()
    lite.close = closeForGood
    if (await renew(lite)) idle.push(lite)
    else await lite.close()
  }
  let closing: Promise<void> | undefined
  return { db, kind, close: () => (closing ??= giveBack()) }
}

/** The embedded one restored, in memory or in a folder. */
export async function openDump(folder?: string): Promise<PGlite> {
  shared ??= readShared()
  return openLite({ ...(await shared), ...(folder && { dataDir: folder }) })
}

/** Node has it, and its types do not tell. */
const { WebAssembly: wasm } = globalThis as unknown as {
  WebAssembly: { compile(program: Uint8Array): Promise<WebAssembly.Module> }
}

/** What all databases of a process are made of: read once, and the program of PostgreSQL compiled once. */
let shared: Promise<DumpOptions> | undefined
type DumpOptions = Required<Pick<PGliteOptions, 'loadDataDir' | 'fsBundle' | 'pgliteWasmModule'>>
async function readShared(): Promise<DumpOptions> {
  const { resolve } = createRequire(import.meta.url)
  const [dump, files, program] = await Promise.all([
    readFile(inject('testDump')),
    readFile(resolve('@electric-sql/pglite/pglite.data')),
    readFile(resolve('@electric-sql/pglite/pglite.wasm')),
  ])
  return {
    loadDataDir: new Blob([dump]),
    fsBundle: new Blob([files]),
    pgliteWasmModule: await wasm.compile(program),
  }
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
