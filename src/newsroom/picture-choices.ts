import type { Request, Response } from 'express'
import type { Staff } from '../features/accounts/staff.js'
import { listLibrary } from '../features/library/library-lists.js'
import { type LibraryPicture, wordsIn } from '../features/library/library-picture.js'
import { liteWidth, pictureAddress } from '../features/media/picture.js'
import { type Language, languages } from '../language/language.js'
import type { Kit } from '../platform/kit.js'

/** A picture as scripts of the newsroom are told of it. */
export interface PictureChoice {
  id: number
  /** Of its 640 px JPEG, as bodies store it. */
  src: string
  width: number
  height: number
  tone: number
  liteBytes: number
  /** What a story in that language begins with. */
  alt: string
  caption: string
  credit: string
}

const perAnswer = 48

/**
 * `GET /newsroom/media.json?q=мост&language=kk&before=42`: the newest pictures, or the newest that the words find, older than `before`.
 * `before` of the answer asks for the next; null where there are no more.
 */
export async function pictureChoices(kit: Kit, staff: Staff, req: Request, res: Response): Promise<void> {
  const before = /^[1-9]\d{0,14}$/.test(String(req.query.before)) ? Number(req.query.before) : null
  const found = await listLibrary(kit.db, {
    shelf: 'all',
    words: String(req.query.q ?? '').slice(0, 200),
    after: before === null ? null : { id: before, until: null },
    limit: perAnswer + 1,
    warnUntil: '',
  })
  const shown = found.slice(0, perAnswer)
  const language = languageOf(req, staff)
  res.json({
    pictures: shown.map((picture) => pictureChoice(picture, language)),
    before: found.length > shown.length ? (shown.at(-1)?.id ?? null) : null,
  })
}

export function pictureChoice(picture: LibraryPicture, language: Language): PictureChoice {
  const { id, hash, width, height, tone, liteBytes, credit } = picture
  return {
    id,
    src: pictureAddress(hash, liteWidth, 'jpg'),
    width,
    height,
    tone,
    liteBytes,
    ...wordsIn(language, picture),
    credit,
  }
}

/** The story's language where a script says it, or else the colleague's. */
export function languageOf(req: Request, staff: Staff): Language {
  return languages.find((each) => each === req.query.language) ?? staff.language
}
