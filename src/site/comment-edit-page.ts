import type { Request, Response } from 'express'
import { commentSettingsOf } from '../features/comments/comment-settings.js'
import { findComment, type StoredComment } from '../features/comments/comment-store.js'
import { edit, isEditable } from '../features/comments/commenting.js'
import { type Writer, writerOfToken } from '../features/comments/writer-store.js'
import type { FloodGate } from '../features/spam/flood-gate.js'
import { originOf } from '../features/spam/origin.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { typedText } from '../text/typed-text.js'
import { Forbidden, NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { writerToken } from './comment-cookie.js'
import { readForm, textFaultOf } from './comment-form.js'
import { commentShell, visibleArticle } from './comments-page.js'
import type { Shell } from './shell.js'

export interface CommentEditPage {
  shell: Shell
  action: string
  back: string
  text: string
  fault: string | null
  /** False when the time is over: what was typed is shown to be copied. */
  isOpen: boolean
}

declare module '../web/views.js' {
  interface Views {
    'site/comment-edit': CommentEditPage
  }
}

export async function editPage(kit: Kit, _gate: FloodGate, req: Request, res: Response): Promise<void> {
  const { comment } = await ownComment(kit, req)
  const isOpen = isEditable(comment, kit.clock.now())
  const fault = isOpen ? null : say(comment.language).comments.late
  await show(kit, req, res, comment, { text: comment.text, fault, isOpen }, isOpen ? 200 : 422)
}

export async function saveEdit(kit: Kit, gate: FloodGate, req: Request, res: Response): Promise<void> {
  const { comment, writer } = await ownComment(kit, req)
  const typed = readForm(req.body).text
  const text = typedText(typed)
  const fault = textFaultOf(comment.language, text)
  if (fault !== null) return show(kit, req, res, comment, { text: typed, fault, isOpen: true }, 422)
  const address = req.ip ?? ''
  const sending = {
    isBaited: false,
    isStampWrong: false,
    isHasty: false,
    isUnproven: true,
    isBusy: await gate.isBusy(address),
  }
  const [settings, article, origin] = await Promise.all([
    commentSettingsOf(kit),
    visibleArticle(kit, comment.articleId),
    originOf(kit, address),
  ])
  const done = await edit(kit, settings, comment, { article, writer, text, sending, origin })
  if (done === 'edited') return res.redirect(303, `/comment/mine/${comment.articleId}?edited=${comment.id}`)
  await show(kit, req, res, comment, { text: typed, fault: say(comment.language).comments[done], isOpen: false }, 422)
}

/** Only of the browser it was written in. */
async function ownComment(kit: Kit, req: Request): Promise<{ comment: StoredComment; writer: Writer }> {
  const [comment, writer] = await Promise.all([
    findComment(kit.db, Number(req.params.id)),
    writerOfToken(kit.db, writerToken(req)),
  ])
  if (!comment) throw new NotFound('no such comment')
  if (!writer || comment.writerId !== writer.id) throw new Forbidden('not of this writer')
  return { comment, writer }
}

async function show(
  kit: Kit,
  req: Request,
  res: Response,
  comment: StoredComment,
  page: Pick<CommentEditPage, 'text' | 'fault' | 'isOpen'>,
  status: number,
): Promise<void> {
  const { language } = comment
  const article = await visibleArticle(kit, comment.articleId)
  render(
    res,
    language,
    'site/comment-edit',
    {
      shell: await commentShell(kit, req, article, say(language).comments.editHeading),
      action: `/comment/${comment.id}/edit`,
      back: `/comment/mine/${comment.articleId}`,
      ...page,
    },
    { status },
  )
}
