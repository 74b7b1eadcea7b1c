import type { Response } from 'express'
import type { Article } from '../features/articles/article.js'
import { filingAddress } from '../features/filing/filed-under.js'
import { clockWords, type Moment, moment, sameDay, wall } from '../language/dates.js'
import { otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import { readingMinutes } from '../text/excerpt.js'
import type { SafeHtml } from '../text/safe-html.js'
import { latinAddress } from './article-address.js'
import { changedAt } from './article-graph.js'
import type { Link } from './cards.js'
import { bodyWithPictures, type PictureView, pictureView } from './picture-view.js'
import type { Shell } from './shell.js'
import { bodyWithBlocks } from './story-blocks.js'

export interface ArticleView {
  id: number
  /** The legal label of paid material. */
  partner: string | null
  age: { words: string; hint: string } | null
  /** Whether the rights of the source let only a part be shown here. */
  isCut: boolean
  /** The same story in Latin letters, of a Kazakh one. */
  latin: string | null
  kicker: string
  title: string
  lead: string
  body: SafeHtml
  published: Moment
  updated: Moment | null
  /** `обновлено 16:40` on the day of publication, with the day later. */
  updatedWords: string
  readingTime: string
  views: string
  cover: PictureView | null
  coverCaption: string
  coverCredit: string
  section: Link
  region: Link | null
  tags: Link[]
  authors: (Link & { role: string })[]
  source: (Link & { credit: string; original: string | null }) | null
  corrections: { at: Moment; words: string }[]
  twin: { href: string; title: string; languageTag: string } | null
  isSample: boolean
}

/** What is told of a story itself, in any of its forms. */
export function articleView(
  article: Article & { publishedAt: Date },
  { language, display }: Shell,
  res: Response,
  twinAddress: string | null,
): ArticleView {
  const named = (kind: 'section' | 'region' | 'tag' | 'author' | 'source', thing: { slug: string; name: string }) => ({
    href: filingAddress(language, kind, thing.slug),
    name: thing.name,
  })
  const changed = changedAt(article)
  const updated = changed > article.publishedAt ? moment(language, changed) : null
  return {
    id: article.id,
    kicker: article.kicker,
    title: article.title,
    lead: article.lead,
    partner: article.partnerMark && say(language).marks.partner[article.partnerMark],
    age:
      article.ageMark === null
        ? null
        : { words: say(language).marks.age(article.ageMark), hint: say(language).marks.ageHint(article.ageMark) },
    latin: article.language === 'kk' ? latinAddress(article) : null,
    isCut: article.source !== null && article.sourceRights !== 'full',
    body: bodyWithPictures(
      bodyWithBlocks(article.body, language, { isPaid: article.partnerMark !== null }),
      display,
      language,
      (picture) => res.app.print(language, 'parts/picture', { picture, sizes: 'body', isFirst: false }),
    ),
    published: moment(language, article.publishedAt),
    updated,
    updatedWords: updated ? say(language).article.updated(updatedWhen(article, updated)) : '',
    readingTime: say(language).article.readingTime(readingMinutes(article.words)),
    views: say(language).article.views(article.views),
    cover: article.cover && pictureView(article.cover, display, language),
    coverCaption: article.coverCaption,
    coverCredit: article.coverCredit,
    section: named('section', article.section),
    region: article.region && named('region', article.region),
    tags: article.tags.map((tag) => named('tag', tag)),
    authors: article.authors.map((author) => ({ ...named('author', author), role: author.role })),
    source: article.source && {
      ...named('source', article.source),
      credit: article.source.credit,
      original: article.sourceAddress ?? article.source.address,
    },
    corrections: article.corrections.map(({ at, words }) => ({ at: moment(language, at), words })),
    twin:
      article.twin && twinAddress
        ? { href: twinAddress, title: article.twin.title, languageTag: say(otherLanguage(language)).site.languageTag }
        : null,
    isSample: article.isSample,
  }
}

function updatedWhen({ publishedAt, updatedAt }: Article & { publishedAt: Date }, updated: Moment): string {
  return updatedAt && sameDay(wall(publishedAt), wall(updatedAt)) ? clockWords(updatedAt) : updated.words
}
