import type { NextFunction, Request, Response } from 'express'
import { cacheTags } from '../features/articles/cache-tags.js'
import { crawlerSettings, crawlersTag } from '../features/crawlers/crawler-settings.js'
import { crawlers } from '../features/crawlers/crawler-store.js'
import { feedAddress } from '../features/filing/feed-address.js'
import { filingAddress } from '../features/filing/filed-under.js'
import { findPage, menuAndFooter, pageAddress } from '../features/pages/page-store.js'
import { pingSettings, pingsTag } from '../features/pings/ping-settings.js'
import { publisherSettings, publisherTag } from '../features/publisher/publisher-settings.js'
import { settingsOf } from '../features/settings/setting-store.js'
import { type Language, languages, localAddress } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { NotFound } from '../web/errors.js'
import { told } from './told.js'

/**
 * Nothing there is worth a crawler's time, and a share or a banner must not be counted for it; style sheets, scripts and pictures
 * stay open, or pages could not be drawn. A slash at the end keeps `/comments/42`, where a conversation goes on, apart from `/comment/`.
 */
const closed = [
  ...['/newsroom', '/search', '/feed/search', '/display', '/town', '/fragment', '/beacon', '/partner-feed'],
  ...['/comment/', '/share/', '/place/'],
]

/** `/robots.txt` */
export async function robots(kit: Kit, _: Language, _req: Request, res: Response): Promise<void> {
  const [settings, { isStaging }] = await Promise.all([settingsOf(kit, crawlerSettings), settingsOf(kit, pingSettings)])
  const tags = [crawlersTag, pingsTag]
  if (isStaging) return told(res, { type: 'text/plain', text: 'User-agent: *\nDisallow: /\n', tags, seconds: 300 })
  const paths = [...closed.flatMap((path) => [path, `/kk${path}`]), ...settings.closedPaths]
  const rules = paths.map((path) => `Disallow: ${path}`)
  const refused = (await crawlers(kit.db)).filter(({ isAllowed }) => !isAllowed)
  const groups = [
    ['User-agent: *', ...rules],
    // A group of its own hides the one above from Yandex, so it repeats it.
    [
      'User-agent: Yandex',
      ...rules,
      ...(settings.cleanParameters.length > 0 ? [`Clean-param: ${settings.cleanParameters.join('&')} /`] : []),
    ],
    ...(refused.length > 0 ? [[...refused.map(({ agent }) => `User-agent: ${agent}`), 'Disallow: /']] : []),
    [
      `Sitemap: ${kit.origin}/sitemap.xml`,
      ...languages.map((language) => `Sitemap: ${kit.origin}/sitemap-news-${language}.xml`),
    ],
  ]
  const text = `${groups.map((lines) => lines.join('\n')).join('\n\n')}\n`
  told(res, { type: 'text/plain', text, tags, seconds: 300 })
}

const daysToExpiry = 180

/** `/.well-known/security.txt` (RFC 9116); never expired, since it is written when it is asked for. */
export async function securityText(kit: Kit, _: Language, _req: Request, res: Response): Promise<void> {
  const { securityContact } = await settingsOf(kit, publisherSettings)
  // Once the newsroom has written a page of that name.
  const policy = await findPage(kit.db, 'security', 'ru')
  const expires = new Date(kit.clock.now().getTime() + daysToExpiry * 86_400_000)
  const lines = [
    `Contact: ${securityContact ?? `${kit.origin}${pageAddress('ru', 'contacts')}`}`,
    `Expires: ${expires.toISOString().slice(0, 10)}T00:00:00Z`,
    'Preferred-Languages: kk, ru, en',
    `Canonical: ${kit.origin}/.well-known/security.txt`,
    ...(policy ? [`Policy: ${kit.origin}${pageAddress('ru', 'security')}`] : []),
  ]
  told(res, { type: 'text/plain', text: `${lines.join('\n')}\n`, tags: [publisherTag, cacheTags.pages], seconds: 3600 })
}

/** `/humans.txt` */
export function humans(kit: Kit, _: Language, _req: Request, res: Response): void {
  const { site } = say('ru')
  const lines = [
    '/* TEAM */',
    `${site.name}: ${kit.origin}${pageAddress('ru', 'about')}`,
    '',
    '/* SITE */',
    'Language: русский, қазақша',
    'Software: Locman, Node.js, Express, PostgreSQL',
    'Type: Literata by TypeTogether (SIL Open Font License)',
  ]
  told(res, { type: 'text/plain', text: `${lines.join('\n')}\n`, tags: [], seconds: 86_400 })
}

/** `/llms.txt`: the portal's table of contents for programs that read for people. */
export async function llms(kit: Kit, _: Language, _req: Request, res: Response): Promise<void> {
  const { withLlms } = await settingsOf(kit, crawlerSettings)
  if (!withLlms) throw new NotFound('not told')
  const parts = await Promise.all(
    languages.map(async (language) => {
      const { site } = say(language)
      const { sections } = await menuAndFooter(kit.db, language)
      return [
        `## ${site.languageName}`,
        '',
        `- [${site.name}](${kit.origin}${localAddress(language, '/')}): ${site.description}`,
        ...sections.map(({ slug, name }) => `- [${name}](${kit.origin}${filingAddress(language, 'section', slug)})`),
        `- [JSON Feed](${kit.origin}${feedAddress(language, '', 'json')})`,
        `- [${say(language).frame.archive}](${kit.origin}${localAddress(language, '/archive')})`,
      ].join('\n')
    }),
  )
  const { site } = say('ru')
  const text = `# ${site.name}\n\n> ${site.description}\n\n${parts.join('\n\n')}\n`
  told(res, { type: 'text/markdown', text, tags: [crawlersTag, cacheTags.filing], seconds: 3600 })
}

/** Global Privacy Control: there is nothing here to opt out of, and we say that we hear it. */
export function privacyControl(_kit: Kit, _: Language, _req: Request, res: Response): void {
  told(res, { type: 'application/json', text: '{"gpc":true,"lastUpdate":"2026-01-01"}', tags: [], seconds: 86_400 })
}

/** Addresses that programs try, and where we have what they look for. */
const elsewhere: Record<string, string> = {
  '/security.txt': '/.well-known/security.txt',
  '/.well-known/change-password': '/newsroom/me',
  '/rss': '/feed/rss',
  '/rss.xml': '/feed/rss',
  '/feed': '/feed/rss',
  '/feed.xml': '/feed/rss',
  '/atom.xml': '/feed/atom',
  '/feed.json': '/feed/json',
  '/sitemap_index.xml': '/sitemap.xml',
}

export function wellKnown(req: Request, res: Response, next: NextFunction): void {
  if (req.path === '/favicon.ico') {
    res.setHeader('Cache-Control', 'public, max-age=86400')
    return res.redirect(302, req.app.assets.address('favicon.ico'))
  }
  const to = req.method === 'GET' || req.method === 'HEAD' ? elsewhere[req.path] : undefined
  if (to === undefined) return next()
  res.redirect(to === '/newsroom/me' ? 302 : 301, to)
}
