import type { Kit } from '../../platform/kit.js'
import { removeUnusedPictures } from './board-picture-store.js'
import { boardTags, dayInMilliseconds, daysKept } from './notice.js'
import { endNotices, forgetNotices } from './notice-store.js'

/** Where a notice came from is of use while others like it may follow, and no longer. */
const daysOfOrigin = 62

/** Notices whose time is over leave the board; their owner reads it on the managing page. */
export async function endDueNotices(kit: Kit): Promise<void> {
  const ended = await endNotices(kit.db, kit.clock.now())
  if (ended.length > 0) await kit.changes.announce([boardTags.board, ...ended.map(boardTags.notice)])
}

/** What left the board long ago is deleted, and pictures that stand nowhere any more are taken out. */
export async function forgetGoneNotices(kit: Kit): Promise<void> {
  const before = (days: number) => new Date(kit.clock.now().getTime() - days * dayInMilliseconds)
  await forgetNotices(kit.db, { gone: before(daysKept), origins: before(daysOfOrigin) })
  // A form with a fault, sent again the same day, still finds its pictures.
  await removeUnusedPictures(kit.db, before(1), kit.clock.now())
}
