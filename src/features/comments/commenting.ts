import { transaction } from '../../platform/database.js'
import type { Kit } from '../../platform/kit.js'
import type { Article } from '../articles/article.js'
import { doubtful, type Judgement, judge, likenessOf, type Sending } from '../spam/judging.js'
import type { Origin } from '../spam/origin.js'
import { isNetworkBanned } from '../spam/origin-store.js'
import { type CommentState, commentsTag, minutesToEdit } from './comment.js'
import { commentHtml } from './comment-html.js'
import { type CommentSettings, modeOf } from './comment-settings.js'
import { addComment, countAlike, editComment, type StoredComment, sentJustNow } from './comment-store.js'
import { addWriter, seeWriter, type Writer } from './writer-store.js'

export interface Written {
  article: Pick<Article, 'id' | 'language' | 'talk'>
  /** What it answers: a shown comment below the same story. */
  answered: StoredComment | null
  name: string
  text: string
  contact: { kind: 'email' | 'phone'; value: string } | null
  writer: Writer | undefined
  origin: Origin
  sending: Sending
}

export interface Sent {
  id: number
  writer: Writer
  /** For the writer's cookie, where they are new. */
  token: string | null
  state: CommentState
}

/** Takes a checked comment in: judges it, gives it its state by the site's rules, and tells whoever shows the conversation. */
export async function comment(kit: Kit, settings: CommentSettings, written: Written): Promise<Sent> {
  const { db } = kit
  const { article, answered, name, text, origin } = written
  const now = kit.clock.now()
  const found = await lookAt(kit, written.text, name, written.sending, origin, 0)
  const sent = await transaction(db, async (db) => {
    const known = isSame(written) ? written.writer : undefined
    const made = known
      ? { writer: known, token: null }
      : await addWriter(db, {
          name,
          contactKind: written.contact?.kind ?? null,
          contact: written.contact?.value ?? null,
          now,
        })
    const { writer, token } = made
    const minuteAgo = new Date(now.getTime() - 60_000)
    const twice =
      known && (await sentJustNow(db, { articleId: article.id, writerId: known.id, text, since: minuteAgo }))
    if (known) await seeWriter(db, known.id, name, now)
    const state = stateOf(settings, modeOf(settings, article.talk), writer, found)
    const id =
      twice ??
      (await addComment(db, {
        articleId: article.id,
        parentId: answered?.id ?? null,
        writerId: writer.id,
        name,
        text,
        body: commentHtml(text),
        state,
        risk: found.risk,
        reasons: found.reasons,
        likeness: likenessOf(text),
        origin,
        now,
      }))
    return { id, writer, token, state }
  })
  if (sent.state === 'shown') await kit.changes.announce([commentsTag(article.id)])
  return sent
}

export interface Rewritten extends Pick<Written, 'text' | 'sending' | 'origin'> {
  article: Pick<Article, 'talk'>
  writer: Writer
}

/**
 * A writer's own change within the first minutes. Settled like a new comment: what was released was the words before. `late` when
 * the time is over.
 */
export async function edit(
  kit: Kit,
  settings: CommentSettings,
  comment: StoredComment,
  { article, writer, text, sending, origin }: Rewritten,
): Promise<'edited' | 'late' | 'decided'> {
  const now = kit.clock.now()
  if (!isEditable(comment, now)) return 'late'
  const found = await lookAt(kit, text, comment.name, sending, origin, comment.id)
  const state =
    comment.state === 'shown'
      ? settledState(settings, modeOf(settings, article.talk), writer, found.risk)
      : comment.state
  const isDone = await editComment(kit.db, {
    id: comment.id,
    version: comment.version,
    text,
    body: commentHtml(text),
    state,
    risk: found.risk,
    reasons: found.reasons,
    likeness: likenessOf(text),
    now,
  })
  if (!isDone) return 'decided'
  if (comment.state === 'shown') await kit.changes.announce([commentsTag(comment.articleId)])
  return 'edited'
}

export function isEditable({ state, writtenAt }: StoredComment, now: Date): boolean {
  return state !== 'hidden' && now.getTime() < writtenAt.getTime() + minutesToEdit * 60_000
}

async function lookAt(
  kit: Kit,
  text: string,
  name: string,
  sending: Sending,
  origin: Origin,
  id: number,
): Promise<Judgement> {
  const dayAgo = new Date(kit.clock.now().getTime() - 86_400_000)
  const likeness = likenessOf(text)
  const [alike, isBanned] = await Promise.all([
    likeness === '' ? 0 : countAlike(kit.db, likeness, dayAgo, id),
    isNetworkBanned(kit.db, origin.network, kit.clock.now()),
  ])
  return judge(kit, { text, name, ...sending, alike, isNetworkBanned: isBanned })
}

/** A cookie's writer who shows another contact is another writer. */
function isSame({ writer, contact }: Written): boolean {
  return (
    writer !== undefined &&
    writer.contactKind === (contact?.kind ?? null) &&
    writer.contact === (contact?.value ?? null)
  )
}

function stateOf(settings: CommentSettings, mode: string, writer: Writer, { risk }: Judgement): CommentState {
  if (settings.identity !== 'name' && writer.confirmedAt === null) return 'unconfirmed'
  return settledState(settings, mode, writer, risk)
}

/** Where a comment stands once it is known who wrote it. */
export function settledState(
  settings: Pick<CommentSettings, 'trustedAfter'>,
  mode: string,
  writer: Pick<Writer, 'released' | 'refused'>,
  risk: number,
): 'waiting' | 'shown' {
  if (risk >= doubtful || mode === 'before') return 'waiting'
  if (mode === 'after') return 'shown'
  const isTrusted = writer.released >= settings.trustedAfter && writer.released >= writer.refused * 10
  return isTrusted ? 'shown' : 'waiting'
}
