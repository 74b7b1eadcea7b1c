import type { Brush } from '../brush.js'
import { repeat } from '../chance.js'
import { person } from '../figures.js'
import { range } from '../land.js'
import { lit, mix } from '../palette.js'
import { box, d, disc, dots, path, rect, stroke } from '../pen.js'
import { tree } from '../plants.js'
import { sky } from '../sky.js'

const fruit = ['#b8382e', '#e0922a', '#7f9f3a', '#f2c33d', '#7a3450', '#c9563c'] as const

/** A heap of one kind of fruit in its crate. */
function heap({ chance, palette }: Brush, x: number, y: number, width: number): string {
  const colour = mix(chance.pick(fruit), palette.ink, palette.night ? 0.25 : 0)
  const step = width / 5.6
  const rows = [5, 4, 3]
    .map(
      (count, row) => d`M${x + width / 2 - ((count - 1) / 2) * step} ${y - row * step * 0.66}h${(count - 0.9) * step}`,
    )
    .join('')
  return dots(rows, mix(colour, palette.ink, 0.25), step * 1.16, step) + dots(rows, colour, step * 0.96, step)
}

function awning({ chance, palette }: Brush, x: number, y: number, width: number): string {
  const colour = mix(
    chance.pick(['#00697a', '#b4492f', '#d99a1c', '#3f7f6b', '#7a3b46'] as const),
    palette.ink,
    palette.night ? 0.25 : 0,
  )
  const pale = mix('#fbf6e9', palette.ink, palette.night ? 0.3 : 0)
  const count = chance.whole(3, 4) * 2 + 1
  const step = width / count
  const stripes = (first: number): string => {
    let data = ''
    for (let index = first; index < count; index += 2) {
      const left = x + index * step
      const top = x + width * 0.09 + index * step * 0.82
      data += d`M${top} ${y - 104}h${step * 0.82}L${left + step} ${y}a${step / 2} ${step * 0.42} 0 0 1 ${-step} 0Z`
    }
    return data
  }
  return path(stripes(0), colour) + path(stripes(1), pale)
}

function stall(brush: Brush, x: number, ground: number, width: number): string {
  const { chance, palette } = brush
  const wood = mix('#8a5a34', palette.ink, palette.night ? 0.35 : 0.05)
  const counter = ground - 120
  const crates = chance.whole(3, 4)
  const step = (width - 20) / crates
  const crateSides = (tall: number): string =>
    repeat(crates, (index) => box(x + 12 + index * step, counter + 9 - tall / 2, step - 8, tall))
  return (
    rect(x + 10, ground - 330, width - 20, 230, mix(palette.ink, palette.roof, 0.25)) +
    (palette.night ? disc(x + width / 2, ground - 250, 90, lit, 0.35) : '') +
    stroke(d`M${x + 20} ${ground - 288}H${x + width - 20}`, mix(wood, palette.snow, 0.2), 5) +
    stroke(
      repeat(chance.whole(3, 6), (index) => d`M${x + 50 + index * 46} ${ground - 286}v${chance.between(18, 44)}`),
      mix(chance.pick(fruit), palette.ink, 0.15),
      17,
    ) +
    person(brush, x + width * chance.between(0.35, 0.65), ground - 20, 200) +
    stroke(d`M${x + 12} ${ground}V${ground - 340}M${x + width - 12} ${ground}V${ground - 340}`, wood, 11) +
    rect(x, counter, width, 120, wood) +
    stroke(
      repeat(5, (index) => d`M${x + (width / 5) * (index + 0.5)} ${counter + 44}V${ground - 4}`),
      mix(wood, palette.ink, 0.3),
      4,
    ) +
    repeat(crates, (index) => heap(brush, x + 12 + index * step, counter - 8, step - 8)) +
    path(crateSides(34), '#b98a55') +
    path(crateSides(6), '#7d5c39') +
    awning(brush, x - 22, ground - 322, width + 44)
  )
}

export function market(brush: Brush): string {
  const { chance, palette } = brush
  const ground = Math.round(chance.between(730, 770))
  const count = chance.whole(3, 4)
  const step = 1600 / count
  const paving = mix(mix(palette.road, palette.wall, 0.62), palette.sky[1], 0.1)
  const garland = (shift: number): string => repeat(4, (index) => d`M${index * 400} ${shift}q200 90 400 0`)
  const bulbs = repeat(28, (index) => {
    const share = ((index + 0.5) / 7) % 1
    return d`M${(index + 0.5) * (1600 / 28)} ${ground - 560 + 4 * 45 * share * (1 - share)}h.1`
  })
  return (
    sky(brush, ground - 150) +
    (chance.happens(0.5) ? range(brush, ground - 130, chance.between(280, 350), 0.55) : '') +
    repeat(6, (index) =>
      tree(brush, 70 + index * 300 + chance.between(-60, 60), ground - 40, chance.between(380, 500)),
    ) +
    rect(0, ground - 60, 1600, 260, paving) +
    path(`M0 ${ground + 40}H1600V900H0Z`, mix(paving, palette.ink, 0.1)) +
    stroke(garland(ground - 560), palette.ink, 3) +
    stroke(bulbs, palette.night ? lit : palette.gold, 13) +
    repeat(count, (index) => stall(brush, step * index + step * 0.07, ground + chance.between(-10, 14), step * 0.86)) +
    repeat(chance.whole(3, 5), (index) =>
      person(
        brush,
        180 + index * 330 + chance.between(-90, 90),
        ground + chance.between(76, 130),
        chance.between(218, 240),
        chance.pick(['stand', 'walk'] as const),
      ),
    )
  )
}
