import type { Request, Response } from 'express'
import { setSingleKeys } from '../features/accounts/account-store.js'
import type { Staff } from '../features/accounts/staff.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { BadRequest } from '../web/errors.js'
import { formFields } from '../web/form-fields.js'
import { localPath } from '../web/local-path.js'
import { leadTo, leaveNotice } from './newsroom-session.js'

/** Bare letters as shortcuts, on or off: whoever dictates to the computer would press them with every word. */
export async function chooseKeys(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { letters, back } = formFields(req.body)
  if (letters !== 'on' && letters !== 'off') throw new BadRequest('no such choice')
  await setSingleKeys(kit.db, staff.id, letters === 'on')
  const texts = say(staff.language).newsroom.help.keys
  leaveNotice(req, { words: letters === 'on' ? texts.turnedOn : texts.turnedOff })
  await leadTo(req, res, localPath(back) ?? '/newsroom/help')
}
