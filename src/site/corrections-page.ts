import type { Request, Response } from 'express'
import { articleAddress } from '../features/articles/article.js'
import { cacheTags } from '../features/articles/cache-tags.js'
import { listCorrections } from '../features/articles/correction-store.js'
import { type Moment, moment } from '../language/dates.js'
import { type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { cacheable } from '../web/cacheable.js'
import { pageKeyText, readPageWish } from '../web/pager.js'
import { render } from '../web/render.js'
import type { Link } from './cards.js'
import { type Pager, pageQuery } from './list-page.js'
import { type Shell, shell } from './shell.js'
import { type Sidebar, sidebar } from './sidebar.js'

export interface CorrectionsPage {
  shell: Shell
  corrections: { at: Moment; words: string; article: Link }[]
  pager: Pager
  side: Sidebar
}

declare module '../web/views.js' {
  interface Views {
    'site/corrections': CorrectionsPage
  }
}

const perPage = 30

/** What was wrong and is put right, of all stories. */
export async function correctionsPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const wish = readPageWish(req.query)
  const texts = say(language).corrections
  const path = localAddress(language, '/corrections')
  const twin = localAddress(otherLanguage(language), '/corrections')
  const [frame, list, side] = await Promise.all([
    shell(kit, req, {
      language,
      title: texts.title,
      description: texts.description,
      path: path + pageQuery(wish),
      ...(wish === null ? { twin } : { otherwise: twin }),
    }),
    listCorrections(kit.db, { language, now: kit.clock.now(), edge: wish, limit: perPage }),
    sidebar(kit, language, { withFresh: true }),
  ])
  cacheable(res, {
    tags: [
      cacheTags.corrections(language),
      cacheTags.filing,
      cacheTags.pages,
      cacheTags.newest(language),
      ...list.corrections.map(({ article }) => cacheTags.article(article.id)),
    ],
    seconds: 300,
  })
  const first = list.corrections.at(0)
  const last = list.corrections.at(-1)
  render(res, language, 'site/corrections', {
    shell: frame,
    corrections: list.corrections.map(({ at, words, article }) => ({
      at: moment(language, at),
      words,
      article: { href: articleAddress(article), name: article.title },
    })),
    pager: {
      newest: wish === null ? null : path,
      newer: list.hasNewer && first ? `${path}?after=${pageKeyText(first)}` : null,
      older: list.hasOlder && last ? `${path}?before=${pageKeyText(last)}` : null,
    },
    side,
  })
}
