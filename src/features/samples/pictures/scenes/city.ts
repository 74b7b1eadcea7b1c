import type { Brush } from '../brush.js'
import { flats, lamp } from '../buildings.js'
import { repeat } from '../chance.js'
import { person } from '../figures.js'
import { range } from '../land.js'
import { mix } from '../palette.js'
import { dashes, rect } from '../pen.js'
import { bushes, tree } from '../plants.js'
import { sky } from '../sky.js'
import { skyline, walls } from '../town.js'
import { bus, car } from '../vehicles.js'

/** Pavement, kerb and street along the lower edge. */
function street({ palette }: Brush, y: number): string {
  const pavement = mix(mix(palette.road, palette.wall, 0.6), palette.snow, 0.1)
  return (
    rect(0, y, 1600, 900 - y, pavement) +
    rect(0, y + 62, 1600, 10, mix(pavement, palette.ink, 0.35)) +
    rect(0, y + 72, 1600, 900, palette.road) +
    dashes(`M0 ${y + 158}H1600`, mix(palette.snow, palette.road, 0.2), 6, 70, 60)
  )
}

export function city(brush: Brush): string {
  const { chance, palette } = brush
  const ground = Math.round(chance.between(690, 720))
  const count = chance.whole(4, 6)
  const step = 1600 / count
  const blocks = repeat(count, (index) => {
    const wall = mix(chance.pick(walls), palette.night ? palette.ink : palette.sky[1], palette.night ? 0.5 : 0.14)
    return flats(
      brush,
      step * index + chance.between(-16, 26),
      ground,
      step * chance.between(0.66, 0.86),
      chance.whole(5, 10),
      wall,
    )
  })
  const trees = chance.whole(5, 8)
  const lamps = chance.whole(3, 4)
  return (
    sky(brush, ground) +
    (chance.happens(0.6) ? range(brush, ground - 200, chance.between(200, 280), 0.55) : '') +
    skyline(brush, ground) +
    blocks +
    bushes(brush, -20, 1640, ground, 24) +
    repeat(trees, (index) =>
      tree(brush, (1600 / trees) * (index + chance.between(0.2, 0.8)), ground + 24, chance.between(130, 200)),
    ) +
    street(brush, ground + 20) +
    repeat(lamps, (index) => lamp(brush, (1600 / lamps) * (index + 0.4), ground + 74, 230)) +
    repeat(chance.whole(4, 7), (index) =>
      person(brush, 90 + index * 230 + chance.between(-60, 60), ground + chance.between(56, 76), 84, 'walk'),
    ) +
    bus(brush, chance.between(320, 640), ground + 158, 360) +
    car(brush, chance.between(900, 1060), ground + 156, 190) +
    car(brush, chance.between(1280, 1440), ground + 160, 190)
  )
}
