import type { Brush } from '../brush.js'
import { repeat } from '../chance.js'
import { hills, ridge } from '../land.js'
import { distant, mix } from '../palette.js'
import { d, oval, path, rect, stroke } from '../pen.js'
import { bushes, wheat } from '../plants.js'
import { sky } from '../sky.js'
import { combine } from '../vehicles.js'

/** Grain silos on the horizon. */
function elevator({ chance, palette }: Brush, x: number, y: number): string {
  const tone = distant(palette, 0.48)
  const shade = mix(tone, palette.ink, 0.14)
  return (
    repeat(
      chance.whole(3, 5),
      (index) =>
        rect(x + index * 40, y - 120, 36, 130, tone, 6) + rect(x + index * 40 + 24, y - 116, 12, 126, shade, 4),
    ) +
    path(d`M${x - 60} ${y + 10}V${y - 170}L${x - 32} ${y - 192}L${x - 4} ${y - 170}V${y + 10}Z`, tone) +
    stroke(d`M${x - 32} ${y - 160}L${x + 120} ${y - 126}`, shade, 9)
  )
}

/** Drilled rows run to one point on the horizon. */
function rows({ chance }: Brush, horizon: number, tone: string): string {
  const far = chance.between(400, 1200)
  return path(
    repeat(17, (index) => {
      const foot = -1400 + index * 260
      return d`M${far + (foot - far) * 0.03} ${horizon + 14}L${foot} 910H${foot + 110}Z`
    }),
    tone,
  )
}

export function harvest(brush: Brush): string {
  const { chance, palette } = brush
  const horizon = Math.round(chance.between(430, 510))
  const ripe = mix(mix('#e3b23c', palette.field, 0.4), palette.ink, palette.night ? 0.45 : 0)
  const stubble = mix(ripe, palette.roof, 0.22)
  const x = chance.between(640, 900)
  const y = horizon + chance.between(190, 230)
  const dust = mix(ripe, palette.snow, 0.55)
  return (
    sky(brush, horizon) +
    hills(brush, horizon) +
    (chance.happens(0.6) ? elevator(brush, chance.between(900, 1300), horizon) : '') +
    bushes(brush, chance.between(0, 400), chance.between(500, 800), horizon + 4, 17) +
    ridge(chance, horizon + 14, 6, mix(ripe, palette.sky[1], 0.3)) +
    path(`M-10 ${horizon + 46}H1610V910H-10Z`, ripe) +
    rows(brush, horizon + 40, mix(ripe, palette.roof, 0.16)) +
    path(d`M-10 ${y - 60}L${x - 40} ${y - 30}L${x + 40} ${y + 20}L${x - 100} 910H-10Z`, stubble) +
    (chance.happens(0.5) ? combine(brush, chance.between(1180, 1400), horizon + 84, 130) : '') +
    oval(x - 340, y - 40, 190, 46, dust, 0.35) +
    oval(x - 250, y - 60, 130, 52, dust, 0.4) +
    combine(brush, x, y + 26, chance.between(470, 560)) +
    wheat(brush, 930, chance.whole(38, 54))
  )
}
