import type { Request } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import type { ArticleState } from '../features/articles/article.js'
import type { DeskFilter } from '../features/articles/desk-walk-lists.js'
import { oneLine } from '../text/safe-html.js'

/** What stands in the desk's address; whatever is not understood counts as not said. */
export type DeskTab = ArticleState | 'kazakh'

export const deskTabs: readonly DeskTab[] = ['draft', 'review', 'scheduled', 'published', 'withdrawn', 'kazakh']
const maxWords = 200

export interface AskedDesk {
  tab: DeskTab
  filter: DeskFilter
  /** The same filter under another tab, and with a page's key. */
  address(tab: DeskTab, extra?: Record<string, string>): string
}

export function readDesk(req: Request, staff: Staff): AskedDesk {
  const { state, language, section, author, mine, q } = req.query
  const tab = deskTabs.find((each) => each === state) ?? 'draft'
  const filter: DeskFilter = {
    state: tab === 'kazakh' ? 'published' : tab,
    language: language === 'ru' || language === 'kk' ? language : null,
    sectionId: readId(section),
    authorId: readId(author),
    begunBy: mine === 'yes' ? staff.id : null,
    words: typeof q === 'string' ? oneLine(q, maxWords) : '',
  }
  const fields: Record<string, string> = {
    ...(filter.language !== null && { language: filter.language }),
    ...(filter.sectionId !== null && { section: String(filter.sectionId) }),
    ...(filter.authorId !== null && { author: String(filter.authorId) }),
    ...(filter.begunBy !== null && { mine: 'yes' }),
    ...(filter.words !== '' && { q: filter.words }),
  }
  return {
    tab,
    filter,
    address: (other, extra = {}) => `/newsroom?${new URLSearchParams({ state: other, ...fields, ...extra })}`,
  }
}

/** Words that are a number or a story's address ask for that story, whatever its state. */
export function articleMeant(words: string): number | null {
  const found = /^(?:\d{1,9}|(?:https?:\/\/[^/\s]+)?(?:\/kk)?\/(?:news|a)\/(\d{1,9})(?:[-?#].*)?)$/.exec(words)
  return found ? Number(found[1] ?? words) : null
}

function readId(text: unknown): number | null {
  return typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}
