import type { Brush } from '../brush.js'
import { repeat } from '../chance.js'
import { hills, range } from '../land.js'
import { cloth, lit, mix } from '../palette.js'
import { box, d, disc, path, place, rect, stroke } from '../pen.js'
import { sky } from '../sky.js'

const steel = '#c3ccc9'
const iron = '#55646a'
const handle = '#b4622f'
const plank = '#d6a463'

/** Tools hang from their upper end, about 160 units long. */
const tools: readonly string[] = [
  rect(-6, 30, 12, 130, handle, 5) + path('M-44 6H30Q46 6 46 22V40H26V34H-44Z', iron),
  path('M-20 40L30 0L44 12V30L0 160H-16Z', steel) + path('M-30 40Q-34-6 10-6H34L44 16L-8 52Z', handle),
  path('M-9 40V122Q-26 130-24 152L-8 138H8L24 152Q26 130 9 122V40Q26 32 24 8L8 22H-8L-24 8Q-26 32-9 40Z', steel),
  rect(-10, 0, 20, 66, handle, 8) + rect(-4, 66, 8, 84, steel) + rect(-7, 142, 14, 12, steel),
  stroke('M-14 0L4 78M14 0L-4 78', '#a63f2e', 12) + path('M-12 74H12L16 104L4 132H-4L-16 104Z', iron),
  path('M-16 0H16L10 70H-10Z', handle) + path('M-12 70H12L16 150H-16Z', steel),
  path('M-40 0H-22V120H40V138H-40Z', iron) + stroke('M-32 24h6M-32 48h6M-32 72h6M-32 96h6', steel, 3),
]

function vice(x: number, y: number): string {
  const drawing =
    rect(-60, -22, 120, 24, '#44545a', 4) +
    path('M-40-22V-84H-6V-56H8V-84H44V-22Z', iron) +
    rect(-78, -52, 48, 12, steel) +
    stroke('M-74-72V-22', steel, 8)
  return place(x, y, 1, drawing)
}

/** What lies on the bench today, standing on its origin. */
const pieces: readonly ((brush: Brush) => string)[] = [
  ({ palette }) =>
    repeat(3, (index) =>
      rect(-190 + index * 26, -26 - index * 26, 380 - index * 40, 24, mix(plank, palette.ink, 0.08 * index), 3),
    ) +
    path('M-60-78V-106H-30Q-26-134-4-130L2-106H70Q82-106 82-78Z', handle) +
    path('M14-106L30-140L44-136L32-106Z', steel) +
    stroke('M110-86q14-22 26-4t-12 14M160-6q18-24 32-4t-14 12', mix(plank, palette.snow, 0.3), 6),
  ({ palette }) =>
    rect(-120, -104, 240, 104, palette.teal, 6) +
    path('M-126-100Q-120-150 0-150Q120-150 126-100Z', mix(palette.teal, palette.ink, 0.25)) +
    stroke('M-92-26q0-46 46-46t46 46q0-46 46-46t46 46', palette.gold, 7) +
    rect(-15, -118, 30, 32, palette.gold, 5),
  ({ palette }) =>
    stroke('M-74-128L-98-8M74-128L98-8M-86-60H86', mix(plank, palette.ink, 0.22), 18) +
    rect(-106, -150, 212, 26, plank, 8),
  ({ palette }) =>
    rect(-110, -74, 220, 74, palette.roof, 5) +
    rect(-110, -74, 220, 16, mix(palette.roof, palette.ink, 0.3), 5) +
    stroke('M-60-74V-124H60V-74', iron, 11) +
    stroke('M-84-80l16-46M84-80l-20-66', handle, 12),
]

function view(brush: Brush, wide: number, sill: number, frame: string): string {
  const { chance, palette } = brush
  const outside = sky(brush, sill) + (chance.happens(0.5) ? range(brush, sill, 240, 0.5) : hills(brush, sill))
  const pot = chance.between(170, 90 + wide)
  const flower =
    path(d`M${pot - 34} ${sill - 58}h68l-10 60h-48z`, palette.roof) +
    path(
      d`M${pot} ${sill - 54}c-64 -6 -84 -60 -70 -96c40 10 60 40 66 70c-8 -50 4 -90 30 -112c26 40 22 84 2 116c16 -30 40 -44 66 -44c0 44 -34 66 -94 66z`,
      mix(palette.leaf, '#3f7f5c', 0.6),
    )
  return (
    outside +
    stroke(d`M${120 + wide / 2} 110V${sill}M120 ${110 + (sill - 110) * 0.4}h${wide}`, frame, 13) +
    (chance.happens(0.6) ? flower : '')
  )
}

export function workshop(brush: Brush): string {
  const { chance, palette } = brush
  const wall = mix(chance.pick(['#e2cfae', '#c9d3c8', '#d8b48d', '#b7c6c8'] as const), palette.ink, 0.06)
  const board = mix('#7a5233', palette.ink, 0.1)
  const bench = Math.round(chance.between(630, 656))
  const wide = Math.round(chance.between(480, 600))
  const sill = bench - 150
  const left = wide + 310
  const across = 1510 - left
  const hung = chance.whole(5, 6)
  const first = chance.whole(0, 6)
  const frame = mix(palette.snow, palette.ink, 0.04)
  const top = mix('#b98049', palette.ink, 0.02)
  const opening = `M120 110V${sill}H${120 + wide}V110Z`
  const piece = chance.whole(0, 3)
  const low = 858
  return (
    view(brush, wide, sill, frame) +
    // The wall is one shape with the window cut out of it.
    `<path fill-rule="evenodd" d="M0 0H1600V900H0Z${opening}" fill="${wall}"/>` +
    `<path fill-rule="evenodd" d="M96 86V${sill + 24}H${144 + wide}V86Z${opening}" fill="${frame}"/>` +
    rect(78, sill + 12, wide + 84, 20, mix(frame, palette.ink, 0.12)) +
    path(d`M120 ${sill + 60}H${120 + wide}L${wide + 460} 900H420Z`, '#fff6d8', 0.2) +
    rect(left, 100, across, 280, board, 6) +
    rect(left, 100, across, 12, mix(board, palette.snow, 0.2), 6) +
    repeat(hung, (index) =>
      place(
        left + (across / hung) * (index + 0.5),
        150,
        1.2,
        disc(0, -8, 5, steel) + (tools[(index + first) % tools.length] ?? ''),
      ),
    ) +
    rect(left, 486, across, 18, board) +
    repeat(chance.whole(5, 7), (index) => {
      const x = left + 20 + index * (across / 7)
      const tall = chance.between(56, 84)
      return (
        rect(x, 486 - tall, 58, tall, mix(cloth(palette, chance), palette.snow, 0.15), 8) +
        rect(x + 4, 476 - tall, 50, 15, iron, 3)
      )
    }) +
    path(d`M${left - 154} 194H${left - 14}L${left + 190} ${bench}H${left - 350}Z`, lit, 0.14) +
    stroke(d`M${left - 84} 0V130`, palette.ink, 5) +
    path(d`M${left - 154} 194Q${left - 130} 130 ${left - 84} 128Q${left - 24} 130 ${left - 14} 194Z`, palette.teal) +
    disc(left - 84, 196, 22, lit) +
    rect(0, low, 1600, 60, mix(board, palette.ink, 0.35)) +
    path(box(150, low - 36, 1300, 20), mix(top, palette.ink, 0.4)) +
    place(chance.between(360, 560), low - 36, 0.62, pieces[(piece + 2) % 4]?.(brush) ?? '') +
    place(chance.between(1000, 1200), low - 36, 0.62, pieces[(piece + 3) % 4]?.(brush) ?? '') +
    path(box(120, bench + 30, 80, low - bench) + box(1400, bench + 30, 80, low - bench), mix(top, palette.ink, 0.2)) +
    rect(60, bench, 1480, 34, top, 4) +
    rect(60, bench + 34, 1480, 14, mix(top, palette.ink, 0.42)) +
    vice(chance.between(230, 360), bench) +
    place(chance.between(600, 760), bench, 1, pieces[piece]?.(brush) ?? '') +
    place(chance.between(1120, 1320), bench, 0.9, pieces[(piece + 1) % 4]?.(brush) ?? '')
  )
}
