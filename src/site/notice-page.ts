import type { Request, Response } from 'express'
import { cacheTags } from '../features/articles/cache-tags.js'
import { boardTags, isOnBoard, type Notice, noticeAddress } from '../features/board/notice.js'
import { findNotice } from '../features/board/notice-store.js'
import { dayWords, type Moment, moment, wall } from '../language/dates.js'
import { type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { publicNumber } from '../text/bin.js'
import { excerpt } from '../text/excerpt.js'
import type { SafeHtml } from '../text/safe-html.js'
import { cacheable } from '../web/cacheable.js'
import { Gone, NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import type { Link } from './cards.js'
import { priceWords } from './notice-card.js'
import { type PictureView, pictureView } from './picture-view.js'
import { type Shell, shell } from './shell.js'
import { type Sidebar, sidebar } from './sidebar.js'

export interface NoticePage {
  shell: Shell
  title: string
  body: SafeHtml
  category: Link
  town: Link
  price: string
  isBusiness: boolean
  firm: string
  /** Null for none, and for a person's own number. */
  bin: string | null
  isHighlighted: boolean
  isSample: boolean
  raised: Moment
  until: string
  pictures: PictureView[]
  /** A page of its own, so that nobody takes a thousand numbers from lists. */
  phoneHref: string
  complaintHref: string
  side: Sidebar
}

declare module '../web/views.js' {
  interface Views {
    'site/notice': NoticePage
  }
}

/** `/ads/12-prodam-seno` */
export async function noticePage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const now = kit.clock.now()
  const notice = await visibleNotice(kit, language, Number.parseInt(String(req.params.notice), 10))
  const path = noticeAddress(notice)
  if (notice.language !== language || req.path !== `/ads/${notice.id}-${notice.slug}`) return res.redirect(301, path)
  const filter = (query: Record<string, string>) =>
    `${localAddress(language, '/ads')}?${new URLSearchParams(query).toString()}`
  const [frame, side] = await Promise.all([
    noticeShell(kit, req, notice, notice.title, {}),
    sidebar(kit, language, { withFresh: true }),
  ])
  cacheable(res, {
    tags: [boardTags.notice(notice.id), boardTags.board, cacheTags.filing, cacheTags.pages],
    seconds: 120,
  })
  const { pictures, title } = notice
  render(res, language, 'site/notice', {
    shell: frame,
    title,
    body: notice.body,
    category: { href: filter({ category: notice.category.slug }), name: notice.category.name },
    town: { href: filter({ town: notice.town.slug }), name: notice.town.name },
    price: priceWords(language, notice.price),
    isBusiness: notice.isBusiness,
    firm: notice.firm,
    bin: publicNumber(notice.bin),
    isHighlighted: (notice.highlightedUntil ?? now) > now,
    isSample: notice.isSample,
    raised: moment(language, notice.raisedAt),
    until: say(language).board.until(dayWords(language, wall(notice.endsAt))),
    pictures: pictures.map((picture, at) =>
      pictureView(
        { ...picture, alt: say(language).board.photo(at + 1, pictures.length, title) },
        frame.display,
        language,
      ),
    ),
    phoneHref: localAddress(language, `/ad/${notice.id}/phone`),
    complaintHref: localAddress(language, `/ad/${notice.id}/complaint`),
    side,
  })
}

/** A notice on the board. One that left it is gone; one that waits or never stood there does not exist. */
export async function visibleNotice(kit: Kit, language: Language, id: number): Promise<Notice> {
  const notice = Number.isSafeInteger(id) && id > 0 ? await findNotice(kit.db, id) : undefined
  if (!notice || notice.releasedAt === null || notice.state === 'waiting') throw new NotFound('no such notice')
  if (!isOnBoard(notice, kit.clock.now())) throw new Gone('', say(language).board.ended)
  return notice
}

/** Around every page about one notice; only its own page is for search engines, and only until its end. */
export function noticeShell(
  kit: Kit,
  req: Request,
  notice: Notice,
  title: string,
  { isApart = false }: { isApart?: boolean },
): Promise<Shell> {
  const { language } = notice
  return shell(kit, req, {
    language,
    title,
    description: excerpt(notice.text, 200),
    path: noticeAddress(notice),
    otherwise: localAddress(otherLanguage(language), '/ads'),
    noindex: isApart || notice.isSample,
    isNotNews: true,
    unavailableAfter: notice.endsAt,
    styles: ['say.css', 'board.css'],
    scripts: ['board.js'],
  })
}
