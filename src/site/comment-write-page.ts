import type { Request, Response } from 'express'
import type { Article } from '../features/articles/article.js'
import { articleAddress } from '../features/articles/article.js'
import { quoted } from '../features/comments/comment-html.js'
import { type CommentSettings, commentSettingsOf, whyClosed } from '../features/comments/comment-settings.js'
import { findComment, type StoredComment } from '../features/comments/comment-store.js'
import { comment } from '../features/comments/commenting.js'
import { isContactBanned, writerOfToken } from '../features/comments/writer-store.js'
import type { FloodGate } from '../features/spam/flood-gate.js'
import { personStamp, puzzles, readStamp, useStamp, workBits } from '../features/spam/form-stamp.js'
import { originOf } from '../features/spam/origin.js'
import { sendingOf } from '../features/spam/sending.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import type { SafeHtml } from '../text/safe-html.js'
import { render } from '../web/render.js'
import type { Link } from './cards.js'
import { askToConfirm } from './comment-confirm-page.js'
import { keepWriterToken, writerToken } from './comment-cookie.js'
import { type CommentForm, checkForm, emptyForm, readForm, stampSubject } from './comment-form.js'
import { commentShell, visibleArticle } from './comments-page.js'
import type { Shell } from './shell.js'

export interface CommentWritePage {
  shell: Shell
  heading: string
  story: Link
  answered: { name: string; body: SafeHtml } | null
  /** What is wrong with the whole of it. */
  trouble: string | null
  form: CommentForm | null
}

declare module '../web/views.js' {
  interface Views {
    'site/comment-write': CommentWritePage
  }
}

/** `/comment/new?article=42&answer=17&quote=on`: the form on a page of its own, for answers. */
export async function newCommentPage(kit: Kit, gate: FloodGate, req: Request, res: Response): Promise<void> {
  const article = await visibleArticle(kit, Number(req.query.article))
  const settings = await commentSettingsOf(kit)
  const answered = await answeredBy(kit, article, Number(req.query.answer))
  const writer = await writerOfToken(kit.db, writerToken(req))
  const text = answered && req.query.quote === 'on' ? quoted(answered.text) : ''
  await show(kit, req, res, {
    gate,
    settings,
    article,
    answered,
    typed: { name: writer?.name ?? '', contact: writer?.contact ?? '', text },
  })
}

/** Takes a form in: 303 to the writer's own page, or the form again with its faults and everything that was typed. */
export async function sendComment(kit: Kit, gate: FloodGate, req: Request, res: Response): Promise<void> {
  const article = await visibleArticle(kit, Number(req.params.id))
  const { language } = article
  const settings = await commentSettingsOf(kit)
  const form = readForm(req.body)
  const answered = form.answer === undefined ? null : await answeredBy(kit, article, form.answer)
  const { name, text, contact, faults } = checkForm(language, settings.identity, form)
  const again = (trouble: string | null) =>
    show(kit, req, res, { gate, settings, article, answered, typed: form, faults, trouble, status: 422 })
  if (whyClosed(settings, article.talk, article.publishedAt, kit.clock.now()) !== null) {
    return again(say(language).comments.faults.closed)
  }
  if (form.answer !== undefined && answered === null) return again(say(language).comments.faults.answerGone)
  if (Object.keys(faults).length > 0) return again(null)

  const address = req.ip ?? ''
  const now = kit.clock.now()
  const [writer, origin] = await Promise.all([writerOfToken(kit.db, writerToken(req)), originOf(kit, address)])
  const isBanned =
    (writer?.bannedUntil ?? now) > now ||
    (contact !== null && (await isContactBanned(kit.db, contact.kind, contact.value, now)))
  if (isBanned) return again(say(language).comments.faults.banned)

  const stamp = await readStamp(kit, stampSubject(article.id), form.stamp, form.proof)
  const sending = sendingOf(stamp, form.website, await gate.isBusy(address), now)
  const sent = await comment(kit, settings, { article, answered, name, text, contact, writer, origin, sending })
  if (stamp?.kind === 'person') useStamp(form.stamp)
  if (sent.token !== null) keepWriterToken(kit, res, sent.token)
  if (sent.state === 'unconfirmed') {
    await askToConfirm(kit, article, sent.writer)
    if (sent.writer.contactKind === 'phone') return res.redirect(303, `/comment/code/${article.id}`)
  }
  res.redirect(303, `/comment/mine/${article.id}?sent=${sent.id}`)
}

/** A stamp for whoever touched the form of a cached page; asks for work where more comes in than people write. */
export async function commentTicket(kit: Kit, gate: FloodGate, req: Request, res: Response): Promise<void> {
  const bits = (await gate.isBusy(req.ip ?? '')) ? workBits : 0
  const stamp = await personStamp(kit, stampSubject(Number(req.params.id)), bits)
  res.json({ stamp, bits, puzzles })
}

interface Shown {
  gate: FloodGate
  settings: CommentSettings
  article: Article & { publishedAt: Date }
  answered: StoredComment | null
  typed: { name: string; contact: string; text: string }
  faults?: CommentForm['faults']
  trouble?: string | null
  status?: number
}

async function show(kit: Kit, req: Request, res: Response, shown: Shown): Promise<void> {
  const { settings, article, answered, typed, faults = {}, trouble = null, status = 200 } = shown
  const texts = say(article.language).comments
  const heading = answered ? texts.writeAnswer(answered.name) : texts.write
  const closed = whyClosed(settings, article.talk, article.publishedAt, kit.clock.now())
  const bits = (await shown.gate.isBusy(req.ip ?? '')) ? workBits : 0
  const stamp = await personStamp(kit, stampSubject(article.id), bits)
  const { name, contact, text } = typed
  render(
    res,
    article.language,
    'site/comment-write',
    {
      shell: await commentShell(kit, req, article, heading),
      heading,
      story: { href: `${articleAddress(article)}#comments`, name: article.title },
      answered: answered && { name: answered.name, body: answered.body },
      trouble: trouble ?? (closed === null ? null : texts.closed[closed === 'off' ? 'closed' : closed]),
      form: { ...emptyForm(settings, article, stamp), answerTo: answered?.id ?? null, name, contact, text, faults },
    },
    { status },
  )
}

/** The comment that is answered: shown, and below the same story. */
async function answeredBy(kit: Kit, article: Article, id: number): Promise<StoredComment | null> {
  if (!Number.isSafeInteger(id) || id < 1) return null
  const found = await findComment(kit.db, id)
  return found && found.articleId === article.id && found.state === 'shown' ? found : null
}
