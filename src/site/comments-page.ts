import type { Request, Response } from 'express'
import { type Article, articleAddress, isVisible } from '../features/articles/article.js'
import { findArticle } from '../features/articles/article-store.js'
import { cacheTags } from '../features/articles/cache-tags.js'
import { conversationAddress } from '../features/comments/comment.js'
import { type CommentOrder, commentOrders, commentPage } from '../features/comments/comment-lists.js'
import { commentSettingsOf } from '../features/comments/comment-settings.js'
import { filingAddress } from '../features/filing/filed-under.js'
import { type Language, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { cacheable } from '../web/cacheable.js'
import { Gone, NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import type { Link } from './cards.js'
import { type TalkView, talkTags, talkView } from './comment-view.js'
import { type Shell, shell } from './shell.js'

export interface CommentsPage {
  shell: Shell
  story: Link
  mine: string
  talk: TalkView
  orders: (Link & { isCurrent: boolean })[]
  more: string | null
  /** Where the page does not begin with the first comment. */
  start: string | null
}

declare module '../web/views.js' {
  interface Views {
    'site/comments': CommentsPage
  }
}

/** `/comments/42?order=best&after=17`: a conversation page by page; `?from=17` begins with a comment, for its permanent link. */
export async function commentsPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const article = await visibleArticle(kit, Number(req.params.id))
  const address = conversationAddress(article.language, article.id)
  if (article.language !== language) return res.redirect(301, address)
  const order = orderOf(req.query.order)
  const edge = edgeOf(req.query)
  const [settings, page] = await Promise.all([commentSettingsOf(kit), commentPage(kit.db, article.id, order, edge)])
  if (!page) throw new NotFound('no such comment')
  const [frame, talk] = await Promise.all([
    commentShell(kit, req, article, say(language).comments.conversation(article.title), { path: address }),
    talkView(kit, settings, article, page),
  ])
  if (talk === null) throw new NotFound('no conversation')
  const link = (query: Record<string, string>) => {
    const words = new URLSearchParams(query).toString()
    return words === '' ? address : `${address}?${words}`
  }
  const ordered = edge !== null && 'from' in edge ? 'old' : order
  const inOrder = ordered === 'new' ? {} : { order: ordered }
  cacheable(res, { tags: [cacheTags.article(article.id), ...talkTags(article.id), cacheTags.filing], seconds: 120 })
  render(res, language, 'site/comments', {
    shell: frame,
    story: { href: articleAddress(article), name: article.title },
    mine: `/comment/mine/${article.id}`,
    talk,
    orders: commentOrders.map((each) => ({
      href: link(each === 'new' ? {} : { order: each }),
      name: say(language).comments.orders[each],
      isCurrent: each === ordered,
    })),
    more: page.next === null ? null : link({ ...inOrder, after: String(page.next) }),
    start: edge === null ? null : link(inOrder),
  })
}

/** The story below which all this happens, in its own language whatever the address; as its own page would answer. */
export async function visibleArticle(kit: Kit, id: number): Promise<Article & { publishedAt: Date }> {
  const now = kit.clock.now()
  const article = Number.isSafeInteger(id) && id > 0 ? await findArticle(kit.db, id, now) : undefined
  if (!article) throw new NotFound('no such article')
  if (article.state === 'withdrawn') throw new Gone(article.withdrawnReason)
  if (!isVisible(article, now)) throw new NotFound('not published')
  return article
}

/** Around every page of a conversation. For readers only: search engines have the story. */
export function commentShell(
  kit: Kit,
  req: Request,
  article: Article,
  title: string,
  { path }: { path?: string } = {},
): Promise<Shell> {
  const { language } = article
  return shell(kit, req, {
    language,
    title,
    path: path ?? articleAddress(article),
    otherwise: filingAddress(otherLanguage(language), 'section', article.section.slug),
    currentSection: filingAddress(language, 'section', article.section.slug),
    noindex: true,
    styles: ['say.css'],
    scripts: ['comments.js'],
  })
}

function orderOf(wish: unknown): CommentOrder {
  return commentOrders.find((order) => order === wish) ?? 'new'
}

function edgeOf({ after, from }: Record<string, unknown>): { after: number } | { from: number } | null {
  const id = (wish: unknown) => (typeof wish === 'string' && /^[1-9]\d{0,14}$/.test(wish) ? Number(wish) : undefined)
  const [afterId, fromId] = [id(after), id(from)]
  return afterId !== undefined ? { after: afterId } : fromId !== undefined ? { from: fromId } : null
}
