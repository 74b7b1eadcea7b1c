import type { Request, Response } from 'express'
import { siteTag } from '../features/identity/site-settings.js'
import { siteWords, titleOf } from '../features/identity/site-words.js'
import { type Language, localAddress } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { told } from './told.js'
import { element, textElement, xmlHead } from './xml.js'

const day = 86_400

/** What a telephone shows when somebody keeps the portal on its home screen. */
export async function manifest(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const site = await siteWords(kit, language)
  const icon = (name: string, sizes: string, type: string, purpose: string) => ({
    src: req.app.assets.address(name),
    sizes,
    type,
    purpose,
  })
  const value = {
    id: localAddress(language, '/'),
    name: titleOf(site),
    short_name: site.name,
    description: site.description,
    lang: say(language).site.languageTag,
    dir: 'ltr',
    start_url: localAddress(language, '/'),
    scope: '/',
    display: 'minimal-ui',
    background_color: '#fbfaf6',
    theme_color: '#fbfaf6',
    icons: [
      icon('icon.svg', 'any', 'image/svg+xml', 'any'),
      icon('icon-192.png', '192x192', 'image/png', 'any'),
      icon('icon-512.png', '512x512', 'image/png', 'any'),
      icon('icon-maskable-512.png', '512x512', 'image/png', 'maskable'),
    ],
  }
  told(res, { type: 'application/manifest+json', text: JSON.stringify(value), tags: [siteTag], seconds: day })
}

/** Lets a browser search here from its own field. */
export async function openSearch(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const texts = say(language)
  const site = await siteWords(kit, language)
  const address = kit.origin + localAddress(language, '/search')
  const text =
    xmlHead +
    element(
      'OpenSearchDescription',
      { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' },
      [
        textElement('ShortName', site.name),
        textElement('LongName', `${site.name}: ${texts.frame.findWhat}`.slice(0, 48)),
        textElement('Description', site.description),
        textElement('Language', texts.site.languageTag),
        textElement('InputEncoding', 'UTF-8'),
        textElement('OutputEncoding', 'UTF-8'),
        element(
          'Image',
          { width: 16, height: 16, type: 'image/svg+xml' },
          kit.origin + req.app.assets.address('icon.svg'),
        ),
        element('Url', { type: 'text/html', method: 'get', template: `${address}?q={searchTerms}` }),
        element('Url', {
          type: 'application/rss+xml',
          template: `${kit.origin}${localAddress(language, '/feed/search/rss')}?q={searchTerms}`,
        }),
        element('Url', {
          type: 'application/opensearchdescription+xml',
          rel: 'self',
          template: kit.origin + localAddress(language, '/opensearch.xml'),
        }),
      ].join('\n'),
    )
  told(res, { type: 'application/opensearchdescription+xml', text, tags: [siteTag], seconds: day })
}
