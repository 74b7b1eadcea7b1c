import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { setPings } from '../features/pings/ping-keeping.js'
import { type PingSettings, pingSettings } from '../features/pings/ping-settings.js'
import { readPingLog, waitingPings } from '../features/pings/ping-store.js'
import { readSettings } from '../features/settings/setting-store.js'
import { type Moment, moment } from '../language/dates.js'
import { numberWords } from '../language/numbers.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

export interface PingsPage {
  frame: Frame
  given: { isStaging: boolean; hub: string; indexNowKey: string; indexNowAddress: string }
  fault: string | null
  waitingWords: string
  log: { at: Moment; target: string; addresses: string; example: string; answer: string }[]
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/pings': PingsPage
  }
}

const logLength = 50

export async function pingsPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const settings = await readSettings(kit.db, pingSettings)
  await show(kit, staff, req, res, {
    isStaging: settings.isStaging,
    hub: settings.hub ?? '',
    indexNowKey: settings.indexNowKey ?? '',
    indexNowAddress: settings.indexNowAddress,
  })
}

export async function savePings(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.pings
  const { isStaging, hub = '', indexNowKey = '', indexNowAddress = '' } = formFields(req.body)
  const given = {
    isStaging: isStaging !== undefined,
    hub: hub.trim(),
    indexNowKey: indexNowKey.trim(),
    indexNowAddress: indexNowAddress.trim(),
  }
  const read = pingSettings.schema.safeParse({
    isStaging: given.isStaging,
    hub: given.hub || null,
    indexNowKey: given.indexNowKey || null,
    ...(given.indexNowAddress && { indexNowAddress: given.indexNowAddress }),
  } satisfies Partial<PingSettings>)
  if (!read.success) return show(kit, staff, req, res, given, texts.fault)
  await setPings(kit, staff, read.data)
  leaveNotice(req, { words: texts.saved })
  await leadTo(req, res, '/newsroom/pings')
}

async function show(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  given: PingsPage['given'],
  fault: string | null = null,
): Promise<void> {
  const { language } = staff
  const texts = say(language).newsroom
  const log = await readPingLog(kit.db, logLength)
  const waiting = await waitingPings(kit.db)
  const count = waiting.reduce((sum, each) => sum + each.waiting, 0)
  render(
    res,
    language,
    'newsroom/pings',
    {
      frame: frame(req, staff, { title: texts.menu.pings }),
      given,
      fault,
      waitingWords: texts.pings.waiting(numberWords(language, count)),
      log: log.map((entry) => ({
        at: moment(language, entry.at),
        target: texts.pings.targets[entry.target],
        addresses: numberWords(language, entry.addresses),
        example: entry.example,
        answer: [entry.status ?? texts.pings.noAnswer, entry.words].filter((words) => words !== '').join(': '),
      })),
    },
    { status: fault === null ? 200 : 422 },
  )
}
