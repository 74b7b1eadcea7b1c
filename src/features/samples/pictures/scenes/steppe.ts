import type { Brush } from '../brush.js'
import { smoke, yurt } from '../buildings.js'
import { herd } from '../figures.js'
import { grass, hills, plain, range } from '../land.js'
import { mix } from '../palette.js'
import { d, path, stroke } from '../pen.js'
import { sky } from '../sky.js'

/** Feather grass bends with the wind and catches the light. */
function featherGrass({ chance, palette }: Brush): string {
  let stems = ''
  let plumes = ''
  const count = chance.whole(26, 40)
  for (let index = 0; index < count; index += 1) {
    const foot = (1700 / count) * (index + chance.next()) - 60
    const tall = chance.between(120, 260)
    stems += d`M${foot} 920q4 ${-tall * 0.5} ${tall * 0.2} ${-tall * 0.75}`
    plumes += d`M${foot + tall * 0.2} ${920 - tall * 0.75}q${tall * 0.1} ${-tall * 0.24} ${tall * 0.42} ${-tall * 0.28}`
  }
  const straw = mix(palette.field, palette.snow, palette.night ? 0.25 : 0.6)
  return stroke(stems, mix(palette.field, palette.ink, 0.45), 3.4) + stroke(plumes, straw, 8)
}

/** Two ruts of a field road. */
function track({ chance, palette }: Brush, horizon: number): string {
  const foot = chance.between(420, 1000)
  const far = chance.between(500, 1100)
  const bend = chance.between(-260, 260)
  const y = horizon + 24
  const depth = 910 - y
  const rut = (left: number, right: number): string =>
    d`M${foot + left} 910C${foot + bend + left * 0.5} ${y + depth * 0.5} ${far - bend + left * 0.12} ${y + depth * 0.3} ${far + left * 0.02} ${y}` +
    d`L${far + right * 0.02} ${y}C${far - bend + right * 0.12} ${y + depth * 0.3} ${foot + bend + right * 0.5} ${y + depth * 0.5} ${foot + right} 910Z`
  const dust = mix(mix(palette.field, palette.roof, 0.2), palette.snow, palette.night ? 0 : 0.3)
  return path(rut(0, 62) + rut(140, 202), dust)
}

export function steppe(brush: Brush): string {
  const { chance, palette } = brush
  const horizon = chance.between(460, 590)
  const x = chance.between(760, 1180)
  const camp = chance.happens(0.45)
  const subject = camp
    ? yurt(brush, x, horizon + 46, 150) +
      yurt(brush, x + 170, horizon + 34, 110) +
      smoke(brush, x + 4, horizon - 62, 0.5, palette.snow) +
      herd(brush, x - 330, horizon + 60, 44, 3)
    : herd(brush, x, horizon + chance.between(70, 120), chance.between(84, 110), chance.whole(3, 6))
  return (
    sky(brush, horizon) +
    (chance.happens(0.4) ? range(brush, horizon, 130, 0.68) : hills(brush, horizon)) +
    plain(brush, horizon) +
    (chance.happens(0.6) ? track(brush, horizon) : '') +
    subject +
    grass(brush, horizon + 150, 26) +
    featherGrass(brush)
  )
}
