import { type Db, transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import { tokenHash } from '../../platform/secret.js'
import { doubtful, judge, likenessOf, type Sending } from '../spam/judging.js'
import type { Origin } from '../spam/origin.js'
import { isNetworkBanned } from '../spam/origin-store.js'
import type { BoardSettings } from './board-settings.js'
import { boardTags, dayInMilliseconds, isEditable, isExtendable, type Notice } from './notice.js'
import {
  addNotice,
  changeNotice,
  countAlike,
  type Judged,
  moveNotice,
  type NoticeWords,
  noticeOfSecret,
  setPictures,
} from './notice-store.js'
import { noticeTerms } from './notice-terms.js'

const daysAlike = 30
/** Of one phone, waiting or on the board, placed within `daysAlike`. */
const mostOfPhone = 5

export interface Placed {
  words: NoticeWords
  /** Title and text as they were sent: what cleaning takes away tells something. */
  raw: string
  /** Ids, the first is the one in lists. */
  pictures: readonly number[]
  /** What the secret link will hold, from the form: the same form sent twice is one notice. */
  token: string
  origin: Origin
  sending: Sending
}

/** Takes a checked notice in: on the board at once where the newsroom trusts it to, otherwise to be looked at. */
export async function placeNotice(kit: Kit, settings: BoardSettings, placed: Placed): Promise<void> {
  const now = kit.clock.now()
  const { words, pictures, token, origin, sending } = placed
  const judged = await lookAt(kit, settings, placed, origin, sending, 0)
  await transaction(kit.db, async (db) => {
    const endsAt = new Date(now.getTime() + settings.days * dayInMilliseconds)
    const id = await addNotice(db, {
      ...words,
      ...judged,
      terms: noticeTerms(words),
      secretHash: tokenHash(token),
      origin,
      endsAt,
      now,
    })
    if (id !== undefined) await setPictures(db, id, pictures)
  })
  if (judged.state === 'shown') await kit.changes.announce([boardTags.board])
}

export type Change = Omit<Placed, 'token'>

/** Changed words are looked at like new ones; a changed price alone is not. `stale` when somebody else acted meanwhile. */
export async function changeOwnNotice(
  kit: Kit,
  settings: BoardSettings,
  notice: Notice,
  change: Change,
): Promise<'done' | 'stale' | 'final'> {
  const { words, pictures, origin, sending } = change
  if (!isEditable(notice)) return 'final'
  const judged = await lookAt(kit, settings, change, origin, sending, notice.id)
  const isSame =
    notice.title === words.title &&
    notice.text === words.text &&
    notice.firm === words.firm &&
    notice.bin === words.bin &&
    notice.isBusiness === words.isBusiness &&
    notice.phone === words.phone &&
    notice.categoryId === words.categoryId &&
    notice.pictures.map(({ id }) => id).join() === pictures.join()
  // Whatever is not on the board goes there by somebody's decision alone, or a doubtful one would release itself by being edited.
  const state = notice.state !== 'shown' ? 'waiting' : isSame ? 'shown' : judged.state
  const isDone = await transaction(kit.db, async (db) => {
    const changed = await changeNotice(db, {
      ...words,
      ...judged,
      terms: noticeTerms({ ...words, language: notice.language }),
      state,
      id: notice.id,
      version: notice.version,
    })
    if (changed) await setPictures(db, notice.id, pictures)
    return changed
  })
  if (!isDone) return 'stale'
  await kit.changes.announce([boardTags.board, boardTags.notice(notice.id)])
  return 'done'
}

/** Another stretch of days from now, for one near its end or gone. It keeps its place among the others. */
export async function extendNotice(kit: Kit, settings: BoardSettings, notice: Notice): Promise<boolean> {
  const now = kit.clock.now()
  if (!isExtendable(notice, now)) return false
  const endsAt = new Date(now.getTime() + settings.days * dayInMilliseconds)
  // What did not pass the newsroom's eyes as it is now, because it was taken down before, goes there and not on the board.
  const state = notice.releasedAt === null ? 'waiting' : 'shown'
  return move(kit, notice, { state, endsAt, leftAt: null })
}

export async function closeNotice(kit: Kit, notice: Notice): Promise<boolean> {
  if (notice.state !== 'shown' && notice.state !== 'waiting') return false
  return move(kit, notice, { state: 'closed', endsAt: notice.endsAt, leftAt: kit.clock.now() })
}

async function move(
  kit: Kit,
  { id, version }: Notice,
  to: Pick<Parameters<typeof moveNotice>[1], 'state' | 'endsAt' | 'leftAt'>,
): Promise<boolean> {
  const isDone = await moveNotice(kit.db, { id, version, ...to })
  if (isDone) await kit.changes.announce([boardTags.board, boardTags.notice(id)])
  return isDone
}

/** The notice that a secret link opens. */
export function noticeOfToken(db: Db, token: string): Promise<Notice | undefined> {
  return noticeOfSecret(db, tokenHash(token))
}

async function lookAt(
  kit: Kit,
  settings: BoardSettings,
  { words: { title, text, phone }, raw }: Pick<Placed, 'words' | 'raw'>,
  origin: Origin,
  sending: Sending,
  except: number,
): Promise<Judged> {
  const now = kit.clock.now()
  const likeness = likenessOf(`${title}\n${text}`)
  const since = new Date(now.getTime() - daysAlike * dayInMilliseconds)
  const { alike, ofPhone } = await countAlike(kit.db, { likeness, phone, since, except })
  const isBanned = await isNetworkBanned(kit.db, origin.network, now)
  const { risk, reasons } = await judge(kit, {
    text: raw,
    name: '',
    ...sending,
    alike,
    usual: ['contact', 'learnt'],
    isNetworkBanned: isBanned,
  })
  const isMany = ofPhone >= mostOfPhone
  const total = Math.min(100, risk + (isMany ? doubtful : 0))
  return {
    state: settings.looksFirst || total >= doubtful ? 'waiting' : 'shown',
    risk: total,
    reasons: isMany ? [...reasons, 'phone'] : reasons,
    likeness,
  }
}
