import type { Brush } from '../brush.js'
import { lamp, windows } from '../buildings.js'
import { repeat } from '../chance.js'
import { person } from '../figures.js'
import { hills } from '../land.js'
import { glass, mix } from '../palette.js'
import { d, dashes, disc, path, place, rect, stroke } from '../pen.js'
import { bushes, tree } from '../plants.js'
import { sky } from '../sky.js'
import { bus } from '../vehicles.js'

/** A heart with a pulse: the red cross is a protected emblem and must not stand on a clinic. */
function heart(x: number, y: number, size: number): string {
  return place(
    x,
    y,
    size / 100,
    disc(0, 0, 62, '#fbfaf6') +
      path('M0 38C-66-6-34-50 0-24C34-50 66-6 0 38Z', '#c4413a') +
      stroke('M-34-2H-14L-6-16L4 12L12-2H34', '#fbfaf6', 6),
  )
}

function bench({ palette }: Brush, x: number, y: number): string {
  return (
    stroke(d`M${x} ${y - 26}h120M${x} ${y - 44}h120`, mix(palette.roof, palette.gold, 0.25), 9) +
    stroke(d`M${x + 14} ${y - 48}V${y}m92 0v-48`, palette.ink, 5)
  )
}

export function clinic(brush: Brush): string {
  const { chance, palette } = brush
  const ground = Math.round(chance.between(650, 690))
  const floors = chance.whole(2, 4)
  const left = chance.between(290, 420)
  const wide = chance.between(760, 880)
  const top = ground - floors * 96 - 40
  const wall = mix('#f6f3ea', palette.ink, palette.night ? 0.42 : 0.02)
  const shade = mix(wall, palette.ink, 0.14)
  const pane = glass(palette)
  const panes = Math.floor((wide - 60) / 96)
  const tower = left + wide * chance.pick([0.18, 0.5] as const)
  const lawn = mix(palette.field, palette.leaf, 0.5)
  const paving = mix(palette.road, palette.wall, 0.6)
  return (
    sky(brush, ground) +
    hills(brush, ground - 40) +
    repeat(7, (index) => tree(brush, 40 + index * 250 + chance.between(-40, 40), ground, chance.between(190, 290))) +
    rect(left, top, wide, ground - top, wall) +
    rect(left + wide - 130, top + 96, 330, ground - top - 96, shade) +
    rect(left + wide - 130, top + 82, 342, 16, mix(palette.teal, palette.ink, 0.25)) +
    rect(left - 12, top - 16, wide + 24, 18, palette.teal) +
    dashes(
      repeat(floors, (row) => d`M${left + 30} ${top + 62 + row * 96}h${wide - 60}`),
      pane,
      50,
      84,
      (wide - 60 - 84 * panes) / (panes - 1),
    ) +
    repeat(floors, (row) => rect(left, top + 96 + row * 96, wide, 6, shade)) +
    windows({ x: left + wide + 24, y: top + 158, width: 150, rows: floors - 1, floor: 96, pane: 34, colour: pane }) +
    rect(tower - 95, top - 70, 190, ground - top + 70, mix(palette.teal, palette.ink, palette.night ? 0.3 : 0)) +
    rect(tower + 65, top - 70, 30, ground - top + 70, mix(palette.teal, palette.ink, 0.35)) +
    heart(tower - 8, top + 20, 96) +
    rect(tower - 150, ground - 124, 300, 16, palette.gold) +
    rect(tower - 60, ground - 108, 120, 108, mix(pane, palette.snow, 0.35)) +
    stroke(
      d`M${tower} ${ground - 106}V${ground}M${tower - 138} ${ground - 108}V${ground}M${tower + 138} ${ground - 108}V${ground}`,
      palette.ink,
      6,
    ) +
    rect(0, ground - 4, 1600, 260, lawn) +
    path(d`M${tower - 90} ${ground - 4}H${tower + 90}L${tower + 150} ${ground + 90}H${tower - 150}Z`, paving) +
    bushes(brush, left - 60, tower - 150, ground + 6, 22) +
    bushes(brush, tower + 180, left + wide + 210, ground + 6, 22) +
    rect(0, ground + 84, 1600, 900, paving) +
    rect(0, ground + 148, 1600, 900, palette.road) +
    rect(0, ground + 142, 1600, 9, mix(paving, palette.ink, 0.35)) +
    bench(brush, tower - 330, ground + 98) +
    lamp(brush, left + wide + 120, ground + 100, 240) +
    person(brush, tower - 40, ground + 70, 110, 'walk') +
    repeat(chance.whole(1, 4), (index) =>
      person(
        brush,
        tower + 120 + index * 170,
        ground + chance.between(104, 130),
        116,
        chance.pick(['stand', 'walk'] as const),
      ),
    ) +
    (chance.happens(0.7)
      ? bus(
          brush,
          chance.between(1180, 1380),
          ground + 200,
          280,
          true,
          mix('#f6f3ea', palette.ink, palette.night ? 0.3 : 0.04),
        )
      : '') +
    tree(brush, chance.between(60, 190), ground + 130, chance.between(360, 440))
  )
}
