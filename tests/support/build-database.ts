import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { folders } from '../../src/folders.js'
import { openServer } from '../../src/platform/database.js'
import { openLite, wrapEmbedded } from '../../src/platform/embedded.js'
import { migrate } from '../../src/platform/migrate.js'
import { noteAsMigrated } from './as-migrated.js'
import { onServer, withDatabase } from './postgres-server.js'

/** Runs all migrations once for the whole run. With TEST_ON_SERVER on that server, otherwise embedded. */
export async function buildDatabase(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_ON_SERVER
  const folder = await mkdtemp(join(tmpdir(), 'locman-tests-'))
  project.provide('testFolder', folder)
  const drop = url ? await buildTemplate(project, url) : await buildDump(project, folder)
  return async () => {
    await drop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function buildDump(project: TestProject, folder: string): Promise<() => Promise<void>> {
  const lite = await openLite({ initDbStartParams: ['--wal-segsize=1'] })
  const { db, close } = wrapEmbedded(lite)
  await migrate(db, folders.migrations)
  await noteAsMigrated(lite)
  // Nobody creates a database here, and unpacking the templates is half of opening a copy.
  await db.raw('update pg_database set datistemplate = false')
  for (const template of ['template0', 'template1']) await db.raw(`drop database ${template}`)
  const dump = join(folder, 'database.tar')
  await writeFile(dump, new Uint8Array(await (await lite.dumpDataDir('none')).arrayBuffer()))
  await close()
  project.provide('testServer', null)
  project.provide('testDump', dump)
  return async () => {}
}

async function buildTemplate(project: TestProject, url: string): Promise<() => Promise<void>> {
  const template = `locman_test_${randomBytes(4).toString('hex')}`
  await onServer(url, `create database ${template}`)
  const { db, close } = openServer(withDatabase(url, template), 2)
  await migrate(db, folders.migrations)
  await close()
  project.provide('testServer', { url, template })
  project.provide('testDump', '')
  return () => onServer(url, `drop database if exists ${template} with (force)`)
}
