import { mkdir } from 'node:fs/promises'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import knexPackage, { type Knex } from 'knex'
import PGliteDialect from 'knex-pglite'
import type { Database } from './database.js'
import { FolderRefused, holdFolder } from './folder-lock.js'

/** The PostgreSQL that comes with the program, in `folder`, for one process at a time. Throws `FolderRefused` otherwise. */
export async function openEmbedded(folder: string): Promise<Database> {
  const release = await takeFolder(folder)
  const lite = await openLite({ dataDir: `${folder}/postgres` })
  const { db } = wrapEmbedded(lite)
  return {
    db,
    kind: 'embedded',
    close: async () => {
      await db.destroy()
      await release()
    },
  }
}

async function takeFolder(folder: string): Promise<() => Promise<void>> {
  try {
    await mkdir(folder, { recursive: true })
    return await holdFolder(folder)
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (syscall === undefined) throw error
    throw new FolderRefused(
      `The folder ${folder} cannot be written to (${code}). Let this user write there, or set DATA_FOLDER to another folder.`,
    )
  }
}

/** With what our migrations ask for, and shared buffers of 16 MB: the usual 128 MB are zeroed at each start, which takes half of it. */
export function openLite(options: PGliteOptions): Promise<PGlite> {
  const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']
  return PGlite.create({ ...options, extensions: { pg_trgm }, startParams })
}

/** Knex over a PGlite that is already open (tests restore one from a dump). */
export function wrapEmbedded(lite: PGlite): Database {
  const db = knexPackage({
    client: PGliteDialect as unknown as typeof Knex.Client,
    // The dialect takes a running instance only through this function; Knex has no type for it.
    connection: (() => ({ pglite: lite })) as unknown as Knex.PgConnectionConfig,
    acquireConnectionTimeout: 20_000,
    // A message goes into the log, and values do not.
    compileSqlOnError: false,
  })
  return { db, kind: 'embedded', close: () => db.destroy() }
}
