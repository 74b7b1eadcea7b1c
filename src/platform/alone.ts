import { type Database, run, transaction } from './database.js'
import { holdName } from './hold-name.js'

/**
 * Does what only one process may do at a time on this database, such as migrating it: the others wait here. The lock belongs to a
 * transaction of its own, so that it goes with a process that is killed. An embedded database has one process anyway.
 */
export function alone<T>({ db, kind }: Database, work: () => Promise<T>): Promise<T> {
  if (kind === 'embedded') return work()
  return transaction(db, async (db) => {
    await run(db, 'set local statement_timeout = 0')
    await holdName(db, 'locman alone')
    return work()
  })
}
