import type { Request, Response } from 'express'
import { z } from 'zod'
import type { Staff } from '../features/accounts/staff.js'
import { askForLock, findLock, leaveLock, takeLock } from '../features/articles/lock-store.js'
import { mayWrite } from '../features/articles/saving.js'
import { clockWords } from '../language/dates.js'
import type { Kit } from '../platform/kit.js'
import { BadRequest } from '../web/errors.js'
import { readableManuscript } from './editor-page.js'

const wish = z.object({
  tab: z.string().regex(/^[\w-]{1,60}$/),
  /** hold: I am writing, if the place is free. look: I only read. */
  wish: z.enum(['hold', 'look', 'ask', 'take', 'leave']),
})

/** A tab tells that it is here and hears who writes the story; asked for every fifteen seconds. */
export async function keepPlace(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const read = wish.safeParse(req.body)
  if (!read.success) throw new BadRequest('no such wish')
  const { articleId, story, version, publishAt } = await readableManuscript(kit, staff, Number(req.params.id))
  const now = kit.clock.now()
  const place = { articleId, accountId: staff.id, tab: read.data.tab, now }
  const deed = read.data.wish
  if (deed === 'leave') await leaveLock(kit.db, place)
  else if (deed === 'ask') await askForLock(kit.db, articleId, staff.id, now)
  else if (deed !== 'look' && mayWrite(staff, story, publishAt)) await takeLock(kit.db, place, deed === 'take')
  const lock = await findLock(kit.db, articleId, now)
  res.json({
    version,
    lock: lock
      ? {
          isMine: lock.accountId === staff.id && lock.tab === read.data.tab,
          isOwn: lock.accountId === staff.id,
          who: lock.name,
          since: clockWords(lock.takenAt),
          seen: clockWords(lock.seenAt),
          asked: lock.asked?.name ?? null,
        }
      : null,
  })
}
