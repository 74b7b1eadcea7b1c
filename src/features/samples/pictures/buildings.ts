import type { Brush } from './brush.js'
import { repeat } from './chance.js'
import { glass, lit, mix } from './palette.js'
import { box, d, dashes, disc, oval, path, place, rect, stroke } from './pen.js'

interface WindowRows {
  x: number
  y: number
  width: number
  rows: number
  /** From one floor to the next. */
  floor: number
  pane: number
  colour: string
  frame?: string
}

/** Rows of windows as dashed lines; `y` is the middle of the uppermost. */
export function windows({ x, y, width, rows, floor, pane, colour, frame }: WindowRows): string {
  const count = Math.max(2, Math.floor(width / (pane * 2)))
  const gap = (width - pane * count) / (count - 1)
  const lines = (shift: number): string =>
    repeat(rows, (row) => d`M${x - shift} ${y + row * floor}h${width + shift * 2 + 0.5}`)
  const border = frame ? dashes(lines(4), frame, pane * 1.25 + 8, pane + 8, gap - 8) : ''
  return border + dashes(lines(0), colour, pane * 1.25, pane, gap)
}

/** A block of flats, its foot at `y`. */
export function flats(
  { chance, palette }: Brush,
  x: number,
  y: number,
  width: number,
  floors: number,
  wall: string,
): string {
  const floor = 46
  const tall = floors * floor + 40
  const side = width * 0.16
  const top = y - tall
  const pane = 19
  const inner = width - side - 44
  const columns = Math.max(2, Math.floor(inner / (pane * 2)))
  const step = (inner - pane) / (columns - 1)
  const dark = palette.night ? mix(wall, palette.ink, 0.55) : glass(palette)
  const lights = repeat(palette.night ? Math.round(columns * floors * 0.45) : chance.whole(2, 5), () =>
    box(
      x + 22 + chance.whole(0, columns - 1) * step,
      top + 40 - pane * 0.625 + chance.whole(0, floors - 1) * floor,
      pane,
      pane * 1.25,
    ),
  )
  const roof = chance.happens(0.5)
    ? stroke(
        d`M${x + width * 0.3} ${top - 8}v-38m-24 0h48m-48-8v16m16-16v16m16-16v16m16-16v16`,
        mix(wall, palette.ink, 0.5),
        4,
      )
    : rect(x + width * 0.5, top - 34, width * 0.2, 26, mix(wall, palette.ink, 0.3))
  return (
    roof +
    rect(x, top, width, tall, wall) +
    rect(x + width - side, top, side, tall, mix(wall, palette.ink, 0.22)) +
    rect(x - 5, top - 10, width + 10, 12, mix(wall, palette.ink, 0.4)) +
    windows({ x: x + 22, y: top + 40, width: inner, rows: floors, floor, pane, colour: dark }) +
    path(lights, palette.night ? lit : mix(lit, '#ffffff', 0.3))
  )
}

/** A village house two hundred units wide with a gable towards us; `snowy` puts a drift on its roof. */
export function house({ chance, palette }: Brush, x: number, y: number, width: number, snowy: boolean): string {
  const wall = mix(
    chance.pick([palette.wall, '#cfe0dc', '#e7c99a', '#d9a58a'] as const),
    palette.ink,
    palette.night ? 0.45 : 0,
  )
  const roof = mix(chance.pick([palette.roof, '#3d6670', '#6a5148'] as const), palette.ink, palette.night ? 0.3 : 0)
  const light = palette.night || snowy ? lit : glass(palette)
  const cover = snowy
    ? path('M20-152L112-92Q118-78 102-82L20-130L-62-82Q-78-78-72-92Z', palette.snow) +
      path('M112-92Q118-78 102-82L20-130V-152Z', mix(palette.snow, palette.sky[0], 0.25))
    : ''
  const drawing =
    rect(56, -150, 20, 50, mix(roof, palette.ink, 0.4)) +
    path('M-60 0V-84L20-142L100-84V0Z', wall) +
    path('M20-142L100-84V0H62V-112Z', mix(wall, palette.ink, 0.14)) +
    path('M20-150L114-82L106-72L20-134L-66-72L-74-82Z', roof) +
    cover +
    [-40, 4]
      .map(
        (left) =>
          rect(left, -66, 30, 36, palette.snow) +
          rect(left + 4, -62, 22, 28, light) +
          stroke(`M${left + 15}-62v28M${left + 4}-48h22`, palette.snow, 3),
      )
      .join('') +
    rect(62, -62, 26, 62, mix(roof, palette.ink, 0.25)) +
    disc(20, -100, 9, light)
  return place(x, y, width / 200, drawing)
}

/** Smoke rises straight in frost; it widens as it goes. */
export function smoke({ chance }: Brush, x: number, y: number, size: number, tone: string): string {
  const sway = Math.round(chance.between(14, 34))
  const left = d`M-5 0C${-sway - 10} -60 ${sway - 14} -100 -12 -160S${sway - 10} -230 ${sway + 14} -262`
  const right = d`C${sway + 30} -220 ${sway * 0.3} -190 22 -150S${12 - sway} -60 7 0Z`
  return place(x, y, size, path(left + right, tone, 0.6))
}

/** A yurt two hundred units wide. */
export function yurt({ chance, palette }: Brush, x: number, y: number, width: number): string {
  const felt = mix('#f6f0e1', palette.ink, palette.night ? 0.42 : 0)
  const band = mix(chance.pick([palette.teal, '#a63f2e', '#b5781c'] as const), palette.ink, palette.night ? 0.3 : 0)
  const shade = mix(felt, palette.ink, 0.16)
  const drawing =
    oval(8, 1, 116, 8, palette.ink, 0.18) +
    path('M-98 0L-94-64H94L98 0Z', felt) +
    path('M46 0L44-64H94L98 0Z', shade) +
    path('M-100-62Q-66-104-24-124H24Q66-104 100-62Q0-50-100-62Z', mix(felt, '#ffffff', palette.night ? 0 : 0.35)) +
    path('M24-124Q66-104 100-62Q70-57 44-56Q42-96 10-124Z', shade) +
    path('M-26-123Q0-144 26-123Q0-118-26-123Z', mix(band, palette.ink, 0.35)) +
    stroke('M-14-120L-44-58M14-120L44-58M-20-121L-80-61M20-121L80-61', mix(band, felt, 0.35), 2.5) +
    stroke('M-97-60Q0-47 97-60', band, 11) +
    dashes('M-92-60Q0-48 94-60', palette.gold, 5, 5, 9) +
    stroke('M-97-14H97', mix(band, felt, 0.2), 5) +
    rect(-24, -54, 48, 54, mix(band, palette.ink, 0.3), 3) +
    rect(-19, -49, 38, 49, palette.night ? lit : mix('#9a5a2c', palette.ink, 0.1)) +
    stroke('M0-49V0', mix(band, palette.ink, 0.3), 3)
  return place(x, y, width / 200, drawing)
}

export function lamp({ palette }: Brush, x: number, y: number, tall: number): string {
  const glow = palette.night ? disc(34, -100, 34, lit, 0.22) : ''
  return place(
    x,
    y,
    tall / 100,
    glow +
      stroke('M0 0V-92Q0-102 12-102H32', palette.ink, 3.2) +
      path('M22-102H44L40-96H26Z', palette.night ? lit : palette.ink),
  )
}
