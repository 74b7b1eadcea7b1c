import type { Brush } from '../brush.js'
import { flats, lamp } from '../buildings.js'
import { repeat } from '../chance.js'
import { range, ridge } from '../land.js'
import { distant, mix } from '../palette.js'
import { d, dashes, path, rect, stroke, WIDTH } from '../pen.js'
import { bushes, tree } from '../plants.js'
import { sky } from '../sky.js'
import { boat, bus, car } from '../vehicles.js'
import { mirror } from '../water.js'

function arches({ palette }: Brush, deck: number, level: number, count: number): string {
  const stone = mix(palette.wall, palette.road, 0.25)
  const shade = mix(stone, palette.ink, 0.28)
  const span = (WIDTH + 80) / count
  const inside = (index: number, shift: number): string => {
    const left = -40 + span * index + 34 + shift
    const wide = span - 68
    const rise = level - deck - 66
    return d`M${left} ${level + 4}C${left} ${level - rise * 1.28} ${left + wide} ${level - rise * 1.28} ${left + wide} ${level + 4}Z`
  }
  const wall = `M-40 ${deck}H1640V${level + 6}H-40Z`
  const holes = repeat(count, (index) => inside(index, 0))
  // Even-odd cuts the arches out, so the far bank is seen through them; the soffit shows on one side.
  return (
    `<path fill-rule="evenodd" d="${wall}${holes}" fill="${stone}"/>` +
    stroke(
      repeat(count, (index) => {
        const left = -40 + span * index + 34
        const rise = level - deck - 66
        return d`M${left} ${level + 4}C${left} ${level - rise * 1.28} ${left + span - 68} ${level - rise * 1.28} ${left + span - 68} ${level + 4}`
      }),
      shade,
      12,
    ) +
    rect(-40, deck - 8, 1680, 20, shade) +
    rect(-40, deck + 12, 1680, 8, mix(stone, palette.snow, 0.4)) +
    repeat(count - 1, (index) =>
      path(
        d`M${-40 + span * (index + 1) - 44} ${level + 14}V${level - 26}L${-40 + span * (index + 1)} ${level - 44}L${-40 + span * (index + 1) + 44} ${level - 26}V${level + 14}Z`,
        shade,
      ),
    )
  )
}

function railing({ palette }: Brush, deck: number): string {
  const iron = mix(palette.ink, palette.teal, 0.3)
  return stroke(`M0 ${deck - 44}H1600M0 ${deck - 26}H1600`, iron, 3.5) + dashes(`M0 ${deck - 26}H1600`, iron, 38, 4, 22)
}

export function bridge(brush: Brush): string {
  const { chance, palette } = brush
  const level = Math.round(chance.between(625, 665))
  const deck = Math.round(level - chance.between(190, 235))
  const town = chance.happens(0.45)
  const block = mix(distant(palette, 0.55), palette.wall, 0.3)
  const far = town
    ? repeat(7, (index) =>
        flats(
          brush,
          40 + index * 230 + chance.between(-30, 30),
          level - 60,
          chance.between(120, 170),
          chance.whole(4, 9),
          mix(block, palette.sky[1], chance.between(0.1, 0.5)),
        ),
      )
    : range(brush, level - 60, chance.between(330, 420), 0.5)
  const bank = bushes(brush, -20, 1640, level - 18, 34)
  const shore =
    ridge(chance, level - 50, 12, mix(palette.leaf, palette.land, 0.4), level) +
    bank +
    arches(brush, deck, level, chance.whole(2, 4))
  const lamps = chance.whole(4, 6)
  return (
    sky(brush, level) +
    far +
    mirror(brush, shore, level) +
    repeat(lamps, (index) => lamp(brush, (WIDTH / lamps) * (index + 0.5), deck, 120)) +
    bus(brush, chance.between(340, 700), deck - 4, 210, chance.happens(0.5)) +
    car(brush, chance.between(860, 1000), deck - 4, 108) +
    (chance.happens(0.6) ? car(brush, chance.between(1150, 1300), deck - 4, 108) : '') +
    railing(brush, deck) +
    tree(brush, chance.between(-10, 60), 915, chance.between(300, 380)) +
    (chance.happens(0.5) ? boat(brush, chance.between(900, 1300), level + 150, 170) : '')
  )
}
