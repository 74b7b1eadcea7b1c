import type { Brush } from '../brush.js'
import { smoke, yurt as tent } from '../buildings.js'
import { repeat } from '../chance.js'
import { horse, person } from '../figures.js'
import { grass, plain, range, ridge } from '../land.js'
import { distant, mix } from '../palette.js'
import { d, path, stroke } from '../pen.js'
import { spruces } from '../plants.js'
import { sky } from '../sky.js'

function hearth({ palette }: Brush, x: number, y: number): string {
  return (
    stroke(d`M${x - 34} ${y}L${x} ${y - 84}L${x + 34} ${y}M${x} ${y - 84}V${y - 46}`, palette.ink, 4) +
    path(
      d`M${x - 20} ${y - 46}H${x + 20}Q${x + 20} ${y - 20} ${x} ${y - 20}Q${x - 20} ${y - 20} ${x - 20} ${y - 46}Z`,
      palette.ink,
    ) +
    path(
      d`M${x - 14} ${y + 2}Q${x - 16} ${y - 14} ${x} ${y - 22}Q${x + 16} ${y - 12} ${x + 14} ${y + 2}Z`,
      palette.gold,
    )
  )
}

export function yurt(brush: Brush): string {
  const { chance, palette } = brush
  const horizon = chance.between(530, 590)
  const x = chance.between(480, 820)
  const pasture = mix(palette.field, palette.leaf, 0.4)
  const others = repeat(chance.whole(1, 3), (index) =>
    tent(
      brush,
      x + 330 + index * 235 + chance.between(-30, 30),
      horizon + 60 + index * chance.between(-6, 22),
      chance.between(180, 230),
    ),
  )
  const coat = chance.pick(['#6b3f2a', '#a06a3c', '#3a2a24', '#d8c3a0'] as const)
  return (
    sky(brush, horizon) +
    range(brush, horizon, chance.between(230, 330), 0.4) +
    ridge(chance, horizon - 20, 26, distant(palette, 0.32)) +
    spruces(brush, -40, 1640, horizon, 54, 20, 0.25) +
    plain(brush, horizon, pasture) +
    others +
    smoke(brush, x, horizon - 130, 1, palette.cloud) +
    tent(brush, x, horizon + 150, chance.between(400, 460)) +
    person(brush, x + 300, horizon + 200, 130) +
    (chance.happens(0.7) ? person(brush, x + 356, horizon + 206, 118) : '') +
    hearth(brush, x - 300, horizon + 210) +
    horse(brush, Math.min(1380, x + chance.between(500, 640)), horizon + 230, 165, coat, mix(coat, palette.ink, 0.5)) +
    grass(brush, horizon + 230, 24, mix(pasture, palette.ink, 0.45))
  )
}
