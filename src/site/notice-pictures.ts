import type { Request } from 'express'
import { noteSentPicture, picturesByIds } from '../features/board/board-picture-store.js'
import { maxPictures } from '../features/board/notice.js'
import type { Picture } from '../features/media/picture.js'
import { PictureRefused, type RefusalReason, takeInPicture } from '../features/media/picture-intake.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { isSignedBy, secretOf, signature } from '../platform/secret.js'
import { readMultipart } from '../web/multipart.js'
import { maxFieldBytes } from './notice-form.js'

const maxPictureBytes = 12 * 1024 * 1024
/** Fields of the form, kept pictures included. */
const maxFields = 30

export interface SentNotice {
  fields: ReadonlyMap<string, readonly string[]>
  /** Those kept from before, then the new ones. */
  pictures: Picture[]
  fault: string | null
}

/** Reads a form and takes its pictures in. A picture that cannot be taken is a fault in words, and the others stay. */
export async function readNoticeForm(kit: Kit, language: Language, req: Request): Promise<SentNotice> {
  const texts = say(language).board.faults.pictures
  const taken: Picture[] = []
  let fault: string | null = null
  const limits = {
    fileBytes: maxPictureBytes,
    files: maxPictures,
    fieldBytes: maxFieldBytes,
    fields: maxFields,
  }
  const { fields, skippedFiles } = await readMultipart(req, limits, async (file) => {
    if (file.field !== 'pictures') return
    if ('tooHeavy' in file) fault = texts.heavy
    else if (file.bytes.length > 0)
      try {
        const picture = await takeInPicture(kit, file.bytes)
        await noteSentPicture(kit.db, picture.id, kit.clock.now())
        taken.push(picture)
      } catch (error) {
        if (!(error instanceof PictureRefused)) throw error
        fault = texts[refusalTexts[error.reason]]
      }
  })
  const ids = await keptIds(kit, fields.get('kept') ?? [])
  const pictures = [...(await picturesByIds(kit.db, ids)), ...taken]
  const different = pictures.filter((picture, at) => pictures.findIndex(({ id }) => id === picture.id) === at)
  if (different.length > maxPictures || skippedFiles > 0) fault ??= texts.many
  return { fields, pictures: different.slice(0, maxPictures), fault }
}

const refusalTexts: Record<RefusalReason, 'heavy' | 'notPicture' | 'broken' | 'small'> = {
  'too-heavy': 'heavy',
  'too-many-pixels': 'heavy',
  'not-a-picture': 'notPicture',
  svg: 'notPicture',
  unsupported: 'notPicture',
  broken: 'broken',
  'too-small': 'small',
}

/** A picture that arrived with a form that had faults is named by the next one, signed so that nobody names another's. */
export async function keptWords(kit: Kit, { id }: Picture): Promise<string> {
  return `${id}.${signature(await secret(kit), String(id))}`
}

async function keptIds(kit: Kit, given: readonly string[]): Promise<number[]> {
  const key = await secret(kit)
  return given.slice(0, maxPictures).flatMap((words) => {
    const [, id = '', sign = ''] = /^(\d{1,15})\.([\w-]{43})$/.exec(words) ?? []
    return id !== '' && isSignedBy(key, id, sign) ? [Number(id)] : []
  })
}

async function secret(kit: Kit): Promise<string> {
  const { key } = await kit.memory.keep('secret:notice-pictures', { tags: [], seconds: 3600 }, async () => ({
    key: await secretOf(kit.db, 'notice-pictures'),
  }))
  return key
}
