import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { mostMissed } from '../features/search/missed-store.js'
import { type Moment, moment } from '../language/dates.js'
import { localAddress } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'

export interface MissedSearchesPage {
  frame: Frame
  missed: { words: string; href: string; language: string; times: string; last: Moment }[]
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/missed-searches': MissedSearchesPage
  }
}

const shown = 200

export async function missedSearchesPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { language } = staff
  const found = await mostMissed(kit.db, shown)
  render(res, language, 'newsroom/missed-searches', {
    frame: frame(req, staff, { title: say(language).newsroom.menu.missedSearches }),
    missed: found.map((each) => ({
      words: each.words,
      href: `${localAddress(each.language, '/search')}?q=${encodeURIComponent(each.words)}`,
      language: say(language).search.languages[each.language],
      times: String(each.times),
      last: moment(language, each.lastAt),
    })),
  })
}
