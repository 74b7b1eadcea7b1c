import type { Request, Response } from 'express'
import { cacheTags } from '../features/articles/cache-tags.js'
import { boardSettingsOf } from '../features/board/board-settings.js'
import { boardPlaces } from '../features/board/category-store.js'
import { boardTags, type Place } from '../features/board/notice.js'
import { listNotices } from '../features/board/notice-lists.js'
import { type Language, localAddress, otherLanguage } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { oneLine } from '../text/safe-html.js'
import { cacheable } from '../web/cacheable.js'
import { NotFound } from '../web/errors.js'
import { pageKeyText, readPageWish } from '../web/pager.js'
import { render } from '../web/render.js'
import type { Pager } from './list-page.js'
import { type NoticeCard, noticeCard } from './notice-card.js'
import { type Shell, shell } from './shell.js'
import { type Sidebar, sidebar } from './sidebar.js'

export interface BoardPage {
  shell: Shell
  heading: string
  action: string
  /** Null while the board takes nothing new. */
  placeHref: string | null
  words: string
  categories: Choice[]
  towns: Choice[]
  listHeading: string
  cards: NoticeCard[]
  isSearch: boolean
  pager: Pager
  side: Sidebar
}

export interface Choice {
  value: string
  name: string
  isChosen: boolean
}

declare module '../web/views.js' {
  interface Views {
    'site/board': BoardPage
    'parts/notices': NoticeCard[]
  }
}

const pageLength = 20
const maxWords = 100

/** `/ads?category=work&town=semey&q=…` */
export async function boardPage(kit: Kit, language: Language, req: Request, res: Response): Promise<void> {
  const texts = say(language).board
  const now = kit.clock.now()
  const { categories, towns } = await boardPlaces(kit, language)
  const category = chosen(categories, req.query.category)
  const town = chosen(towns, req.query.town)
  const words = typeof req.query.q === 'string' ? oneLine(req.query.q, maxWords) : ''
  const edge = readPageWish(req.query)
  const query = new URLSearchParams({
    ...(category && { category: category.slug }),
    ...(town && { town: town.slug }),
    ...(words !== '' && { q: words }),
  }).toString()
  const address = (of: Language) => `${localAddress(of, '/ads')}${query && `?${query}`}`
  const path = address(language)
  const heading = [category?.name ?? texts.heading, ...(town ? [town.name] : [])].join(' — ')
  const [page, settings, frame, side] = await Promise.all([
    listNotices(kit.db, language, {
      categoryId: category?.id ?? null,
      town: town?.slug ?? null,
      words,
      now,
      edge,
      limit: pageLength,
    }),
    boardSettingsOf(kit),
    shell(kit, req, {
      language,
      title: heading,
      description: texts.description,
      path,
      twin: address(otherLanguage(language)),
      noindex: words !== '' || edge !== null,
      isNotNews: true,
      styles: ['board.css'],
    }),
    sidebar(kit, language, { withFresh: true }),
  ])
  cacheable(res, { tags: [boardTags.board, 'settings:board', cacheTags.filing, cacheTags.pages], seconds: 60 })
  const key = (at: number) => {
    const card = page.cards.at(at)
    return card && pageKeyText({ at: card.raisedAt, id: card.id })
  }
  const turned = (way: 'before' | 'after', to: string | undefined) =>
    to === undefined ? null : `${path}${query ? '&' : '?'}${way}=${to}`
  render(res, language, 'site/board', {
    shell: frame,
    heading,
    action: localAddress(language, '/ads'),
    placeHref: settings.isOpen ? placeAddress(language, category, town) : null,
    words,
    categories: choices(categories, category),
    towns: choices(towns, town),
    listHeading: words === '' ? texts.all : texts.found,
    cards: page.cards.map((notice) => noticeCard(notice, frame.display, language)),
    isSearch: words !== '',
    pager: {
      newest: edge === null ? null : path,
      newer: page.hasNewer ? turned('after', key(0)) : null,
      older: page.hasOlder ? turned('before', key(-1)) : null,
    },
    side: { ...side, notices: null },
  })
}

function placeAddress(language: Language, category?: Place, town?: Place): string {
  const query = new URLSearchParams({
    ...(category && { category: category.slug }),
    ...(town && { town: town.slug }),
  }).toString()
  return `${localAddress(language, '/ad/new')}${query && `?${query}`}`
}

/** What a parameter names; nothing for «all». A name that nothing has is an address that does not exist. */
function chosen<Each extends Place>(all: readonly Each[], wish: unknown): Each | undefined {
  if (wish === undefined || wish === '') return undefined
  const found = all.find(({ slug }) => slug === wish)
  if (!found) throw new NotFound('no such category or town')
  return found
}

export function choices(all: readonly Place[], chosen: Place | undefined): Choice[] {
  return all.map(({ slug, name }) => ({ value: slug, name, isChosen: slug === chosen?.slug }))
}
