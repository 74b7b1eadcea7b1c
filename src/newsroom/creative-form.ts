import { fitsPlacement, placementNames, placements, sizesOf } from '../features/ads/placement.js'
import { picturesOfSizes } from '../features/library/library-lists.js'
import type { LibraryPicture } from '../features/library/library-picture.js'
import { findInLibrary } from '../features/library/library-store.js'
import { pictureAddress } from '../features/media/picture.js'
import type { Language } from '../language/language.js'
import { say } from '../language/say.js'
import type { Kit } from '../platform/kit.js'
import { nameOf } from './library-card.js'

/** What stood in the fields of a banner to come. */
export interface TypedCreative {
  placement: string
  /** Of the library, by its number. */
  picture: string
  html: string
  altRu: string
  altKk: string
  target: string
  fault: { field: CreativeField; words: string } | null
}

export type CreativeField = 'placement' | 'file' | 'html' | 'target'

export interface CreativeForm {
  action: string
  typed: TypedCreative
  places: { value: string; words: string; isChosen: boolean }[]
  /** Pictures of the library that fit one place or another; the style sheet shows those that fit the chosen one. */
  pictures: {
    id: number
    src: string
    width: number
    height: number
    name: string
    size: string
    /** `for-side for-story` */
    fits: string
    isChosen: boolean
  }[]
}

declare module '../web/views.js' {
  interface Views {
    'newsroom/creative-form': CreativeForm
  }
}

export const emptyCreative: TypedCreative = {
  placement: 'side',
  picture: '',
  html: '',
  altRu: '',
  altKk: '',
  target: '',
  fault: null,
}

/** An older one is uploaded again and known at once. */
const offered = 48

export async function creativeForm(
  kit: Kit,
  language: Language,
  campaignId: number,
  typed: TypedCreative,
): Promise<CreativeForm> {
  const texts = say(language).newsroom.campaigns
  const newest = await picturesOfSizes(kit.db, placementNames.flatMap(sizesOf), offered)
  const isThere = typed.picture === '' || newest.some(({ id }) => String(id) === typed.picture)
  const own = isThere ? undefined : await pictureNumbered(kit, typed.picture)
  return {
    action: `/newsroom/campaigns/${campaignId}/creatives`,
    typed,
    places: placementNames.map((value) => ({
      value,
      words: `${texts.places[value]}, ${placements[value].width} × ${placements[value].height}`,
      isChosen: value === typed.placement,
    })),
    pictures: (own ? [own, ...newest] : newest).map((picture) => ({
      id: picture.id,
      src: pictureAddress(picture.hash, 320, 'jpg'),
      width: picture.width,
      height: picture.height,
      name: nameOf(language, picture),
      size: `${picture.width} × ${picture.height}`,
      fits: placementNames
        .filter((place) => fitsPlacement(place, picture))
        .map((place) => `for-${place}`)
        .join(' '),
      isChosen: String(picture.id) === typed.picture,
    })),
  }
}

/** One that stands in the library now. */
export async function pictureNumbered(kit: Kit, number: string): Promise<LibraryPicture | undefined> {
  if (!/^[1-9]\d{0,8}$/.test(number)) return undefined
  const picture = await findInLibrary(kit.db, Number(number))
  return picture?.removedAt === null ? picture : undefined
}
