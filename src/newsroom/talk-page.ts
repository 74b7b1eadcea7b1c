import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { articleAddress, talkModes } from '../features/articles/article.js'
import { findArticle } from '../features/articles/article-store.js'
import { ruleTalk } from '../features/comments/moderation.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

export interface TalkPage {
  frame: Frame
  story: { href: string; name: string }
  action: string
  modes: { value: string; words: string; isChosen: boolean }[]
  isClosed: boolean
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/talk': TalkPage
  }
}

/** The rules of one story's conversation. */
export async function talkPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const article = await findArticle(kit.db, Number(req.params.id), kit.clock.now())
  if (!article) throw new NotFound('no such article')
  const texts = say(staff.language).newsroom.moderation
  const { mode, closedAt } = article.talk
  render(res, staff.language, 'newsroom/talk', {
    frame: frame(req, staff, { title: texts.talk }),
    story: { href: articleAddress(article), name: article.title },
    action: `/newsroom/comments/stories/${article.id}`,
    modes: (['site', ...talkModes] as const).map((value) => ({
      value,
      words: texts.talkModes[value],
      isChosen: value === (mode ?? 'site'),
    })),
    isClosed: closedAt !== null,
  })
}

export async function saveTalk(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const id = Number(req.params.id)
  if (!(await findArticle(kit.db, id, kit.clock.now()))) throw new NotFound('no such article')
  const { mode, closed } = (req.body ?? {}) as Record<string, unknown>
  await ruleTalk(kit, staff, id, talkModes.find((each) => each === mode) ?? null, closed === 'on')
  leaveNotice(req, { words: say(staff.language).newsroom.moderation.talkSaved })
  await leadTo(req, res, `/newsroom/comments/stories/${id}`)
}
