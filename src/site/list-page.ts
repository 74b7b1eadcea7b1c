import type { Request, Response } from 'express'
import { type ArticleCard, articleAddress } from '../features/articles/article.js'
import { type ListPage as FoundCards, listArticles } from '../features/articles/article-lists.js'
import { cacheTags } from '../features/articles/cache-tags.js'
import { type FiledUnder, type FilingKind, filingAddress } from '../features/filing/filed-under.js'
import { allRegions, findFiling, tagOfAlias } from '../features/filing/filing-store.js'
import { type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { cacheable } from '../web/cacheable.js'
import { NotFound } from '../web/errors.js'
import { type PageWish, pageKeyText, readPageWish } from '../web/pager.js'
import { render } from '../web/render.js'
import { byDay, card, type DayOfCards, type Link, tagsOfCards } from './cards.js'
import { movedAddress } from './old-addresses.js'
import { type Shell, shell } from './shell.js'
import { type Sidebar, sidebar } from './sidebar.js'
import { breadcrumbNode, type GraphNode, type Publisher, pageNode, publisherId } from './structured-data.js'

/** The list of a section, region, tag, author or source. */
export interface ListPage {
  shell: Shell
  kindWords: string
  heading: string
  note: string
  about: string
  address: string | null
  days: DayOfCards[]
  pager: Pager
  /** When this language has nothing here: the same list in the other. */
  otherLanguageHref: string | null
  side: Sidebar
}

export interface Pager {
  newest: string | null
  newer: string | null
  older: string | null
}

export interface RegionsPage {
  shell: Shell
  regions: (Link & { centre: string })[]
  side: Sidebar
}

declare module '../web/views.js' {
  interface Views {
    'site/list': ListPage
    'site/regions': RegionsPage
    'parts/pager': Pager
  }
}

const pageLength = 20

export function listPage(kind: FilingKind) {
  return async (kit: Kit, language: Language, req: Request, res: Response): Promise<void> => {
    const now = kit.clock.now()
    const slug = String(req.params.slug)
    const filing = await findFiling(kit.db, kind, slug, language)
    if (!filing) return redirectAlias(kit, kind, slug, language, req, res)
    const wish = readPageWish(req.query)
    const path = filingAddress(language, kind, filing.slug)
    const twin = filingAddress(otherLanguage(language), kind, filing.slug)
    const page = await listArticles(
      kit.db,
      { by: kind, id: filing.id },
      { language, now, edge: wish, limit: pageLength },
    )
    const [frame, side] = await Promise.all([
      shell(kit, req, {
        language,
        title: filing.name,
        ...(filing.about && { description: filing.about }),
        path: path + pageQuery(wish),
        ...(wish === null ? { twin } : { otherwise: twin }),
        currentSection: kind === 'region' ? localAddress(language, '/regions') : path,
        feedOf: `/${kind}/${filing.slug}`,
        graph: (publisher) => listGraph(publisher, filing, path + pageQuery(wish), page.cards),
        ...(kind === 'author' && { social: { type: 'profile' } }),
      }),
      sidebar(kit, language, {
        withFresh: false,
        around: {
          ...(kind === 'section' && { sectionId: filing.id }),
          ...(kind === 'region' && { region: filing.slug }),
          ...(kind === 'tag' && { tagIds: [filing.id] }),
        },
      }),
    ])
    cacheable(res, {
      tags: [cacheTags[kind](language, filing.slug), cacheTags.filing, cacheTags.pages, ...tagsOfCards(page.cards)],
      seconds: wish === null ? 60 : 300,
    })
    const isFirstAndEmpty = page.cards.length === 0 && wish === null
    render(res, language, 'site/list', {
      shell: frame,
      kindWords: kindWords(filing, language),
      heading: filing.name,
      note:
        kind === 'region' && filing.note !== filing.name
          ? say(language).list.centre(filing.note)
          : kind === 'author'
            ? filing.note
            : '',
      about: filing.about,
      address: filing.address,
      days: byDay(page.cards, language, now, (article) => card(article, frame.display, now)),
      pager: pagerOf(path, page, wish),
      otherLanguageHref: isFirstAndEmpty ? twin : null,
      side,
    })
  }
}

/** An author's list is that person's profile; the others are collections. */
function listGraph(
  publisher: Publisher,
  { kind, name, note, about }: FiledUnder,
  path: string,
  cards: readonly ArticleCard[],
): GraphNode[] {
  const { origin } = publisher
  const person: GraphNode = {
    '@type': 'Person',
    '@id': `${origin}${path}#person`,
    name,
    jobTitle: note || undefined,
    description: about || undefined,
    url: origin + path,
    worksFor: { '@id': publisherId(origin) },
  }
  const lists = cards.map((article) => ({ href: articleAddress(article), name: article.title }))
  return [
    pageNode(publisher, {
      type: kind === 'author' ? 'ProfilePage' : 'CollectionPage',
      path,
      name,
      description: about,
      ...(kind === 'author' ? { about: person } : { lists }),
    }),
    breadcrumbNode(publisher, path, [], name),
  ]
}

export async function regionsPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const path = localAddress(language, '/regions')
  const [frame, regions, side] = await Promise.all([
    shell(kit, req, {
      language,
      title: say(language).list.regions,
      path,
      twin: localAddress(otherLanguage(language), '/regions'),
      currentSection: path,
    }),
    allRegions(kit.db, language),
    sidebar(kit, language, { withFresh: true }),
  ])
  cacheable(res, { tags: [cacheTags.filing, cacheTags.pages, cacheTags.newest(language)], seconds: 300 })
  render(res, language, 'site/regions', {
    shell: frame,
    regions: regions.map(({ slug, name, centre }) => ({
      href: filingAddress(language, 'region', slug),
      name,
      centre: centre === name ? '' : centre,
    })),
    side,
  })
}

/** A tag may be asked for by another spelling, and any list by the address it had before. */
async function redirectAlias(
  kit: Kit,
  kind: FilingKind,
  slug: string,
  language: Language,
  req: Request,
  res: Response,
): Promise<void> {
  const real = kind === 'tag' ? await tagOfAlias(kit.db, slug) : undefined
  const address = real === undefined ? await movedAddress(kit, req) : filingAddress(language, 'tag', real)
  if (address === undefined) throw new NotFound(`no such ${kind}`)
  res.redirect(301, address)
}

function kindWords(filing: FiledUnder, language: Language): string {
  const texts = say(language).list
  return {
    section: texts.section,
    region: texts.region,
    tag: say(language).article.tags,
    author: texts.author,
    source: texts.source,
  }[filing.kind]
}

export function pageQuery(wish: PageWish): string {
  if (wish === null) return ''
  return 'before' in wish ? `?before=${pageKeyText(wish.before)}` : `?after=${pageKeyText(wish.after)}`
}

export function pagerOf(
  path: string,
  page: Pick<FoundCards, 'hasNewer' | 'hasOlder' | 'cards'>,
  wish: PageWish,
): Pager {
  const first = page.cards.at(0)
  const last = page.cards.at(-1)
  const join = path.includes('?') ? '&' : '?'
  const key = (article: { publishedAt: Date; id: number }) => pageKeyText({ at: article.publishedAt, id: article.id })
  return {
    newest: wish === null ? null : path,
    newer: page.hasNewer && first ? `${path}${join}after=${key(first)}` : null,
    older: page.hasOlder && last ? `${path}${join}before=${key(last)}` : null,
  }
}
