import { type Db, run } from './database.js'

/** In a transaction: until its end nobody else holds this name, on whatever instance; others wait. For what has no row yet to hold. */
export async function holdName(db: Db, name: string): Promise<void> {
  await run(db, 'select pg_advisory_xact_lock(hashtext(:name))', { name })
}
