import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { mostMissed } from '../features/redirects/missed-store.js'
import { keepRedirect, type RedirectFault, removeRedirect } from '../features/redirects/redirect-keeping.js'
import { type KeptRedirect, newestRedirects } from '../features/redirects/redirect-store.js'
import { type Moment, moment } from '../language/dates.js'
import { numberWords } from '../language/numbers.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

export interface RedirectsPage {
  frame: Frame
  missed: { address: string; times: string; last: Moment }[]
  redirects: KeptRedirect[]
  given: { from: string; to: string }
  fault: { field: 'from' | 'to'; words: string } | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/redirects': RedirectsPage
  }
}

const home = '/newsroom/redirects'
const listLength = 100

export function redirectsPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  return show(kit, staff, req, res, { from: '', to: '' }, null)
}

/** Leads an address elsewhere, or no longer: the form says which. */
export async function saveRedirect(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.redirects
  const { from = '', to = '', deed } = formFields(req.body)
  if (deed === 'remove') {
    await removeRedirect(kit, staff, from)
    leaveNotice(req, {
      words: texts.removed(from),
      ...(to !== '' && { undo: { action: home, fields: { from, to } } }),
    })
    return leadTo(req, res, home)
  }
  const fault = await keepRedirect(kit, staff, { from, to })
  if (fault !== null) return show(kit, staff, req, res, { from, to }, fault)
  leaveNotice(req, { words: texts.kept(from.trim(), to.trim()) })
  await leadTo(req, res, home)
}

async function show(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  given: RedirectsPage['given'],
  fault: RedirectFault | null,
): Promise<void> {
  const { language } = staff
  const texts = say(language).newsroom
  const missed = await mostMissed(kit.db, listLength)
  const redirects = await newestRedirects(kit.db, listLength)
  render(
    res,
    language,
    'newsroom/redirects',
    {
      frame: frame(req, staff, { title: texts.menu.redirects }),
      missed: missed.map(({ address, times, lastAt }) => ({
        address,
        times: numberWords(language, times),
        last: moment(language, lastAt),
      })),
      redirects,
      given,
      fault: fault && { field: fault === 'old' ? 'from' : 'to', words: texts.redirects.faults[fault] },
    },
    { status: fault === null ? 200 : 422 },
  )
}
