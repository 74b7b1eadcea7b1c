import type { Brush } from './brush.js'
import { repeat } from './chance.js'
import { distant } from './palette.js'
import { rect } from './pen.js'

export const walls = ['#e9d9bb', '#d7b08a', '#c9d6d0', '#b9c7c9', '#dcc9b6', '#c58f6d'] as const

/** Distant blocks without windows. */
export function skyline(brush: Brush, y: number): string {
  const { chance, palette } = brush
  return repeat(9, (index) =>
    rect(
      index * 190 + chance.between(-50, 20),
      y - chance.between(150, 330),
      chance.between(90, 170),
      400,
      distant(palette, chance.between(0.5, 0.68)),
    ),
  )
}
