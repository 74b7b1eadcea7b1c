import type { Brush } from './brush.js'
import { type Chance, repeat } from './chance.js'
import { distant, mix } from './palette.js'
import { d, HEIGHT, type Point, path, polygon, smooth, stroke, WIDTH } from './pen.js'

export function ridge(chance: Chance, y: number, swell: number, fill: string, floor = HEIGHT): string {
  const step = chance.between(200, 360)
  const points: Point[] = []
  for (let x = -step; x <= WIDTH + step * 1.5; x += step) points.push([x, y + chance.between(-swell, swell)])
  return path(`${smooth(points)}${d`V${floor}H${-step}Z`}`, fill)
}

/** Hills in three tones of air. */
export function hills({ chance, palette }: Brush, horizon: number, floor = HEIGHT): string {
  return (
    ridge(chance, horizon - chance.between(70, 120), 60, distant(palette, 0.72), floor) +
    ridge(chance, horizon - chance.between(30, 60), 36, distant(palette, 0.5), floor) +
    ridge(chance, horizon - 8, 16, distant(palette, 0.28), floor)
  )
}

/** Open ground from the horizon to our feet, in bands that grow darker as they come closer. */
export function plain({ chance, palette }: Brush, horizon: number, ground = palette.field): string {
  const depth = HEIGHT - horizon
  const bands = [
    { from: 0.02, tone: mix(ground, palette.sky[1], 0.3) },
    { from: 0.2, tone: ground },
    { from: 0.5, tone: mix(ground, palette.land, 0.16) },
    { from: 0.8, tone: mix(ground, palette.land, 0.34) },
  ]
  return bands
    .map(({ from, tone }, index) => ridge(chance, horizon + depth * from, depth * 0.02 * (1 + index), tone))
    .join('')
}

function slope(chance: Chance, top: Point, foot: Point): Point[] {
  return [0, 0.16, 0.34, 0.52, 0.76, 1].map((share) => {
    const rough = share === 0 || share === 1 ? 0 : (top[1] - foot[1]) * 0.035
    return [
      top[0] + (foot[0] - top[0]) * share + chance.between(-rough, rough),
      top[1] + (foot[1] - top[1]) * share + chance.between(-rough, rough),
    ]
  })
}

/** The torn lower edge of the snow, from one slope to another. */
function edge(chance: Chance, from: Point, to: Point, bite: number): Point[] {
  return [0.2, 0.4, 0.6, 0.8].map((share, index) => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share + (index % 2 === 0 ? -1 : 1) * bite * chance.between(0.5, 1.2),
  ])
}

interface PeakTones {
  rock: string
  shade: string
  snow: string
  snowShade: string
}

function peak(chance: Chance, x: number, base: number, width: number, height: number, tones: PeakTones): string {
  const top: Point = [x + chance.between(-0.08, 0.08) * width, base - height]
  const left = slope(chance, top, [x - width / 2, base])
  const right = slope(chance, top, [x + width / 2, base])
  const spine = slope(chance, top, [x + width * chance.between(0, 0.14), base])
  const cap = chance.whole(2, 3)
  const [l, r, s] = [left[cap] ?? top, right[cap] ?? top, spine[cap] ?? top]
  const bite = height * 0.055
  return (
    polygon([...left.slice(1).reverse(), ...right], tones.rock) +
    polygon([...right, ...spine.slice(1).reverse()], tones.shade) +
    polygon(
      [...left.slice(0, cap + 1), ...edge(chance, l, s, bite), ...spine.slice(1, cap + 1).reverse()],
      tones.snow,
    ) +
    polygon(
      [...right.slice(0, cap + 1), ...edge(chance, r, s, bite), ...spine.slice(1, cap + 1).reverse()],
      tones.snowShade,
    )
  )
}

/** A chain of snow-capped peaks; `depth` is the air before it, see `distant`. */
export function range({ chance, palette }: Brush, base: number, height: number, depth: number): string {
  const rock = distant(palette, depth)
  const tones: PeakTones = {
    rock,
    shade: mix(rock, palette.ink, 0.2 * (1 - depth * 0.6)),
    snow: mix(palette.snow, palette.sky[1], depth * 0.4),
    snowShade: mix(mix(palette.snow, palette.sky[0], 0.4), palette.sky[1], depth * 0.4),
  }
  const count = chance.whole(4, 6)
  const step = WIDTH / (count - 1)
  const highest = chance.whole(1, count - 2)
  const peaks = Array.from({ length: count }, (_, index) => {
    const tall = height * (index === highest ? 1 : chance.between(0.5, 0.82))
    return { tall, x: step * (index + chance.between(-0.22, 0.22)) }
  })
  // The tallest stand behind, or they would hide the shoulders of their neighbours.
  peaks.sort((one, other) => other.tall - one.tall)
  return peaks
    .map(({ tall, x }) => peak(chance, x, base, Math.max(tall * chance.between(1.9, 2.4), step * 1.3), tall, tones))
    .join('')
}

/** Tufts along the lower edge: they give the ground its scale. */
export function grass(
  { chance, palette }: Brush,
  y: number,
  count: number,
  tone = mix(palette.field, palette.ink, 0.45),
): string {
  const tufts = repeat(count, () => {
    const foot = y + chance.between(0, HEIGHT + 20 - y)
    const tall = (26 + (foot - y) * 0.32) * chance.between(0.7, 1.3)
    return (
      d`M${chance.between(0, WIDTH)} ${foot}q${-tall * 0.1} ${-tall * 0.6} ${-tall * 0.4} ${-tall * 0.85}` +
      d`m${tall * 0.4} ${tall * 0.85}q0 ${-tall * 0.6} ${tall * 0.16} ${-tall}` +
      d`m${-tall * 0.16} ${tall}q${tall * 0.2} ${-tall * 0.5} ${tall * 0.55} ${-tall * 0.7}`
    )
  })
  return stroke(tufts, tone, 3.4)
}
