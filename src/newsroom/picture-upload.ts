import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { type Uploaded, uploadPicture } from '../features/library/uploading.js'
import { maxBytes } from '../features/media/picture-check.js'
import { PictureRefused } from '../features/media/picture-intake.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { excerpt } from '../text/excerpt.js'
import { oneLine } from '../text/safe-html.js'
import { type ArrivingFile, FormTooLarge, readMultipart } from '../web/multipart.js'
import { showLibrary } from './library-page.js'
import { leadTo, leaveNotice } from './newsroom-session.js'
import { languageOf, type PictureChoice, pictureChoice } from './picture-choices.js'

/** Of a plain form. A script sends one after another, as many as somebody has. */
const maxFiles = 20
/** Somebody may choose a whole folder: those beyond the limit are told of, not the form refused. */
const maxParts = 2000

/** What became of one file. */
export interface UploadedFile {
  name: string
  uploaded: Uploaded | null
  /** Why it was not taken, in the colleague's language. */
  fault: string | null
}

/**
 * `POST /newsroom/media`, files in any field of a multipart form. A script that accepts JSON is answered
 * `{ files: [{ name, picture, isKnown, alike, fault }], fault }`, with 422 when nothing was taken; a form gets the library.
 */
export async function uploadPictures(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const texts = say(staff.language).newsroom.media
  const { files, skippedFiles, isTooHeavy } = await receivePictures(kit, staff, req, maxFiles)
  const taken = files.filter(({ uploaded }) => uploaded !== null)
  const fault = isTooHeavy
    ? texts.formTooHeavy
    : skippedFiles > 0
      ? texts.tooMany(maxFiles)
      : files.length === 0
        ? texts.noFiles
        : null
  const isWhole = fault === null && taken.length === files.length
  if (req.accepts(['html', 'json']) === 'json') {
    const language = languageOf(req, staff)
    res.status(taken.length === 0 ? 422 : 200).json({ files: files.map((file) => toldOf(file, language)), fault })
  } else if (isWhole) {
    const [only] = files
    leaveNotice(req, { words: files.length === 1 && only?.uploaded?.isKnown ? texts.known : texts.taken(files.length) })
    await leadTo(req, res, '/newsroom/media')
  } else {
    await showLibrary(kit, staff, req, res, { files, fault })
  }
}

/** Reads a form's files and takes each into the library as soon as it is whole; one that is refused does not stop the others. */
export async function receivePictures(
  kit: Kit,
  staff: Staff,
  req: Request,
  most: number,
): Promise<{ files: UploadedFile[]; fields: Map<string, string[]>; skippedFiles: number; isTooHeavy: boolean }> {
  const files: UploadedFile[] = []
  const limits = { fileBytes: maxBytes, files: most, fieldBytes: 2000, fields: 10, parts: maxParts }
  try {
    const form = await readMultipart(req, limits, async (file) => {
      files.push(await receive(kit, staff, file))
    })
    return { files, ...form, isTooHeavy: false }
  } catch (error) {
    if (!(error instanceof FormTooLarge)) throw error
    return { files, fields: new Map(), skippedFiles: 0, isTooHeavy: true }
  }
}

async function receive(kit: Kit, staff: Staff, file: ArrivingFile): Promise<UploadedFile> {
  const texts = say(staff.language).newsroom.media.refusals
  const name = excerpt(oneLine(file.name, 200), 80)
  if ('tooHeavy' in file) return { name, uploaded: null, fault: texts['too-heavy'] }
  if (file.bytes.length === 0) return { name, uploaded: null, fault: texts['not-a-picture'] }
  try {
    return { name, uploaded: await uploadPicture(kit, staff, file.bytes, file.name), fault: null }
  } catch (error) {
    if (!(error instanceof PictureRefused)) throw error
    return { name, uploaded: null, fault: texts[error.reason] }
  }
}

interface ToldFile {
  name: string
  picture: PictureChoice | null
  /** The very same picture was here already. */
  isKnown: boolean
  /** Others that look like it. */
  alike: PictureChoice[]
  fault: string | null
}

function toldOf({ name, uploaded, fault }: UploadedFile, language: 'ru' | 'kk'): ToldFile {
  return {
    name,
    picture: uploaded && pictureChoice(uploaded.picture, language),
    isKnown: uploaded?.isKnown ?? false,
    alike: (uploaded?.alike ?? []).map((each) => pictureChoice(each, language)),
    fault,
  }
}
