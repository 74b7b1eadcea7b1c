import type { Brush } from '../brush.js'
import { repeat } from '../chance.js'
import { person } from '../figures.js'
import { hills, range } from '../land.js'
import { mix } from '../palette.js'
import { box, copy, d, outline, type Point, path, polygon, rect, stencil, stroke } from '../pen.js'
import { poplar } from '../plants.js'
import { sky } from '../sky.js'

const gable: readonly Point[] = [
  [-40, 940],
  [-40, 250],
  [800, -60],
  [1640, 250],
  [1640, 940],
]
const shares = [0.2, 0.25, 0.315, 0.395, 0.5, 0.625, 0.785, 0.98]

interface Leaves {
  leaf: string
  dark: string
  fruit: string
}

/** A tomato vine on its string, 500 units tall. */
function vine({ chance }: Brush, x: number, { leaf, dark, fruit }: Leaves): string {
  let stalks = ''
  let leaves = ''
  let fruits = ''
  for (let tier = 0; tier < 7; tier += 1) {
    const y = 850 - tier * 68
    const side = tier % 2 === 0 ? 1 : -1
    const reach = chance.between(62, 92) * side
    stalks += d`M${x} ${y}q${reach * 0.5} -20 ${reach} 8M${x} ${y - 20}q${-reach * 0.5} -20 ${-reach} 8`
    leaves += d`M${x} ${y}q${reach * 0.5} -64 ${reach} 10q${-reach * 0.6} 40 ${-reach} -10M${x} ${y - 20}q${-reach * 0.6} -60 ${-reach} 8q${reach * 0.6} 44 ${reach} -8`
    if (tier > 0) fruits += d`M${x + reach * 0.3} ${y + 20}h.1m${side * 16} 18h.1m${-side * 24} 8h.1`
  }
  return stroke(d`M${x} 880V250`, dark, 6) + path(leaves, leaf) + stroke(stalks, dark, 4) + stroke(fruits, fruit, 27)
}

function lettuce({ chance }: Brush, x: number, y: number, { leaf, dark, fruit }: Leaves): string {
  const wide = chance.between(58, 70)
  const heart = chance.happens(0.25) ? stroke(d`M${x - 26} ${y - 22}h.1m40 -14h.1m10 26h.1`, fruit, 17) : ''
  return (
    path(
      d`M${x} ${y}q${-wide * 1.3} ${-10} ${-wide} ${-54}q${wide * 0.4} -10 ${wide * 0.5} 12q${wide * 0.1} -50 ${wide * 0.5} -50t${wide * 0.5} 50q${wide * 0.2} -24 ${wide * 0.5} -12q${wide * 0.2} 48 ${-wide} 54z`,
      dark,
    ) +
    path(
      d`M${x} ${y}q${-wide} -14 ${-wide * 0.62} -50q${wide * 0.4} 4 ${wide * 0.62} 30q${wide * 0.2} -30 ${wide * 0.62} -30q${wide * 0.3} 40 ${-wide * 0.62} 50z`,
      leaf,
    ) +
    heart
  )
}

/** One bay of the house at full size. Every bay is the same, only smaller towards the vanishing point. */
function bay(brush: Brush, leaves: Leaves, frame: string, tall: boolean): string {
  const { palette } = brush
  const legs = stroke(
    'M-20 790V930M300 790V930M410 790V930M640 790V930M960 790V930M1190 790V930M1300 790V930M1620 790V930',
    mix(palette.road, palette.snow, 0.3),
    9,
  )
  const outer = tall
    ? [70, 220, 1380, 1530].map((x) => vine(brush, x, leaves))
    : [50, 210, 1390, 1550].map((x) => lettuce(brush, x, 774, leaves))
  const inner = [465, 590, 1010, 1135].map((x) => lettuce(brush, x, 774, leaves))
  return (
    stroke(outline(gable), frame, 15) +
    stroke('M-40 250H1640M800-60V250', frame, 6) +
    legs +
    outer.join('') +
    inner.join('')
  )
}

export function greenhouse(brush: Brush): string {
  const { chance, palette } = brush
  const far = chance.between(720, 880)
  const horizon = Math.round(chance.between(430, 480))
  const at = (share: number, [x, y]: Point): Point => [far + (x - far) * share, horizon + (y - horizon) * share]
  const strip = (left: number, right: number, y: number, low = y): readonly Point[] => [
    at(0.2, [left, y]),
    at(0.2, [right, low]),
    at(1.4, [right, low]),
    at(1.4, [left, y]),
  ]
  const frame = chance.happens(0.5) ? mix(palette.teal, palette.snow, 0.25) : mix(palette.snow, palette.teal, 0.1)
  const green = mix(chance.pick(['#4d8a4a', '#5f9a3f', '#3f8060'] as const), palette.leaf, 0.25)
  const leaves: Leaves = {
    leaf: green,
    dark: mix(green, palette.ink, 0.3),
    fruit: chance.pick(['#c8402f', '#e3a324', '#b83a4b'] as const),
  }
  const bench = mix('#e9e4d6', palette.road, 0.12)
  const benches: readonly Point[] = [
    [-60, 310],
    [400, 650],
    [950, 1200],
    [1290, 1660],
  ]
  const along = [
    [-40, 250],
    [-40, 600],
    [240, 147],
    [520, 43],
    [800, -60],
    [1080, 43],
    [1360, 147],
    [1640, 250],
    [1640, 600],
  ] as const
  const mist = path(`${outline(gable)}Z`, mix(palette.snow, palette.sky[1], 0.5), 0.05)
  const place = (share: number): string => copy('bay', far * (1 - share), horizon * (1 - share), share)
  const worker = at(0.56, [800, 930])
  const bays = shares.map(
    (share) =>
      (share === 0.625 ? person(brush, worker[0], worker[1], 215, chance.pick(['stand', 'walk'] as const)) : '') +
      place(share),
  )
  return (
    sky(brush, horizon) +
    (chance.happens(0.5) ? range(brush, horizon + 30, 200, 0.5) : hills(brush, horizon + 20)) +
    repeat(7, (index) =>
      poplar(brush, 110 + index * 230 + chance.between(-40, 40), horizon + 50, chance.between(120, 200)),
    ) +
    rect(0, horizon + 40, 1600, 500, mix(palette.field, palette.land, 0.2)) +
    path(box(0, 0, 1600, 900), mix(palette.snow, palette.teal, 0.12), 0.2) +
    polygon(strip(-60, 1660, 930), mix(palette.road, palette.wall, 0.45)) +
    polygon(strip(680, 920, 930), mix(palette.wall, palette.road, 0.15)) +
    stroke(along.map((point) => outline([at(0.2, point), at(1.4, point)])).join(''), frame, 5) +
    benches
      .map(
        ([left, right]) =>
          polygon(strip(left, right, 770), bench) +
          polygon(
            left < 800 ? strip(right, right, 770, 800) : strip(left, left, 770, 800),
            mix(bench, palette.ink, 0.3),
          ),
      )
      .join('') +
    stencil('bay', mist + bay(brush, leaves, frame, chance.happens(0.6))) +
    bays.join('')
  )
}
