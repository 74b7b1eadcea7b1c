import type { ShelvedPicture } from '../features/library/library-lists.js'
import { type LibraryPicture, licenceWarningDays, wordsIn } from '../features/library/library-picture.js'
import { pictureAddress } from '../features/media/picture.js'
import { dayWords, isoDay, wall } from '../language/dates.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'

/** A picture as the library's lists show it. */
export interface LibraryCard {
  href: string
  src: string
  width: number
  height: number
  /** What it shows, or its file's name, or its number. */
  name: string
  /** Its size, its author, its uses. */
  facts: string[]
  licence: { words: string; isOver: boolean } | null
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/library-card': LibraryCard
  }
}

export function libraryCard(
  language: Language,
  now: Date,
  picture: LibraryPicture & Partial<ShelvedPicture>,
): LibraryCard {
  const texts = say(language).newsroom.media
  const { id, hash, width, height, credit, uses } = picture
  return {
    href: `/newsroom/media/${id}`,
    src: pictureAddress(hash, 320, 'jpg'),
    width,
    height,
    name: nameOf(language, picture),
    facts: [
      `${width} × ${height}`,
      ...(credit === '' ? [] : [credit]),
      ...(uses === undefined ? [] : [texts.usedIn(uses)]),
    ],
    licence: licenceNote(language, now, picture.licenceUntil),
  }
}

export function nameOf(language: Language, picture: LibraryPicture): string {
  const { alt, caption } = wordsIn(language, picture)
  return alt || caption || picture.altRu || picture.altKk || picture.fileName || `№ ${picture.id}`
}

/** Null as long as the licence lasts for more than a month. */
export function licenceNote(language: Language, now: Date, until: string | null): LibraryCard['licence'] {
  if (until === null || until > warnUntil(now)) return null
  const texts = say(language).newsroom.media
  const [year = 0, month = 1, day = 1] = until.split('-').map(Number)
  const isOver = until < isoDay(wall(now))
  const words = dayWords(language, { year, month, day })
  return { words: isOver ? texts.licenceOver(words) : texts.licenceEnds(words), isOver }
}

/** Licences that end by this day are told of. */
export function warnUntil(now: Date): string {
  return isoDay(wall(new Date(now.getTime() + licenceWarningDays * 86_400_000)))
}
