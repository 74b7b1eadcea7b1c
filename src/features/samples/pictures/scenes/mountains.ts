import type { Brush } from '../brush.js'
import { grass, range, ridge } from '../land.js'
import { distant, mix } from '../palette.js'
import { d, path } from '../pen.js'
import { spruces } from '../plants.js'
import { sky } from '../sky.js'

function stream({ chance, palette }: Brush, horizon: number): string {
  const far = chance.between(700, 1000)
  const foot = chance.between(560, 1000)
  const left =
    d`M${far} ${horizon + 10}C${far + 230} ${horizon + 60} ${far - 330} ${horizon + 100} ${foot - 120} ${horizon + 190}` +
    d`S${foot - 200} 860 ${foot - 260} 910H${foot + 240}`
  const right =
    d`C${foot + 230} 820 ${foot + 120} ${horizon + 250} ${foot + 60} ${horizon + 200}` +
    d`S${far + 330} ${horizon + 60} ${far + 18} ${horizon + 10}Z`
  return path(left + right, mix(palette.water, palette.sky[1], 0.35))
}

export function mountains(brush: Brush): string {
  const { chance, palette } = brush
  const horizon = chance.between(560, 640)
  const meadow = mix(palette.leaf, palette.field, 0.35)
  const side = chance.pick(['left', 'right', 'both'] as const)
  return (
    sky(brush, horizon) +
    range(brush, horizon - 30, chance.between(330, 420), 0.55) +
    ridge(chance, horizon - 60, 40, distant(palette, 0.45)) +
    range(brush, horizon + 30, chance.between(250, 330), 0.16) +
    spruces(brush, -40, 1640, horizon + 24, 62, 34, 0.34) +
    ridge(chance, horizon + 20, 24, mix(meadow, palette.land, 0.4)) +
    ridge(chance, horizon + 70, 22, meadow) +
    stream(brush, horizon + 40) +
    (side !== 'right' ? spruces(brush, -60, 470, horizon + 130, 250, 7) : '') +
    (side !== 'left' ? spruces(brush, 1150, 1660, horizon + 130, 250, 7) : '') +
    grass(brush, horizon + 190, 16, mix(meadow, palette.ink, 0.4))
  )
}
