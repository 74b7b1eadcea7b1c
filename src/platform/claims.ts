import type { Clock } from './clock.js'
import { type Db, run } from './database.js'

/** True for exactly one of all instances that ask for the same tick of the same job. */
export async function claim(db: Db, job: string, tick: Date): Promise<boolean> {
  return (
    (await run(db, 'insert into claims (job, tick) values (:job, :tick) on conflict do nothing', { job, tick })) === 1
  )
}

export async function forgetOldClaims(db: Db, clock: Clock): Promise<void> {
  const before = new Date(clock.now().getTime() - 24 * 3600 * 1000)
  await run(db, 'delete from claims where tick < :before', { before })
}
