import type { Request, Response } from 'express'
import { demand, type Staff } from '../features/accounts/staff.js'
import { findInLibrary } from '../features/library/library-store.js'
import { replaceBack, replacePicture } from '../features/library/replacing.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { leadTo, leaveNotice, lineIn } from './newsroom-session.js'
import { typedOf } from './picture-form.js'
import { pictureOf, showPicture } from './picture-page.js'
import { receivePictures } from './picture-upload.js'

/** By a new file or by the number of a picture that is here: then its page shows where it stands now. */
export async function replaceEverywhere(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  demand(staff, 'media.manage')
  const texts = say(staff.language).newsroom.media.picture
  const picture = await pictureOf(kit, req)
  const { files, fields, isTooHeavy } = await receivePictures(kit, staff, req, 1)
  const [file] = files
  const typed = fields.get('with')?.at(-1)?.trim() ?? ''
  const number = /^[1-9]\d{0,8}$/.test(typed) ? await findInLibrary(kit.db, Number(typed)) : undefined
  const into = file ? file.uploaded?.picture : number?.removedAt === null ? number : undefined
  const fault =
    (isTooHeavy ? say(staff.language).newsroom.media.refusals['too-heavy'] : file?.fault) ??
    (into?.id === picture.id
      ? texts.replaceFaults.same
      : into === undefined
        ? texts.replaceFaults[typed === '' ? 'none' : 'missing']
        : null)
  if (fault !== null || !into)
    return showPicture(
      kit,
      staff,
      req,
      res,
      { picture, typed: typedOf(picture), replaceFault: fault ?? texts.replaceFaults.none },
      422,
    )
  const { count, line } = await replacePicture(kit, staff, picture.id, into.id)
  const address = `/newsroom/media/${into.id}`
  leaveNotice(
    req,
    line === null
      ? { words: count === 0 ? texts.replaced(count) : `${texts.replaced(count)} ${texts.bothStood}` }
      : {
          words: texts.replaced(count),
          undo: { action: `${address}/replacement/undo`, fields: { line: String(line) } },
        },
  )
  await leadTo(req, res, address)
}

export async function undoReplacement(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const { count, fromId } = await replaceBack(kit, staff, Number(req.params.id), lineIn(req))
  leaveNotice(req, { words: say(staff.language).newsroom.media.picture.replacedBack(count) })
  await leadTo(req, res, `/newsroom/media/${fromId}`)
}
