import type { Brush } from '../brush.js'
import { house, smoke } from '../buildings.js'
import { type Chance, repeat } from '../chance.js'
import { person } from '../figures.js'
import { range, ridge } from '../land.js'
import { distant, mix } from '../palette.js'
import { d, path, place, stroke } from '../pen.js'
import { roundTree, spruces } from '../plants.js'
import { sky } from '../sky.js'

function fence({ palette }: Brush, from: number, to: number, y: number): string {
  const wood = mix(palette.roof, palette.ink, 0.45)
  return stroke(
    repeat(Math.floor((to - from) / 34), (index) => d`M${from + index * 34} ${y}v-48`) +
      d`M${from - 10} ${y - 36}H${to - 10}M${from - 10} ${y - 16}H${to - 10}`,
    wood,
    6,
  )
}

/** Snow blown against the foot of a house. */
function drift(x: number, y: number, wide: number, tone: string): string {
  return place(x, y, wide / 100, path('M-50 9Q-42-8-16-2T30-2T72 9Q10 14-50 9Z', tone))
}

/** A trodden path from the village to our feet. */
function trail(chance: Chance, horizon: number, tone: string): string {
  const far = chance.between(820, 980)
  return path(
    d`M${far} ${horizon + 110}C${far - 160} ${horizon + 170} ${far + 120} ${horizon + 210} 700 910H860C${far + 190} ${horizon + 220} ${far - 80} ${horizon + 180} ${far + 16} ${horizon + 110}Z`,
    tone,
  )
}

function snowfall({ chance }: Brush): string {
  const flakes = (count: number): string =>
    repeat(count, () => d`M${chance.between(0, 1600)} ${chance.between(0, 880)}h.1`)
  return stroke(flakes(70), '#ffffff', 6, 0.75) + stroke(flakes(34), '#ffffff', 11, 0.85)
}

export function winter(brush: Brush): string {
  const { chance, palette } = brush
  const horizon = Math.round(chance.between(500, 560))
  const snow = palette.night ? '#a9c3cb' : mix(palette.snow, palette.sky[0], 0.06)
  const shade = (depth: number): string => mix(snow, palette.sky[0], depth)
  const count = chance.whole(3, 4)
  const village = repeat(count, (index) => {
    const x = 260 + index * (1180 / count) + chance.between(-50, 50)
    const wide = chance.between(230, 290)
    const y = horizon + 96 + (index % 2) * 44
    return (
      smoke(
        brush,
        x + wide * 0.33,
        y - wide * 0.74,
        0.8,
        mix(palette.cloud, palette.night ? palette.snow : palette.sky[0], 0.25),
      ) +
      house(brush, x, y, wide, true) +
      drift(x, y, wide, shade(0.03))
    )
  })
  return (
    sky(brush, horizon) +
    (chance.happens(0.5)
      ? range(brush, horizon, chance.between(180, 280), 0.6)
      : ridge(chance, horizon - 100, 60, mix(distant(palette, 0.75), snow, 0.3)) +
        ridge(chance, horizon - 50, 40, mix(distant(palette, 0.6), snow, 0.45))) +
    spruces(brush, -40, 1640, horizon - 10, 80, 20, 0.4) +
    ridge(chance, horizon + 10, 18, shade(0.3)) +
    ridge(chance, horizon + 50, 20, shade(0.13)) +
    roundTree(brush, chance.between(60, 130), horizon + 110, 250) +
    village +
    ridge(chance, horizon + 210, 30, shade(0.08)) +
    trail(chance, horizon, shade(0.3)) +
    fence(brush, chance.between(420, 560), chance.between(900, 1100), horizon + 170) +
    person(brush, chance.between(700, 760), horizon + 270, 118, 'walk', '#a63f2e') +
    (chance.happens(0.6) ? person(brush, chance.between(790, 830), horizon + 276, 88, 'walk', '#d99a1c') : '') +
    spruces(brush, chance.between(1180, 1250), 1660, horizon + 190, 270, 5) +
    ridge(chance, 868, 30, snow) +
    snowfall(brush)
  )
}
