import type { Request, Response } from 'express'
import { type Article, articleAddress, isVisible, type Neighbour, shortAddress } from '../features/articles/article.js'
import { findArticle } from '../features/articles/article-store.js'
import { cacheTags, touchedBy } from '../features/articles/cache-tags.js'
import { recentNews, relatedTo } from '../features/articles/recent-news.js'
import { conversationAddress } from '../features/comments/comment.js'
import { filingAddress } from '../features/filing/filed-under.js'
import { isoMoment } from '../language/dates.js'
import { type Language, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { excerpt } from '../text/excerpt.js'
import { cacheable } from '../web/cacheable.js'
import { Gone, NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { type AdPlace, type AdSurroundings, adPlace } from './ad-place.js'
import { articleId } from './article-address.js'
import { articleGraph, changedAt, shareSubjectOf } from './article-graph.js'
import { type ArticleView, articleView } from './article-view.js'
import { type Card, keptCard, type Link, tagsOfCards } from './cards.js'
import { type TalkView, talkBelow, talkTags } from './comment-view.js'
import { type Qr, qrOf } from './qr.js'
import { shareLinks } from './share-links.js'
import { type Shell, shell } from './shell.js'
import { type Sidebar, sidebar } from './sidebar.js'
import type { SocialWish } from './social-card.js'
import { hasBlocks, hasEmbeds } from './story-blocks.js'

export interface ArticlePage {
  shell: Shell
  article: ArticleView
  previous: Link | null
  next: Link | null
  related: Card[]
  share: (Link & { key: string })[]
  shared: string | null
  shortAddress: string
  /** Of the short address, on paper; null in the lite version. */
  qr: Qr | null
  side: Sidebar
  /** Below the text. */
  ad: AdPlace | null
  talk: TalkView | null
  allComments: string
  /** Nobody reads it yet: nothing is counted and nothing handed on. */
  isPreview: boolean
}

declare module '../web/views.js' {
  interface Views {
    'site/article': ArticlePage
  }
}

const relatedCount = 4

export async function articlePage(kit: Kit, _language: Language, req: Request, res: Response): Promise<void> {
  const now = kit.clock.now()
  const article = await findArticle(kit.db, articleId(req), now)
  if (!article) throw new NotFound('no such article')
  if (article.state === 'withdrawn') throw new Gone(article.withdrawnReason)
  if (!isVisible(article, now)) throw new NotFound('not published')
  const address = articleAddress(article)
  if (req.originalUrl.split('?', 1)[0] !== address) return res.redirect(301, address)
  await showArticle(kit, article, req, res)
}

/**
 * The page of this article: for readers, and with `isPreview` for the newsroom before readers see it, without what is counted, paid for,
 * answered to or kept.
 */
export async function showArticle(
  kit: Kit,
  article: Article & { publishedAt: Date },
  req: Request,
  res: Response,
  isPreview = false,
): Promise<void> {
  const { language } = article
  const now = kit.clock.now()
  const address = articleAddress(article)
  const description = article.seoDescription || article.lead || excerpt(article.beginning, 200)
  const twinAddress = article.twin && articleAddress({ ...article.twin, language: otherLanguage(language) })
  const around: AdSurroundings = {
    articleId: article.id,
    sectionId: article.section.id,
    region: article.region?.slug ?? null,
    tagIds: article.tags.map(({ id }) => id),
  }
  const [talk, frame, recent, side, ad] = await Promise.all([
    isPreview ? null : talkBelow(kit, article),
    shell(kit, req, {
      language,
      title: article.seoTitle || article.title,
      description,
      path: address,
      twin: twinAddress,
      otherwise: filingAddress(otherLanguage(language), 'section', article.section.slug),
      isNotNews: article.partnerMark !== null,
      noindex: isPreview,
      currentSection: filingAddress(language, 'section', article.section.slug),
      graph: (publisher) => articleGraph(publisher, article, { path: address, description, twin: twinAddress }),
      social: articleSocial(kit, article),
      scripts: [
        ...(isPreview || article.talk.mode === 'off' ? [] : ['comments.js']),
        ...(hasEmbeds(article.body) ? ['embed.js'] : []),
      ],
      styles: hasBlocks(article.body) ? ['story-blocks.css'] : [],
    }),
    recentNews(kit, language),
    sidebar(kit, language, { withFresh: true, around, isPreview }),
    isPreview ? null : adPlace(kit, language, 'story', around),
  ])
  const { previous, next } = article
  const neighbours = [previous, next].filter((other) => other !== null)
  const related = relatedTo(
    article,
    recent,
    neighbours.map(({ id }) => id),
    relatedCount,
  )
  const link = (other: Neighbour | null) => other && { href: articleAddress({ ...other, language }), name: other.title }
  const tags = [
    cacheTags.article(article.id),
    ...talkTags(article.id),
    cacheTags.filing,
    cacheTags.pages,
    ...tagsOfCards([...neighbours, ...related]),
  ]
  // Before the page is sent: what is said of it afterwards comes too late.
  if (!isPreview) cacheable(res, { tags, seconds: 300 })
  render(res, language, 'site/article', {
    shell: frame,
    article: articleView(article, frame, res, twinAddress),
    talk,
    allComments: conversationAddress(language, article.id),
    previous: link(previous),
    next: link(next),
    related: related.map((other) => keptCard(other, frame.display, now)),
    shared: article.shares > 0 ? say(language).article.shared(article.shares) : null,
    qr: frame.display.lite ? null : qrOf(kit.origin + shortAddress(article.id)),
    share: shareLinks(language, article, kit.origin + address),
    shortAddress: kit.origin + shortAddress(article.id),
    side,
    ad,
    isPreview,
  })
}

function articleSocial({ origin }: Kit, article: Article & { publishedAt: Date }): SocialWish {
  const { language, cover, title } = article
  return {
    type: 'article',
    image: { subject: shareSubjectOf(article), alt: cover?.alt || title },
    article: {
      published: isoMoment(article.publishedAt),
      modified: isoMoment(changedAt(article)),
      section: article.section.name,
      tags: article.tags.map(({ name }) => name),
      authors: article.authors.map(({ slug }) => origin + filingAddress(language, 'author', slug)),
    },
  }
}

/** `/a/42`: found by anyone who read the number aloud. */
export async function shortLink(kit: Kit, req: Request, res: Response): Promise<void> {
  const now = kit.clock.now()
  const article = await findArticle(kit.db, articleId(req), now)
  if (article?.state === 'withdrawn') throw new Gone(article.withdrawnReason)
  if (!article || !isVisible(article, now)) throw new NotFound('no such article')
  cacheable(res, { tags: touchedBy(article).slice(0, 1), seconds: 300 })
  res.redirect(301, articleAddress(article))
}
