import type { Brush } from '../brush.js'
import { hills, range, ridge } from '../land.js'
import { distant, mix } from '../palette.js'
import { d, path } from '../pen.js'
import { bushes, reeds, spruces } from '../plants.js'
import { sky } from '../sky.js'
import { boat } from '../vehicles.js'
import { mirror } from '../water.js'

export function lake(brush: Brush): string {
  const { chance, palette } = brush
  const level = Math.round(chance.between(480, 550))
  const alpine = chance.happens(0.6) || palette.night
  const shore = alpine
    ? range(brush, level, chance.between(240, 330), 0.42) +
      ridge(chance, level - 26, 22, distant(palette, 0.2), level) +
      spruces(brush, -40, chance.between(500, 900), level - 40, 92, 16, 0.12)
    : hills(brush, level - 10, level) +
      ridge(chance, level - 22, 14, mix(palette.leaf, palette.land, 0.45), level) +
      bushes(brush, chance.between(60, 300), chance.between(700, 1000), level - 16, 32)
  const near = mix(palette.land, palette.ink, 0.35)
  return (
    sky(brush, level) +
    mirror(brush, shore, level) +
    boat(brush, chance.between(820, 1150), level + chance.between(120, 190), chance.between(190, 270)) +
    (chance.happens(0.5) ? boat(brush, chance.between(330, 600), level + 62, 96) : '') +
    path(
      d`M-20 910V${chance.between(770, 820)}Q200 ${chance.between(790, 820)} ${chance.between(380, 620)} 910Z`,
      near,
    ) +
    reeds(brush, 150, 880, chance.whole(10, 17)) +
    reeds(brush, 1490, 920, chance.whole(5, 10))
  )
}
