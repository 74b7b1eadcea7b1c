import type { Request, Response } from 'express'
import { setAccountLanguage } from '../features/accounts/account-store.js'
import type { Staff } from '../features/accounts/staff.js'
import type { Kit } from '../platform/kit.js'
import { BadRequest } from '../web/errors.js'
import { formFields } from '../web/form-fields.js'
import { localPath } from '../web/local-path.js'
import { leadTo } from './newsroom-session.js'

/** The newsroom speaks the language of each colleague. */
export async function setLanguage(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { language, back } = formFields(req.body)
  if (language !== 'ru' && language !== 'kk') throw new BadRequest('no such language')
  await setAccountLanguage(kit.db, staff.id, language)
  await leadTo(req, res, localPath(back) ?? '/newsroom')
}
