import type { Language } from '../../language/language.js'
import type { Picture } from '../media/picture.js'

/** What a person may say of a picture. */
export interface PictureWords {
  altRu: string
  altKk: string
  captionRu: string
  captionKk: string
  credit: string
  licence: string
  /** `2026-11-24`, the last day on which it may be shown. Null: for ever. */
  licenceUntil: string | null
  /** From the left and the upper edge, 0 to 1; both or neither. */
  focalX: number | null
  focalY: number | null
}

/** A picture as the newsroom knows it. */
export interface LibraryPicture extends Picture, PictureWords {
  fileName: string
  uploadedBy: { id: number; name: string } | null
  takenInAt: Date
  removedAt: Date | null
  inLibrary: boolean
}

/** Longest of each, in characters: as long as a story's own. */
export const longestWords = { alt: 500, caption: 1000, credit: 300, licence: 300, fileName: 200 } as const

/** Licences are warned of so many days before they end. */
export const licenceWarningDays = 30

/** What a story in that language begins with. Never the other language's words: a reader's voice would read them wrongly. */
export function wordsIn(language: Language, words: PictureWords): { alt: string; caption: string } {
  return language === 'kk'
    ? { alt: words.altKk, caption: words.captionKk }
    : { alt: words.altRu, caption: words.captionRu }
}
