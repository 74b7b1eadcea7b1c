import type { Brush } from '../brush.js'
import { windows } from '../buildings.js'
import { repeat } from '../chance.js'
import { pupil } from '../figures.js'
import { glass, mix } from '../palette.js'
import { d, disc, path, rect, stroke } from '../pen.js'
import { bushes, tree } from '../plants.js'
import { sky } from '../sky.js'
import { skyline, walls } from '../town.js'

function flag({ palette }: Brush, x: number, y: number, tall: number): string {
  const top = y - tall
  return (
    stroke(d`M${x} ${y}V${top - 6}`, palette.ink, 5) +
    path(d`M${x + 3} ${top}q36 -14 66 0t66 0v76q-36 14 -66 0t-66 0z`, '#1aa3ad') +
    disc(x + 69, top + 38, 18, palette.gold)
  )
}

function yard({ palette }: Brush, y: number): string {
  const lawn = mix(palette.field, palette.leaf, 0.5)
  const paving = mix(mix(palette.wall, palette.road, 0.25), palette.sky[1], 0.15)
  return (
    rect(0, y - 6, 1600, 910 - y, lawn) +
    path(d`M640 ${y}H960L1290 910H310Z`, paving) +
    path(d`M-10 ${y + 120}H1610V${y + 176}H-10Z`, paving) +
    path(d`M800 ${y}H960L1290 910H800Z`, mix(paving, palette.ink, 0.07))
  )
}

export function school(brush: Brush): string {
  const { chance, palette } = brush
  const ground = Math.round(chance.between(640, 680))
  const floors = chance.whole(2, 3)
  const wall = mix(chance.pick(walls), palette.night ? palette.ink : palette.snow, palette.night ? 0.5 : 0.2)
  const shade = mix(wall, palette.ink, 0.18)
  const wing = chance.between(400, 470)
  const top = ground - floors * 104 - 30
  const pane = glass(palette)
  const roof = mix(palette.roof, palette.ink, palette.night ? 0.4 : 0.1)
  const lower = chance.happens(0.5) ? 104 : 0
  const side = (x: number, cut: number): string =>
    rect(x, top + cut, wing, ground - top - cut, wall) +
    rect(x - 8, top + cut - 16, wing + 16, 18, roof) +
    windows({
      x: x + 36,
      y: top + cut + 66,
      width: wing - 72,
      rows: floors - cut / 104,
      floor: 104,
      pane: 32,
      colour: pane,
      frame: palette.snow,
    })
  const face = 150
  return (
    sky(brush, ground) +
    skyline(brush, ground + 60) +
    repeat(6, (index) =>
      tree(brush, 60 + index * 300 + chance.between(-40, 40), ground + 4, chance.between(200, 300)),
    ) +
    side(800 - face - wing + 10, lower) +
    side(800 + face - 10, 0) +
    rect(800 - face, top - 26, face * 2, ground - top + 26, mix(wall, palette.snow, palette.night ? 0.1 : 0.4)) +
    path(d`M${800 - face - 24} ${top - 24}L800 ${top - 112}L${800 + face + 24} ${top - 24}Z`, roof) +
    disc(800, top - 54, 20, palette.gold) +
    windows({
      x: 800 - face + 40,
      y: top + 46,
      width: face * 2 - 80,
      rows: floors - 1,
      floor: 104,
      pane: 34,
      colour: pane,
      frame: palette.snow,
    }) +
    rect(732, ground - 108, 136, 108, mix(palette.teal, palette.ink, 0.2)) +
    rect(742, ground - 98, 54, 98, pane) +
    rect(804, ground - 98, 54, 98, pane) +
    path(d`M690 ${ground - 120}H910V${ground - 106}H690Z`, shade) +
    [700, 892].map((x) => rect(x, ground - 108, 10, 108, shade)).join('') +
    path(d`M676 ${ground - 12}H924V${ground}H676Z`, shade) +
    yard(brush, ground) +
    bushes(brush, 60, 600, ground + 8, 24) +
    bushes(brush, 1010, 1560, ground + 8, 24) +
    flag(brush, chance.between(530, 580), ground + 50, 390) +
    repeat(chance.whole(5, 8), (index) =>
      pupil(
        brush,
        380 + index * 125 + chance.between(-40, 40),
        ground + chance.between(90, 190),
        chance.between(105, 125),
      ),
    ) +
    tree(brush, chance.between(60, 160), 880, chance.between(380, 440)) +
    (chance.happens(0.5) ? tree(brush, chance.between(1440, 1540), 880, chance.between(340, 420)) : '')
  )
}
