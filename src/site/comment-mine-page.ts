import type { Request, Response } from 'express'
import { articleAddress } from '../features/articles/article.js'
import { permanentAddress } from '../features/comments/comment.js'
import { commentsOfWriter, type StoredComment } from '../features/comments/comment-store.js'
import { isEditable } from '../features/comments/commenting.js'
import { type Writer, writerOfToken } from '../features/comments/writer-store.js'
import { type Moment, moment } from '../language/dates.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import type { SafeHtml } from '../text/safe-html.js'
import { render } from '../web/render.js'
import type { Link } from './cards.js'
import { writerToken } from './comment-cookie.js'
import { commentShell, visibleArticle } from './comments-page.js'
import type { Shell } from './shell.js'

export interface CommentMinePage {
  shell: Shell
  story: Link
  /** What became of what was just sent. */
  notice: string | null
  mine: {
    id: number
    body: SafeHtml
    written: Moment
    state: string
    permanent: string | null
    edit: string | null
    confirm: string | null
  }[]
}

declare module '../web/views.js' {
  interface Views {
    'site/comment-mine': CommentMinePage
  }
}

/** `/comment/mine/42?sent=17`: what this browser's writer said below a story, also what nobody else sees yet. */
export async function myComments(kit: Kit, req: Request, res: Response): Promise<void> {
  const article = await visibleArticle(kit, Number(req.params.id))
  const texts = say(article.language).comments
  const writer = await writerOfToken(kit.db, writerToken(req))
  const mine = writer ? await commentsOfWriter(kit.db, writer.id, article.id) : []
  const now = kit.clock.now()
  render(res, article.language, 'site/comment-mine', {
    shell: await commentShell(kit, req, article, texts.mineHeading),
    story: { href: `${articleAddress(article)}#comments`, name: article.title },
    notice: noticeOf(article.language, req, mine, writer),
    mine: mine.map((each) => ({
      id: each.id,
      body: each.body,
      written: moment(article.language, each.writtenAt),
      state: texts.stateWords[each.state],
      permanent: each.state === 'shown' ? permanentAddress(article.language, article.id, each.id) : null,
      edit: isEditable(each, now) ? `/comment/${each.id}/edit` : null,
      confirm: each.state === 'unconfirmed' && writer?.contactKind === 'phone' ? `/comment/code/${article.id}` : null,
    })),
  })
}

function noticeOf(
  language: 'ru' | 'kk',
  req: Request,
  mine: StoredComment[],
  writer: Writer | undefined,
): string | null {
  const texts = say(language).comments.sent
  const of = (name: unknown) => mine.find(({ id }) => String(id) === name)
  const edited = of(req.query.edited)
  if (edited) return edited.state === 'waiting' ? texts.waiting : texts.edited
  const sent = of(req.query.sent)
  if (!sent) return null
  if (sent.state === 'unconfirmed')
    return writer?.contactKind === 'phone' ? texts.unconfirmedPhone : texts.unconfirmedEmail
  return texts[sent.state]
}
