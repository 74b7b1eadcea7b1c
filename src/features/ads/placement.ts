/** Where a banner may stand, and its exact size in CSS pixels: known before anything is loaded, so nothing moves. */
export const placements = {
  /** Beside the news. */
  side: { width: 300, height: 250 },
  /** Below the text of a story. */
  story: { width: 300, height: 250 },
  /** Across the front page and lists, on screens that are wide enough. */
  wide: { width: 728, height: 90 },
  /** The same place on a phone. */
  phone: { width: 320, height: 100 },
} as const

export type Placement = keyof typeof placements

export const placementNames = Object.keys(placements) as Placement[]

export function isPlacement(name: unknown): name is Placement {
  return typeof name === 'string' && Object.hasOwn(placements, name)
}
