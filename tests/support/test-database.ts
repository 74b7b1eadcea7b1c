import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { PGlite, PGliteOptions } from '@electric-sql/pglite'
import { inject } from 'vitest'
import { type Database, openServer } from '../../src/platform/database.js'
import { openLite, wrapEmbedded } from '../../src/platform/embedded.js'
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
