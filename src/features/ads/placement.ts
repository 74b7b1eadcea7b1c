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

/** A picture stands in its place pixel by pixel, or twice as fine for dense screens. */
export function sizesOf(placement: Placement): { width: number; height: number }[] {
  const { width, height } = placements[placement]
  return [1, 2].map((times) => ({ width: width * times, height: height * times }))
}

export function fitsPlacement(placement: Placement, picture: { width: number; height: number }): boolean {
  return sizesOf(placement).some(({ width, height }) => width === picture.width && height === picture.height)
}
