import { randomInt } from 'node:crypto'
import { transaction } from '../../platform/database.js'
import { holdName } from '../../platform/hold-name.js'
import type { Kit } from '../../platform/kit.js'
import { randomToken, tokenHash } from '../../platform/secret.js'
import type { Message } from '../messages/message.js'
import { logMessenger } from '../messages/messengers.js'
import { commentsTag } from './comment.js'
import type { CommentSettings } from './comment-settings.js'
import { settledState } from './commenting.js'
import {
  addConfirmation,
  type Confirmation,
  countSent,
  openConfirmation,
  settleComment,
  takeConfirmation,
  tryConfirmation,
  unconfirmedOf,
} from './confirmation-store.js'
import { confirmWriter, findWriter, type Writer } from './writer-store.js'

const minute = 60_000
const lifeOfLink = 24 * 60 * minute
const lifeOfCode = 10 * minute
const mostTries = 5
/** To one contact: messages cost money, and a stranger's telephone is not ours to ring. */
const mostADay = 5

/** What the writer is told, made by whoever speaks their language. */
export interface ConfirmationWords {
  /** `address` for e-mail is the link, for a phone the code. */
  message(secret: string): Pick<Message, 'subject' | 'text'>
}

/** Sends a link or a code; `too-often` when that would be one too many, `not-sent` when the gateway does not take it. */
export async function sendConfirmation(
  kit: Kit,
  writer: Writer,
  words: ConfirmationWords,
): Promise<'sent' | 'too-often' | 'not-sent'> {
  const { contactKind: kind, contact } = writer
  if (kind === null || contact === null) throw new Error('a writer without a contact has nothing to confirm')
  const now = kit.clock.now()
  const secret = kind === 'email' ? randomToken() : String(randomInt(1_000_000)).padStart(6, '0')
  const isCounted = await transaction(kit.db, async (db) => {
    // Asked at once, all would find room for one message to this contact.
    await holdName(db, `contact:${kind} ${contact}`)
    const dayAgo = new Date(now.getTime() - 24 * 60 * minute)
    const { count, last } = await countSent(db, { kind, contact, since: dayAgo })
    if (count >= mostADay || (last !== null && now.getTime() - last.getTime() < minute)) return false
    await addConfirmation(db, {
      writerId: writer.id,
      secretHash: kind === 'email' ? tokenHash(secret) : codeHash(writer.id, now, secret),
      now,
      endsAt: new Date(now.getTime() + (kind === 'email' ? lifeOfLink : lifeOfCode)),
    })
    return true
  })
  if (!isCounted) return 'too-often'
  try {
    const send = kit.messenger ?? logMessenger(kit)
    await send({ kind, to: contact, ...words.message(secret) })
    return 'sent'
  } catch (error) {
    kit.log.warn({ error: error instanceof Error ? error.message : String(error), kind }, 'a message could not be sent')
    return 'not-sent'
  }
}

/** By the secret of a link. Gives where the writer's comments stand; undefined for a link that is over. */
export async function confirmByLink(kit: Kit, settings: CommentSettings, token: string): Promise<number | undefined> {
  const found = await openConfirmation(kit.db, tokenHash(token), kit.clock.now())
  return found && confirm(kit, settings, found)
}

export async function isLinkOpen(kit: Kit, token: string): Promise<boolean> {
  return (await openConfirmation(kit.db, tokenHash(token), kit.clock.now())) !== undefined
}

/** By a code that the writer typed; five tries a code. */
export async function confirmByCode(
  kit: Kit,
  settings: CommentSettings,
  writer: Writer,
  code: string,
): Promise<'confirmed' | 'wrong' | 'ended'> {
  const found = await tryConfirmation(kit.db, writer.id, mostTries, kit.clock.now())
  if (!found) return 'ended'
  if (codeHash(writer.id, found.sentAt, code.replace(/\D/g, '')) !== found.secretHash) return 'wrong'
  return (await confirm(kit, settings, found)) === undefined ? 'ended' : 'confirmed'
}

async function confirm(
  kit: Kit,
  settings: CommentSettings,
  { id, writerId }: Confirmation,
): Promise<number | undefined> {
  const now = kit.clock.now()
  const settled = await transaction(kit.db, async (db) => {
    if (!(await takeConfirmation(db, id, now))) return undefined
    await confirmWriter(db, writerId, now)
    const writer = await findWriter(db, writerId)
    const waiting = await unconfirmedOf(db, writerId)
    for (const comment of waiting) {
      const mode = comment.mode ?? settings.mode
      await settleComment(db, comment.id, writer ? settledState(settings, mode, writer, comment.risk) : 'waiting')
    }
    return waiting.map(({ articleId }) => articleId)
  })
  if (settled === undefined) return undefined
  if (settled.length > 0) await kit.changes.announce([...new Set(settled)].map(commentsTag))
  return settled[0] ?? 0
}

/** A million codes are soon tried against a bare hash, so the moment and the writer go in: the database alone opens nothing in time. */
function codeHash(writerId: number, sentAt: Date, code: string): string {
  return tokenHash(`${writerId}:${sentAt.getTime()}:${code}`)
}
