import type { Request, Response } from 'express'
import { articleAddress, isVisible } from '../features/articles/article.js'
import { findArticle } from '../features/articles/article-store.js'
import { cacheTags } from '../features/articles/cache-tags.js'
import { htmlInLatin, inLatin } from '../language/kazakh-latin.js'
import { type Language, localAddress } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import type { SafeHtml } from '../text/safe-html.js'
import { cacheable } from '../web/cacheable.js'
import { Gone, NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { articleId, latinAddress } from './article-address.js'
import { type Shell, shell } from './shell.js'
import { bodyWithBlocks } from './story-blocks.js'

/** A Kazakh story in the Latin alphabet, for reading; search engines are sent to the original. */
export interface LatinPage {
  shell: Shell
  kicker: string
  title: string
  lead: string
  body: SafeHtml
  /** The legal label of paid material, which stays on every form of a story. */
  partner: string | null
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
  })
  cacheable(res, { tags: [cacheTags.article(article.id), cacheTags.filing, cacheTags.pages], seconds: 300 })
  const body = bodyWithBlocks(article.body, language, { isPaid: article.partnerMark !== null })
  render(res, language, 'site/latin', {
    shell: frame,
    kicker: inLatin(article.kicker),
    title: inLatin(article.title),
    lead: inLatin(article.lead),
    // Pictures stand in the original; this is a page of letters.
    body: htmlInLatin(body.replace(/<img [^>]*>/g, '')) as SafeHtml,
    partner: article.partnerMark && say(language).marks.partner[article.partnerMark],
    original,
  })
}
