import type { Request } from 'express'
import { breakingGroup } from '../features/articles/front-settings.js'
import { feedAddress, feedTypes } from '../features/filing/feed-address.js'
import { colourSheet } from '../features/identity/colours.js'
import type { SiteSettings } from '../features/identity/site-settings.js'
import { type SiteWords, titleOf, wordsIn } from '../features/identity/site-words.js'
import { settingsOf } from '../features/settings/setting-store.js'
import { isoDay, longDayWords, wall } from '../language/dates.js'
import { type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import type { SafeHtml } from '../text/safe-html.js'
import { buildTimeMark } from '../web/build-time.js'
import { type Display, displayClasses, displayCodeIn, readDisplay } from '../web/display.js'
import type { Link } from './cards.js'
import { emptyFrame, frame, type Logo } from './site-frame.js'
import { type SocialCard, type SocialWish, socialCard } from './social-card.js'
import { type GraphNode, graphText, type Publisher, pageNode, publisherNode, websiteNode } from './structured-data.js'

/** Everything around a page: head, masthead, menu, footer. */
export interface Shell {
  language: Language
  languageTag: string
  site: SiteWords
  /** A picture of the newsroom's in place of the compass. */
  logo: Logo | null
  /** Of the document: `Мост открыт — Лоцман`. */
  title: string
  description: string
  canonical: string
  robots: string | null
  /** Paid material and notices: in search, but never among news. */
  isNotNews: boolean
  /** Both languages of a page that really exists in both; empty otherwise. */
  alternates: { language: string; href: string }[]
  front: string
  searchAddress: string
  searchWords: string
  languages: { name: string; short: string; tag: string; href: string; isCurrent: boolean }[]
  menu: (Link & { isCurrent: boolean })[]
  footer: Link[]
  /** What cannot wait, above every page. */
  breaking: { words: string; href: string | null } | null
  today: { iso: string; words: string }
  year: number
  display: Display
  htmlClass: string
  /** Links to the display settings, each of which comes back to this page. */
  displayLinks: {
    page: string
    smaller: string | null
    larger: string | null
    vision: string
    lite: string
    full: string
  }
  assets: { css: string; styles: string[]; icon: string; manifest: string; fonts: string[]; scripts: string[] }
  isFront: boolean
  buildTime: string
  /** Null in the lite version and on pages that are nobody's to hand on. */
  social: SocialCard | null
  /** JSON-LD, or empty where there is nothing to tell. */
  graph: SafeHtml
  /** Feeds of what the page lists, for feed readers. */
  feeds: { type: string; title: string; href: string }[]
  /** The portal's search for a browser's own field. */
  openSearch: string
}

declare module '../web/views.js' {
  interface Views {
    /** Everything before the page's own content, and everything after it. */
    'layouts/top': Shell
    'layouts/end': Shell
  }
}

export interface ShellWish {
  language: Language
  title: string
  description?: string
  /** Path of the page in its language, with its declared query: its canonical address. */
  path: string
  /** The same page in the other language, when there is one. */
  twin?: string | null
  /** Where the language switch leads when there is no such page. */
  otherwise?: string
  noindex?: boolean
  isNotNews?: boolean
  /** After this moment search engines should forget the page. */
  unavailableAfter?: Date
  searchWords?: string
  currentSection?: string
  isFront?: boolean
  /** What the page is, in the words of schema.org. */
  graph?: (publisher: Publisher) => GraphNode[]
  social?: SocialWish
  /** Of the list that a feed reader may follow: `/section/sport`, or `/search?q=…`. Absent: the portal's. */
  feedOf?: string
  /** Files of public/ beyond those of every page. */
  scripts?: readonly string[]
  styles?: readonly string[]
}

/** Memory keeps the menu, so a page pays no query for its frame. When the database is away the frame stays, without a menu. */
export async function shell(kit: Kit, req: Request, wish: ShellWish): Promise<Shell> {
  const { language } = wish
  const texts = say(language)
  const display = displayOf(req)
  const { menu, footer, pages, publisher, settings, logo } = await frame(kit, language).catch(() => emptyFrame)
  const site = wordsIn(language, settings)
  const today = wall(kit.clock.now())
  const twin = wish.twin ?? null
  const other = otherLanguage(language)
  const address = (path: string) => kit.origin + path
  return {
    language,
    languageTag: texts.site.languageTag,
    site,
    logo: display.lite || !display.pictures ? null : logo,
    title: wish.isFront ? titleOf(site) : `${wish.title} — ${site.name}`,
    description: wish.description ?? site.description,
    canonical: address(wish.path),
    robots: robotsWords(wish),
    isNotNews: wish.isNotNews === true && !wish.noindex,
    alternates:
      twin && !wish.noindex
        ? [
            { language: texts.site.languageTag, href: address(wish.path) },
            { language: say(other).site.languageTag, href: address(twin) },
            { language: 'x-default', href: address(language === 'ru' ? wish.path : twin) },
          ]
        : [],
    front: localAddress(language, '/'),
    searchAddress: localAddress(language, '/search'),
    searchWords: wish.searchWords ?? '',
    languages: (['ru', 'kk'] as const).map((each) => ({
      name: say(each).site.languageName,
      short: say(each).site.languageShort,
      tag: say(each).site.languageTag,
      href: each === language ? wish.path : (twin ?? wish.otherwise ?? localAddress(each, '/')),
      isCurrent: each === language,
    })),
    menu: [
      { href: localAddress(language, '/'), name: texts.frame.front, isCurrent: wish.isFront === true },
      ...menu.map((section) => ({ ...section, isCurrent: section.href === wish.currentSection })),
      ...[
        { href: localAddress(language, '/regions'), name: texts.frame.allRegions },
        { href: localAddress(language, '/archive'), name: texts.frame.archive },
      ].map((link) => ({ ...link, isCurrent: link.href === wish.currentSection })),
    ],
    footer,
    breaking: await breakingNow(kit, language),
    today: { iso: isoDay(today), words: longDayWords(language, today) },
    year: today.year,
    display,
    htmlClass: displayClasses(display),
    displayLinks: displayLinks(language, display, wish.path),
    assets: assetsFor(req, display, language, settings, wish),
    isFront: wish.isFront === true,
    buildTime: buildTimeMark,
    social:
      display.lite || wish.noindex
        ? null
        : socialCard(kit.origin, language, {
            title: wish.isFront ? titleOf(site) : wish.title,
            site,
            hasTwin: twin !== null,
            telegram: publisher.telegram,
            wish: wish.social ?? {},
          }),
    graph:
      display.lite || wish.noindex
        ? noGraph
        : pageGraph(
            {
              origin: kit.origin,
              language,
              words: site,
              logo: logo
                ? { address: address(logo.src), width: logo.width, height: logo.height }
                : { address: address(assetAddress(req, 'icon-512.png')), width: 512, height: 512 },
              pages,
              ...publisher,
            },
            wish,
          ),
    feeds: display.lite ? [] : feedLinks(language, site.name, wish),
    openSearch: localAddress(language, '/opensearch.xml'),
  }
}

function robotsWords({ noindex, unavailableAfter }: ShellWish): string {
  if (noindex) return 'noindex, follow'
  const until = unavailableAfter ? `, unavailable_after: ${unavailableAfter.toISOString()}` : ''
  return `max-image-preview:large, max-snippet:-1, max-video-preview:-1${until}`
}

const noGraph = '' as SafeHtml

function pageGraph(publisher: Publisher, { graph, isFront, path, title, description = '' }: ShellWish): SafeHtml {
  return graphText([
    ...(graph?.(publisher) ?? [pageNode(publisher, { type: 'WebPage', path, name: title, description })]),
    ...(isFront ? [websiteNode(publisher)] : []),
    publisherNode(publisher),
  ])
}

/** A page of a longer list has no feed of its own: whoever follows a list wants what is new. */
function feedLinks(language: Language, name: string, { feedOf = '', title, isFront }: ShellWish): Shell['feeds'] {
  const words = feedOf === '' || isFront ? name : `${title} — ${name}`
  return offeredFeeds.map((kind) => ({
    type: feedTypes[kind],
    title: `${words} (${kind === 'rss' ? 'RSS' : 'JSON Feed'})`,
    href: feedAddress(language, feedOf, kind),
  }))
}

const offeredFeeds = ['rss', 'json'] as const

/** From memory: a page pays no query for it. It ends by the clock, and so does every page that shows it. */
async function breakingNow(kit: Kit, language: Language): Promise<Shell['breaking']> {
  const bar = await settingsOf(kit, breakingGroup).catch(() => null)
  const words = bar?.[language] ?? ''
  if (bar === null || words === '' || bar.until === null || bar.until <= kit.clock.now()) return null
  return { words, href: language === 'ru' ? bar.addressRu : bar.addressKk }
}

/** Asked for before the style sheet names them, so that the first headline is drawn in its own letters and never redrawn. */
const fontFiles: Record<Language, string[]> = {
  ru: ['literata-cyrillic-600-normal.woff2', 'literata-latin-600-normal.woff2'],
  kk: [
    'literata-cyrillic-600-normal.woff2',
    'literata-cyrillic-ext-600-normal.woff2',
    'literata-latin-600-normal.woff2',
  ],
}

/** The lite version loads one small style sheet and nothing else. */
function assetsFor(
  req: Request,
  display: Display,
  language: Language,
  settings: SiteSettings,
  { scripts = [], styles = [] }: ShellWish,
): Shell['assets'] {
  const address = (name: string) => assetAddress(req, name)
  const colours = display.lite ? null : colourSheet(settings)
  return {
    css: address(display.lite ? 'lite.css' : 'site.css'),
    styles: [...(colours ? [colours.address] : []), ...styles.map(address)],
    icon: address('icon.svg'),
    manifest: localAddress(language, '/manifest.webmanifest'),
    fonts: display.lite ? [] : fontFiles[language].map(address),
    scripts: display.lite ? [] : ['page-time.js', 'share.js', 'town.js', 'reading.js', ...scripts].map(address),
  }
}

const assetAddress = (req: Request, name: string) => req.app.assets.address(name)

export function displayOf(req: Request): Display {
  return readDisplay(displayCodeIn(req.headers.cookie))
}

function displayLinks(language: Language, display: Display, path: string): Shell['displayLinks'] {
  const page = localAddress(language, '/display')
  const link = (setting: string) => `${page}/set?${setting}&back=${encodeURIComponent(path)}`
  return {
    page: `${page}?back=${encodeURIComponent(path)}`,
    smaller: display.size > 0 ? link(`size=${display.size - 1}`) : null,
    larger: display.size < 4 ? link(`size=${display.size + 1}`) : null,
    vision:
      display.contrast === 'none' ? link('contrast=white&size=2&spacing=1') : link('contrast=none&size=0&spacing=0'),
    lite: link('lite=on'),
    full: link('lite=off'),
  }
}
