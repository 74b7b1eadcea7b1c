import type { Request, Response } from 'express'
import { articleAddress, isVisible } from '../features/articles/article.js'
import { findArticle } from '../features/articles/article-store.js'
import { cacheTags } from '../features/articles/cache-tags.js'
import type { Moment } from '../language/dates.js'
import { htmlInLatin, inLatin } from '../language/kazakh-latin.js'
import { type Language, localAddress } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import type { SafeHtml } from '../text/safe-html.js'
import { cacheable } from '../web/cacheable.js'
import { Gone, NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { articleId, latinAddress } from './article-address.js'
import { type ArticleView, articleView } from './article-view.js'
import type { PictureView } from './picture-view.js'
import { type Shell, shell } from './shell.js'
import { hasBlocks, hasEmbeds } from './story-blocks.js'

/** A Kazakh story in the Latin alphabet, for reading; search engines are sent to the original. */
export interface LatinPage {
  shell: Shell
  /** Every word of it in Latin letters, apart from the legal label. */
  article: Pick<
    ArticleView,
    | 'partner'
    | 'age'
    | 'kicker'
    | 'title'
    | 'lead'
    | 'body'
    | 'authors'
    | 'published'
    | 'updated'
    | 'updatedWords'
    | 'coverCaption'
    | 'coverCredit'
    | 'corrections'
    | 'source'
    | 'isCut'
  > & { cover: PictureView | null }
  /** Words of the interface that stand inside the story. */
  texts: { photo: string; corrections: string; source: string; rest: string }
  original: string
}

declare module '../web/views.js' {
  interface Views {
    'site/latin': LatinPage
  }
}

export async function latinPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const now = kit.clock.now()
  const article = language === 'kk' ? await findArticle(kit.db, articleId(req), now) : undefined
  if (article?.state === 'withdrawn') throw new Gone(article.withdrawnReason)
  if (article?.language !== 'kk' || !isVisible(article, now)) throw new NotFound('no such Kazakh article')
  const address = latinAddress(article)
  if (req.originalUrl.split('?', 1)[0] !== address) return res.redirect(301, address)
  const original = articleAddress(article)
  const frame = await shell(kit, req, {
    language,
    title: `${inLatin(article.title)} (${say(language).latin.short})`,
    description: inLatin(article.lead),
    // The canonical address, which search engines keep instead of this one.
    path: original,
    otherwise: localAddress('ru', '/'),
    noindex: true,
    scripts: hasEmbeds(article.body) ? ['embed.js'] : [],
    styles: hasBlocks(article.body) ? ['story-blocks.css'] : [],
  })
  cacheable(res, { tags: [cacheTags.article(article.id), cacheTags.filing, cacheTags.pages], seconds: 300 })
  const texts = say(language)
  render(res, language, 'site/latin', {
    shell: frame,
    article: inLatinLetters(articleView(article, frame, res, null)),
    texts: {
      photo: inLatin(texts.article.photo),
      corrections: inLatin(texts.article.corrections),
      source: inLatin(texts.article.source),
      rest: inLatin(texts.marks.restAtSource),
    },
    original,
  })
}

function inLatinLetters(view: ArticleView): LatinPage['article'] {
  const named = <Thing extends { name: string }>(thing: Thing): Thing => ({ ...thing, name: inLatin(thing.name) })
  const told = (moment: Moment): Moment => ({ ...moment, words: inLatin(moment.words) })
  return {
    // Of the law's own wording no letter is changed.
    partner: view.partner,
    age: view.age,
    isCut: view.isCut,
    kicker: inLatin(view.kicker),
    title: inLatin(view.title),
    lead: inLatin(view.lead),
    body: htmlInLatin(view.body) as SafeHtml,
    authors: view.authors.map((author) => ({ ...named(author), role: inLatin(author.role) })),
    published: told(view.published),
    updated: view.updated && told(view.updated),
    updatedWords: inLatin(view.updatedWords),
    cover: view.cover && {
      ...view.cover,
      alt: inLatin(view.cover.alt),
      linkWords: inLatin(view.cover.linkWords),
    },
    coverCaption: inLatin(view.coverCaption),
    coverCredit: inLatin(view.coverCredit),
    corrections: view.corrections.map(({ at, words }) => ({ at: told(at), words: inLatin(words) })),
    source: view.source && { ...named(view.source), credit: inLatin(view.source.credit) },
  }
}
