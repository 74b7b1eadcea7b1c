import type { Request, Response } from 'express'
import { permanentAddress } from '../features/comments/comment.js'
import { findComment } from '../features/comments/comment-store.js'
import { vote } from '../features/comments/vote-store.js'
import { voterOf } from '../features/spam/origin.js'
import type { Kit } from '../platform/kit.js'
import { BadRequest, NotFound } from '../web/errors.js'

/**
 * A voice for or against. To the page's script the new sums; to a browser without it the way back to the comment. The kept pages
 * show the new sums when they are next made: a vote must not cost a page.
 */
export async function voteNow(kit: Kit, req: Request, res: Response): Promise<void> {
  const { vote: wish } = (req.body ?? {}) as Record<string, unknown>
  if (wish !== 'up' && wish !== 'down') throw new BadRequest('no such vote')
  const commentId = Number(req.params.id)
  const { voter, network } = await voterOf(kit, req.ip ?? '', req.get('user-agent') ?? '')
  const counted = await vote(kit.db, { commentId, voter, network, isUp: wish === 'up', now: kit.clock.now() })
  if (!counted) throw new NotFound('no such comment')
  if (req.get('accept') === 'application/json') {
    res.json({ ups: counted.ups, downs: counted.downs })
    return
  }
  const comment = await findComment(kit.db, commentId)
  if (!comment) throw new NotFound('no such comment')
  res.redirect(303, permanentAddress(comment.language, comment.articleId, commentId))
}
