import type { Request, Response } from 'express'
import { cacheTags } from '../features/articles/cache-tags.js'
import { findPage, pageAddress } from '../features/pages/page-store.js'
import { isoMoment } from '../language/dates.js'
import { type Language, otherLanguage } from '../language/language.js'
import type { Kit } from '../platform/kit.js'
import { excerpt } from '../text/excerpt.js'
import { plainText, type SafeHtml } from '../text/safe-html.js'
import { cacheable } from '../web/cacheable.js'
import { NotFound } from '../web/errors.js'
import { render } from '../web/render.js'
import { movedAddress } from './old-addresses.js'
import { bodyWithPictures } from './picture-view.js'
import { type Shell, shell } from './shell.js'
import { type Sidebar, sidebar } from './sidebar.js'
import { breadcrumbNode, pageNode } from './structured-data.js'

export interface PlainPage {
  shell: Shell
  heading: string
  body: SafeHtml
  side: Sidebar
}

declare module '../web/views.js' {
  interface Views {
    'site/plain': PlainPage
  }
}

/** Pages that search engines have a word of their own for. */
const pageTypes: Record<string, 'AboutPage' | 'ContactPage'> = { about: 'AboutPage', contacts: 'ContactPage' }

export async function plainPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const page = await findPage(kit.db, String(req.params.slug), language)
  if (!page) {
    const address = await movedAddress(kit, req)
    if (address === undefined) throw new NotFound('no such page')
    return res.redirect(301, address)
  }
  const other = otherLanguage(language)
  const path = pageAddress(language, page.slug)
  const description = excerpt(plainText(page.body), 200)
  const [frame, side] = await Promise.all([
    shell(kit, req, {
      language,
      title: page.title,
      description,
      graph: (publisher) => [
        pageNode(publisher, {
          type: pageTypes[page.slug] ?? 'WebPage',
          path,
          name: page.title,
          description,
          dateModified: isoMoment(page.updatedAt),
        }),
        breadcrumbNode(publisher, path, [], page.title),
      ],
      path,
      twin: page.hasTwin ? pageAddress(other, page.slug) : null,
    }),
    sidebar(kit, language, { withFresh: true }),
  ])
  cacheable(res, { tags: [cacheTags.pages, cacheTags.filing, cacheTags.newest(language)], seconds: 300 })
  render(res, language, 'site/plain', {
    shell: frame,
    heading: page.title,
    body: bodyWithPictures(page.body, frame.display, language, (picture) =>
      res.app.print(language, 'parts/picture', { picture, sizes: 'body', isFirst: false }),
    ),
    side,
  })
}
