import { type LibraryPicture, longestWords, type PictureWords } from '../features/library/library-picture.js'
import { isRealDay } from '../language/dates.js'
import { oneLine } from '../text/safe-html.js'

export const pictureFields = [
  'altRu',
  'altKk',
  'captionRu',
  'captionKk',
  'credit',
  'licence',
  'licenceUntil',
  'focalX',
  'focalY',
] as const
export type PictureField = (typeof pictureFields)[number]
/** As it stands in the form. */
export type TypedPicture = Record<PictureField, string>
export type PictureFault = 'long' | 'day' | 'focus'

export const longestField: Record<Exclude<PictureField, 'licenceUntil' | 'focalX' | 'focalY'>, number> = {
  altRu: longestWords.alt,
  altKk: longestWords.alt,
  captionRu: longestWords.caption,
  captionKk: longestWords.caption,
  credit: longestWords.credit,
  licence: longestWords.licence,
}

/** Reads a posted form; of a field that it lacks, nothing is said. */
export function readPictureForm(
  given: Record<string, string>,
): { typed: TypedPicture } & (
  | { words: PictureWords }
  | { words: null; faults: Partial<Record<PictureField, PictureFault>> }
) {
  const typed = Object.fromEntries(
    pictureFields.map((name) => [name, (given[name] ?? '').slice(0, 5000)]),
  ) as TypedPicture
  const faults: Partial<Record<PictureField, PictureFault>> = {}
  const line = (name: keyof typeof longestField) => {
    if (typed[name].trim().length > longestField[name]) faults[name] = 'long'
    return oneLine(typed[name], longestField[name])
  }
  const until = typed.licenceUntil.trim()
  if (until !== '' && !isDay(until)) faults.licenceUntil = 'day'
  const [x, y] = [share(typed.focalX), share(typed.focalY)]
  if (x === undefined || y === undefined || (x === null) !== (y === null)) faults.focalX = 'focus'
  const words: PictureWords = {
    altRu: line('altRu'),
    altKk: line('altKk'),
    captionRu: line('captionRu'),
    captionKk: line('captionKk'),
    credit: line('credit'),
    licence: line('licence'),
    licenceUntil: until === '' ? null : until,
    focalX: x ?? null,
    focalY: y ?? null,
  }
  return Object.keys(faults).length > 0 ? { typed, words: null, faults } : { typed, words }
}

export function typedOf(picture: LibraryPicture): TypedPicture {
  const percent = (value: number | null) => (value === null ? '' : String(Math.round(value * 100)))
  return {
    ...picture,
    licenceUntil: picture.licenceUntil ?? '',
    focalX: percent(picture.focalX),
    focalY: percent(picture.focalY),
  }
}

function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  return year !== undefined && isRealDay({ year: Number(year), month: Number(month), day: Number(day) })
}

/** `37` percent as 0.37; null where nothing is typed, undefined where it is no such number. */
function share(text: string): number | null | undefined {
  const trimmed = text.trim().replace(',', '.')
  if (trimmed === '') return null
  const percent = /^\d{1,3}(?:\.\d{1,3})?$/.test(trimmed) ? Number(trimmed) : Number.NaN
  return percent <= 100 ? percent / 100 : undefined
}
