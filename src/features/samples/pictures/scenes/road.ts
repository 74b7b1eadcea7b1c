import type { Brush } from '../brush.js'
import { repeat } from '../chance.js'
import { grass, hills, plain, range } from '../land.js'
import { mix } from '../palette.js'
import { d, place, polygon, rect, stroke } from '../pen.js'
import { bushes } from '../plants.js'
import { sky } from '../sky.js'
import { oncoming } from '../vehicles.js'

/** A white post with a blue plate, as along our highways. */
function kilometrePost({ palette }: Brush, x: number, y: number, tall: number): string {
  const white = mix(palette.snow, palette.ink, palette.night ? 0.3 : 0)
  return place(
    x,
    y,
    tall / 100,
    rect(-5, -66, 10, 68, white, 2) +
      rect(-5, -22, 10, 12, palette.ink) +
      rect(-26, -100, 52, 38, white, 4) +
      rect(-22, -96, 44, 30, '#1d5f9a', 2) +
      stroke('M-12-88H12M-12-78H4', white, 4),
  )
}

/** The carriageway is drawn in shares of the way from the vanishing point (0) to our feet (1). */
export function road(brush: Brush): string {
  const { chance, palette } = brush
  const horizon = Math.round(chance.between(440, 530))
  const far = chance.between(640, 980)
  const foot = chance.between(720, 880)
  const half = chance.between(470, 560)
  const at = (share: number, lane: number): readonly [number, number] => [
    far + (foot + lane * half - far) * share,
    horizon + (920 - horizon) * share,
  ]
  const strip = (from: number, to: number, left: number, right: number): readonly (readonly [number, number])[] => [
    at(from, left),
    at(from, right),
    at(to, right),
    at(to, left),
  ]
  const white = mix(palette.snow, palette.road, palette.night ? 0.35 : 0.08)
  const marks = repeat(6, (index) =>
    polygon(strip(0.045 * 1.75 ** index, 0.045 * 1.75 ** index * 1.4, -0.022, 0.022), white),
  )
  const pole = (share: number): string => {
    const [x, y] = at(share, 1.9)
    const tall = 560 * share
    return d`M${x} ${y}V${y - tall}M${x - tall * 0.16} ${y - tall * 0.9}H${x + tall * 0.16}`
  }
  const shares = [0.06, 0.1, 0.165, 0.27, 0.44, 0.72]
  const wire = (side: number): string =>
    shares
      .map((share, index) => {
        const [x, y] = at(share, 1.9)
        return index === 0
          ? d`M${x + side * 90 * share} ${y - 504 * share}`
          : d`Q${x + side * 90 * share - 120 * share} ${y - 470 * share} ${x + side * 90 * share} ${y - 504 * share}`
      })
      .join('')
  const distances = [chance.between(0.13, 0.2), chance.between(0.34, 0.46)] as const
  const traffic = distances.map((share) => {
    const [x, y] = at(share, -0.5)
    return oncoming(brush, x, y, half * 0.62 * share)
  })
  const [postX, postY] = at(0.46, 1.28)
  const iron = mix(palette.ink, palette.sky[1], 0.2)
  return (
    sky(brush, horizon) +
    (chance.happens(0.5) ? range(brush, horizon, chance.between(120, 200), 0.55) : hills(brush, horizon)) +
    plain(brush, horizon) +
    bushes(brush, chance.between(0, 200), chance.between(300, 420), horizon + 14, 15) +
    polygon(strip(0.005, 1, -1.22, 1.22), mix(mix(palette.field, palette.road, 0.35), palette.snow, 0.15)) +
    polygon(strip(0.004, 1, -1, 1), palette.road) +
    polygon(strip(0.004, 1, 0, 1), mix(palette.road, palette.ink, 0.1)) +
    polygon(strip(0.02, 1, -0.94, -0.915), white) +
    polygon(strip(0.02, 1, 0.915, 0.94), white) +
    marks +
    stroke(wire(-1) + wire(1), iron, 2, 0.7) +
    shares.map((share) => stroke(pole(share), iron, Math.max(2, 15 * share))).join('') +
    traffic.join('') +
    kilometrePost(brush, postX, postY, 150) +
    grass(brush, 800, 14)
  )
}
