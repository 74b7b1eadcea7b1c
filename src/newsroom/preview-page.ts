import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import type { Article } from '../features/articles/article.js'
import { asPublished } from '../features/articles/previewing.js'
import { momentWords } from '../language/dates.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { editorAddress, readableManuscript } from './editor-page.js'
import { type Frame, frame } from './frame.js'

export interface PreviewPage {
  frame: Frame
  title: string
  saved: string
  editor: string
  publishing: string
  screens: { href: string; name: string; isCurrent: boolean }[]
  screen: Screen
  /** The readers' page, for the frame and for a window of its own. */
  page: string
}

const screens = ['phone', 'desk'] as const
type Screen = (typeof screens)[number]

declare module '../web/views.js' {
  interface Views {
    'newsroom/preview': PreviewPage
  }
}
declare module 'express-serve-static-core' {
  interface Application {
    /** The readers' page of an article that is only looked at. */
    showArticle(
      kit: Kit,
      article: Article & { publishedAt: Date },
      req: Request,
      res: Response,
      isPreview: true,
    ): Promise<void>
  }
}

/** What was last saved of a story, in a frame as wide as a reader's screen. */
export async function previewPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { story, content, savedAt, savedBy } = await readableManuscript(kit, staff, Number(req.params.id))
  const { editor: texts, newsroom } = say(staff.language)
  const screen = screens.find((each) => each === req.query.screen) ?? 'phone'
  const title = content.title || texts.untitled
  const editor = editorAddress(story.id)
  render(res, staff.language, 'newsroom/preview', {
    frame: frame(req, staff, { title: `${newsroom.preview.title}: ${title}`, styles: ['preview.css'] }),
    title,
    saved: savedBy === null ? texts.foundAs : texts.savedBy(savedBy.name, momentWords(staff.language, savedAt)),
    editor,
    publishing: `${editor}/publication`,
    screens: screens.map((each) => ({
      href: `${editor}/preview?screen=${each}`,
      name: newsroom.preview.screens[each],
      isCurrent: each === screen,
    })),
    screen,
    page: `${editor}/preview/page`,
  })
}

/** The readers' own page. Our own frame may hold it, nobody else's. */
export async function previewedStory(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { story } = await readableManuscript(kit, staff, Number(req.params.id))
  const article = await asPublished(kit.db, story.id, kit.clock.now())
  if (!article) throw new NotFound('no such story')
  const policy = String(res.getHeader('Content-Security-Policy') ?? '')
  res.setHeader('Content-Security-Policy', policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"))
  await req.app.showArticle(kit, article, req, res, true)
}
