import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Knex } from 'knex'
import type { Db } from './database.js'

/** Runs the migrations that have not run yet, oldest first, and gives their names. Call it `alone`. */
export async function migrate(db: Db, folder: string): Promise<string[]> {
  const config = { migrationSource: new SqlFiles(folder), tableName: 'migrations' }
  // Knex's own mark stays when a process is killed in the middle, and would stop every later start.
  await db.migrate.forceFreeMigrationsLock(config)
  const [, names]: [number, string[]] = await db.migrate.latest(config)
  return names
}

/** Plain .sql files as Knex migrations, so that the recorded names do not depend on .ts or .js. */
class SqlFiles implements Knex.MigrationSource<string> {
  constructor(private readonly folder: string) {}

  async getMigrations(): Promise<string[]> {
    return (await readdir(this.folder)).filter((name) => name.endsWith('.sql')).sort()
  }

  getMigrationName(name: string): string {
    return name
  }

  async getMigration(name: string): Promise<Knex.Migration> {
    const sql = await readFile(join(this.folder, name), 'utf8')
    return {
      up: async (db) => {
        // An index over a long archive takes longer than a page may.
        await db.raw('set local statement_timeout = 0')
        for (const statement of statements(sql)) await db.raw(escapeForKnex(statement))
      },
      down: () => Promise.reject(new Error('Migrations go forward only')),
    }
  }
}

/** One statement at a time, since PGlite's extended protocol takes no more. Semicolons inside $$ bodies do not count. */
function statements(sql: string): string[] {
  const withoutComments = sql.replace(/^\s*--.*$/gm, '')
  return withoutComments
    .split(/(\$\$[\s\S]*?\$\$)/)
    .reduce<string[]>(
      (found, piece) => {
        const last = found.length - 1
        if (piece.startsWith('$$')) {
          found[last] += piece
        } else {
          const [first = '', ...rest] = piece.split(';')
          found[last] += first
          found.push(...rest)
        }
        return found
      },
      [''],
    )
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

/** Knex reads a question mark in raw SQL as a placeholder. */
function escapeForKnex(sql: string): string {
  return sql.replaceAll('?', '\\?')
}
