import { adSettings } from '../features/ads/ad-settings.js'
import { type Placement, placements } from '../features/ads/placement.js'
import { settingsOf } from '../features/settings/setting-store.js'
import type { Language } from '../language/language.js'
import type { Kit } from '../platform/kit.js'

/** Room for a banner: its exact size stands in the page, the banner itself comes in a frame of its own. */
export interface AdPlace {
  placement: Placement
  width: number
  height: number
  src: string
}

declare module '../web/views.js' {
  interface Views {
    'parts/ad': AdPlace
  }
}

/** The same room twice: across a wide screen, and on a phone; the style sheet shows one of them. */
export async function adAcross(kit: Kit, language: Language, around: AdSurroundings = {}): Promise<AdPlace[]> {
  const rooms = await Promise.all((['wide', 'phone'] as const).map((each) => adPlace(kit, language, each, around)))
  return rooms.filter((room) => room !== null)
}

/** Where on the site a place is; all of it the same for every reader, since it becomes part of a kept page. */
export interface AdSurroundings {
  sectionId?: number
  region?: string | null
  articleId?: number
  tagIds?: readonly number[]
}

/**
 * Null where nothing runs or nothing may stand: no banner, no hole. Who sees which banner is decided when the frame is asked
 * for, so a kept page stays the same for all (docs/decisions/034-banners-in-frames.md).
 */
export async function adPlace(
  kit: Kit,
  language: Language,
  placement: Placement,
  around: AdSurroundings = {},
): Promise<AdPlace | null> {
  const { ads } = kit
  const { sectionId = null, region = null, articleId, tagIds = [] } = around
  if (!ads?.isOffered({ placement, language, sectionId, region })) return null
  const { without } = await settingsOf(kit, adSettings)
  const isBarred =
    (articleId !== undefined && without.articles.includes(articleId)) ||
    (sectionId !== null && without.sections.includes(sectionId)) ||
    tagIds.some((id) => without.tags.includes(id))
  if (isBarred) return null
  const query = new URLSearchParams({ l: language })
  if (sectionId !== null) query.set('s', String(sectionId))
  if (region !== null) query.set('r', region)
  return { placement, ...placements[placement], src: `/place/${placement}?${query}` }
}
