import type { Request, Response } from 'express'
import { permanentAddress, reportReasons } from '../features/comments/comment.js'
import { findComment } from '../features/comments/comment-store.js'
import { report } from '../features/comments/report-store.js'
import { voterOf } from '../features/spam/origin.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { oneLine, type SafeHtml } from '../text/safe-html.js'
import { NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { commentShell, visibleArticle } from './comments-page.js'
import type { Shell } from './shell.js'

export interface CommentReportPage {
  shell: Shell
  action: string
  back: string
  name: string
  body: SafeHtml
  reasons: { value: string; words: string; isChosen: boolean }[]
  words: string
  fault: string | null
  isDone: boolean
}

declare module '../web/views.js' {
  interface Views {
    'site/comment-report': CommentReportPage
  }
}

/** Why a reader thinks that a comment should not stand there. */
export async function reportPage(kit: Kit, req: Request, res: Response): Promise<void> {
  await show(kit, req, res, { fault: null, isDone: false, words: '', chosen: null })
}

export async function sendReport(kit: Kit, req: Request, res: Response): Promise<void> {
  const { reason, words } = (req.body ?? {}) as Record<string, unknown>
  const chosen = reportReasons.find((each) => each === reason) ?? null
  const said = typeof words === 'string' ? oneLine(words, 500) : ''
  if (chosen === null) return show(kit, req, res, { fault: 'reportFault', isDone: false, words: said, chosen })
  const { voter } = await voterOf(kit, req.ip ?? '', req.get('user-agent') ?? '')
  // Whether it was reported before is nobody's business: the answer is the same.
  await report(kit.db, {
    commentId: Number(req.params.id),
    reporter: voter,
    reason: chosen,
    words: said,
    now: kit.clock.now(),
  })
  await show(kit, req, res, { fault: null, isDone: true, words: '', chosen })
}

async function show(
  kit: Kit,
  req: Request,
  res: Response,
  state: { fault: 'reportFault' | null; isDone: boolean; words: string; chosen: string | null },
): Promise<void> {
  const comment = await findComment(kit.db, Number(req.params.id))
  if (!comment || (comment.state !== 'shown' && !state.isDone)) throw new NotFound('no such comment')
  const article = await visibleArticle(kit, comment.articleId)
  const texts = say(article.language).comments
  render(
    res,
    article.language,
    'site/comment-report',
    {
      shell: await commentShell(kit, req, article, texts.reportHeading),
      action: `/comment/${comment.id}/report`,
      back: permanentAddress(article.language, article.id, comment.id),
      name: comment.name,
      body: comment.body,
      reasons: reportReasons.map((value) => ({
        value,
        words: texts.reportReasons[value],
        isChosen: value === state.chosen,
      })),
      words: state.words,
      fault: state.fault && texts[state.fault],
      isDone: state.isDone,
    },
    { status: state.fault === null ? 200 : 422 },
  )
}
