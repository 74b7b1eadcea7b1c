import type { Brush } from './brush.js'
import { repeat } from './chance.js'
import { mix } from './palette.js'
import { d, fade, path, rect, stroke, WIDTH } from './pen.js'

/** Still water: the far shore upside down, paler, crossed by streaks of light. */
export function mirror({ chance, palette }: Brush, shore: string, level: number): string {
  const streaks = (count: number, from: number, to: number): string =>
    repeat(
      count,
      () => d`M${chance.between(-60, WIDTH)} ${level + chance.between(from, to)}h${chance.between(60, 260)}`,
    )
  return (
    `<g id="shore">${shore}</g>` +
    rect(0, level, WIDTH, 900 - level, mix(palette.water, palette.sky[1], 0.4)) +
    // Shorter than the shore itself, as seen from a bank above the water.
    `<use href="#shore" transform="translate(0 ${Math.round(level * 1.8)})scale(1 -.8)" opacity=".42"/>` +
    fade(
      0.35,
      path(d`M0 ${level + 150}Q400 ${level + 120} 800 ${level + 150}T1600 ${level + 150}V900H0Z`, palette.water),
    ) +
    fade(
      0.5,
      path(
        d`M0 ${level + 250}Q400 ${level + 290} 800 ${level + 250}T1600 ${level + 250}V900H0Z`,
        mix(palette.water, palette.land, 0.35),
      ),
    ) +
    stroke(streaks(11, 14, 120), mix(palette.snow, palette.sky[1], 0.4), 3, 0.65) +
    stroke(streaks(9, 130, 330), mix(palette.snow, palette.sky[1], 0.3), 5, 0.45)
  )
}
