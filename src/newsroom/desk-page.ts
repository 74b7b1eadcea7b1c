import type { Request, Response } from 'express'
import { may, type Staff } from '../features/accounts/staff.js'
import { type DeskList, deskRows, listDesk } from '../features/articles/desk-lists.js'
import {
  type DeskCounts,
  deskCounts,
  kazakhBehind,
  lateNewVersions,
  mostCounted,
  writingNow,
} from '../features/articles/desk-waiting-lists.js'
import type { DeskKey } from '../features/articles/desk-walk-lists.js'
import { lockSeconds } from '../features/articles/lock-store.js'
import { mayRead } from '../features/articles/saving.js'
import { allAuthors, allSections } from '../features/filing/filing-store.js'
import { dayStart, wall } from '../language/dates.js'
import { type Language, languages } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { pageKeyText, readPageWish } from '../web/pager.js'
import { render } from '../web/render.js'
import { type AskedDesk, articleMeant, type DeskTab, deskTabs, readDesk } from './desk-filter.js'
import { type DeskLine, deskLine, kazakhLine } from './desk-line.js'
import { type Frame, frame } from './frame.js'
import { publicationAddress } from './publication-page.js'

export interface DeskPage {
  frame: Frame
  mayWrite: boolean
  tabs: { href: string; name: string; count: string; isCurrent: boolean }[]
  /** What waits for this colleague. */
  waiting: { href: string; words: string; isUrgent: boolean }[]
  writing: { href: string | null; title: string; words: string }[]
  filter: {
    tab: DeskTab
    words: string
    isMine: boolean
    selects: { name: 'language' | 'section' | 'author'; options: Option[] }[]
    isUsed: boolean
    /** The same tab without it. */
    none: string
  }
  lines: DeskLine[]
  empty: string
  newest: string | null
  newer: string | null
  older: string | null
}

interface Option {
  value: string
  name: string
  isChosen: boolean
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/desk': DeskPage
  }
}

const perPage = 40

export async function deskPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { language } = staff
  const now = kit.clock.now()
  const texts = say(language).newsroom.desk
  const asked = readDesk(req, staff)
  const { tab, filter } = asked
  const [counts, behind, late, writing, sections, authors, { lines, newer, older }] = await Promise.all([
    deskCounts(kit.db, { staffId: staff.id, now, today: dayStart(wall(now)) }),
    kazakhBehind(kit.db, now),
    may(staff, 'articles.publish') ? lateNewVersions(kit.db, now) : [],
    writingNow(kit.db, { staffId: staff.id, silentSince: new Date(now.getTime() - lockSeconds * 1000) }),
    allSections(kit.db, language),
    allAuthors(kit.db, language),
    linesOf(kit, staff, req, asked),
  ])
  const isUsed = asked.address(tab) !== `/newsroom?state=${tab}`
  const options = (list: readonly { id: number; name: string }[], chosen: number | null) =>
    list.map(({ id, name }) => ({ value: String(id), name, isChosen: id === chosen }))
  const page = (side: 'before' | 'after', key: DeskKey | null) =>
    key && asked.address(tab, { [side]: pageKeyText(key) })
  render(res, language, 'newsroom/desk', {
    frame: frame(req, staff, { title: say(language).newsroom.menu.desk }),
    mayWrite: may(staff, 'articles.write'),
    tabs: deskTabs.map((each) => ({
      href: asked.address(each),
      name: texts.tabs[each],
      count: each === 'kazakh' ? countWords(behind.length, 99) : tabCount(each, counts),
      isCurrent: each === tab,
    })),
    waiting: waitingFor(staff, { counts, late, behind: behind.length }),
    writing: writing.map(({ articleId, begunBy, title, writer, since }) => ({
      href: mayRead(staff, { begunBy }) ? articleHref(articleId) : null,
      title: title || texts.untitled,
      words: texts.writes(writer, minutesSince(since, now)),
    })),
    filter: {
      tab,
      words: filter.words,
      isMine: filter.begunBy !== null,
      selects: [
        { name: 'language', options: languageOptions(filter.language) },
        { name: 'section', options: options(sections, filter.sectionId) },
        { name: 'author', options: options(authors, filter.authorId) },
      ],
      isUsed,
      none: `/newsroom?state=${tab}`,
    },
    lines: tab === 'kazakh' ? behind.map((story) => kazakhLine(story, staff)) : lines,
    empty: isUsed ? texts.nothingFound : texts.empty[tab],
    newest: newer === null ? null : asked.address(tab),
    newer: page('after', newer),
    older: page('before', older),
  })
}

export const articleHref = (id: number) => `/newsroom/articles/${id}`

function languageOptions(chosen: Language | null): Option[] {
  return languages.map((each) => ({ value: each, name: say(each).site.languageName, isChosen: each === chosen }))
}

type Lines = Pick<DeskList, 'newer' | 'older'> & { lines: DeskLine[] }

async function linesOf(kit: Kit, staff: Staff, req: Request, { tab, filter }: AskedDesk): Promise<Lines> {
  const now = kit.clock.now()
  const { language } = staff
  const draw = (found: Awaited<ReturnType<typeof deskRows>>) => found.map((row) => deskLine(row, staff, now))
  if (tab === 'kazakh') return { lines: [], newer: null, older: null }
  const meant = articleMeant(filter.words)
  const one = meant === null ? [] : await deskRows(kit.db, [meant], language, now)
  if (one.length > 0) return { lines: draw(one), newer: null, older: null }
  const list = await listDesk(kit.db, { filter, language, now, edge: readPageWish(req.query), limit: perPage })
  return { ...list, lines: draw(list.rows) }
}

function tabCount(tab: Exclude<DeskTab, 'kazakh'>, counts: DeskCounts): string {
  return tab === 'published' ? countWords(counts.publishedToday, mostCounted) : countWords(counts[tab], mostCounted)
}

const countWords = (count: number, most: number) => (count > most ? `${most}+` : String(count))

interface Waiting {
  counts: DeskCounts
  late: { id: number; title: string }[]
  behind: number
}

function waitingFor(staff: Staff, { counts, late, behind }: Waiting): DeskPage['waiting'] {
  const texts = say(staff.language).newsroom.desk.waiting
  const isEditor = may(staff, 'articles.publish')
  const lists = [
    { count: isEditor ? counts.overdue : 0, state: 'scheduled', words: texts.overdue, isUrgent: true },
    { count: counts.returned, state: 'draft&mine=yes', words: texts.returned, isUrgent: false },
    { count: isEditor ? counts.review : 0, state: 'review', words: texts.review, isUrgent: false },
    { count: may(staff, 'articles.write') ? behind : 0, state: 'kazakh', words: texts.kazakh, isUrgent: false },
  ]
  return [
    ...late.map(({ id, title }) => ({ href: publicationAddress(id), words: texts.late(title), isUrgent: true })),
    ...lists
      .filter(({ count }) => count > 0)
      .map(({ count, state, words, isUrgent }) => ({
        href: `/newsroom?state=${state}`,
        words: words(count),
        isUrgent,
      })),
  ]
}

const minutesSince = (since: Date, now: Date) => Math.max(0, Math.floor((now.getTime() - since.getTime()) / 60_000))
