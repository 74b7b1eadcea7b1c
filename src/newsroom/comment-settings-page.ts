import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { may } from '../features/accounts/staff.js'
import { talkModes } from '../features/articles/article.js'
import { commentSettings, identities } from '../features/comments/comment-settings.js'
import { keepSettings } from '../features/comments/settings-keeping.js'
import { readSettings } from '../features/settings/setting-store.js'
import { bannedNetworks } from '../features/spam/origin-store.js'
import { spamSettings } from '../features/spam/spam-settings.js'
import { moment } from '../language/dates.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { formFields } from '../web/form-fields.js'
import { render } from '../web/render.js'
import { type Frame, frame } from './frame.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

type Choice = { value: string; words: string; isChosen: boolean }

export interface CommentSettingsPage {
  frame: Frame
  /** Null for whom may keep the lists of words only. */
  rules: {
    modes: Choice[]
    identities: Choice[]
    numbers: { name: 'closesAfterDays' | 'keepsContactForDays' | 'trustedAfter'; value: string; hasFault: boolean }[]
  } | null
  spam: string
  rude: string
  hasStemFault: boolean
  networks: { hash: string; words: string }[]
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/comment-settings': CommentSettingsPage
  }
}

const home = '/newsroom/comments/settings'
const numbers = ['closesAfterDays', 'keepsContactForDays', 'trustedAfter'] as const

export async function commentSettingsPage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const [rules, words] = await Promise.all([readSettings(kit.db, commentSettings), readSettings(kit.db, spamSettings)])
  const typed = Object.fromEntries(Object.entries(rules).map(([name, value]) => [name, String(value)]))
  await show(
    kit,
    staff,
    req,
    res,
    { ...typed, spam: words.spam.join('\n'), rude: words.rude.join('\n') },
    new Set(),
    200,
  )
}

export async function saveCommentSettings(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const typed: Record<string, string> = formFields(req.body)
  const lines = (text = '') =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
  const words = spamSettings.schema.safeParse({ spam: lines(typed.spam), rude: lines(typed.rude) })
  const whole = (name: string) => (/^\d{1,5}$/.test(typed[name]?.trim() ?? '') ? Number(typed[name]) : Number.NaN)
  const rules = may(staff, 'settings.manage')
    ? commentSettings.schema.safeParse({
        mode: typed.mode,
        identity: typed.identity,
        ...Object.fromEntries(numbers.map((name) => [name, whole(name)])),
      })
    : null
  if (!words.success || rules?.success === false) {
    const faults = new Set(
      [...(rules?.error?.issues ?? []), ...(words.error?.issues ?? [])].map(({ path }) => String(path[0])),
    )
    return show(kit, staff, req, res, typed, faults, 422)
  }
  await keepSettings(kit, staff, words.data, rules?.data ?? null)
  leaveNotice(req, { words: say(staff.language).newsroom.moderation.saved })
  await leadTo(req, res, home)
}

async function show(
  kit: Kit,
  staff: Staff,
  req: Request,
  res: Response,
  typed: Record<string, string>,
  faults: ReadonlySet<string>,
  status: number,
): Promise<void> {
  const texts = say(staff.language).newsroom.moderation
  const networks = await bannedNetworks(kit.db, kit.clock.now())
  render(
    res,
    staff.language,
    'newsroom/comment-settings',
    {
      frame: frame(req, staff, { title: texts.settings }),
      rules: may(staff, 'settings.manage')
        ? {
            modes: talkModes.map((value) => ({ value, words: texts.talkModes[value], isChosen: value === typed.mode })),
            identities: identities.map((value) => ({
              value,
              words: texts.identities[value],
              isChosen: value === typed.identity,
            })),
            numbers: numbers.map((name) => ({ name, value: typed[name] ?? '', hasFault: faults.has(name) })),
          }
        : null,
      spam: typed.spam ?? '',
      rude: typed.rude ?? '',
      hasStemFault: faults.has('spam') || faults.has('rude'),
      networks: networks.map(({ hash, at, by }) => ({
        hash,
        words: texts.networkSince(moment(staff.language, at).words, by),
      })),
    },
    { status },
  )
}
