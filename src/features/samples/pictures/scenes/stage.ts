import type { Brush } from '../brush.js'
import { repeat } from '../chance.js'
import { heads } from '../figures.js'
import { lit, mix } from '../palette.js'
import { d, disc, oval, path, place, polygon, rect, stroke, turn } from '../pen.js'

/** The dombra: a drop-shaped body, a long fretted neck, two strings; 520 units tall. */
function dombra(wood: string, dark: string): string {
  return (
    path('M-9-420H9L12-196C70-178 92-96 74-40C60 2 24 14 0 14C-24 14-60 2-74-40C-92-96-70-178-12-196Z', wood) +
    path('M0-196H12C70-178 92-96 74-40C60 2 24 14 0 14C30-40 34-130 0-196Z', dark, 0.25) +
    path('M-10-500L-14-420H14L10-500Q0-512-10-500ZM-9-424H9V-192H-9Z', dark) +
    disc(0, -96, 15, dark) +
    rect(-22, -44, 44, 9, dark, 3) +
    stroke(
      repeat(9, (index) => `M-9 ${-400 + index * 22}H9`),
      wood,
      2.5,
    ) +
    stroke('M-4-480V-42M4-480V-42', '#fbf6e3', 1.8) +
    stroke('M-11-480H-26M11-462H26', dark, 7)
  )
}

/** A musician in a long robe, a hundred units tall, dombra in hands. */
function musician({ chance, palette }: Brush, x: number, y: number, tall: number, robe: string): string {
  const dark = mix(robe, palette.ink, 0.35)
  const hat = chance.happens(0.5) ? 'M-9-93Q-8-105 0-106Q8-105 9-93Z' : 'M-9-93L-6-104Q0-116 6-104L9-93Z'
  const drawing =
    oval(0, 0, 36, 4, palette.ink, 0.3) +
    path('M-15-79Q0-85 15-79L27 0H-27Z', robe) +
    path('M4-82L15-79L27 0H8Z', dark, 0.6) +
    stroke('M-26-3H26M0-80V-4', palette.gold, 2.4) +
    disc(0, -90, 8.5, '#d6a07a') +
    path(hat, dark) +
    stroke('M-9-94H9', palette.gold, 2.6) +
    place(12, -44, 0.155, turn(-58, dombra('#d39a4e', '#3d2014'))) +
    stroke('M-14-75L-25-60L-22-55M14-75L25-57L10-50', robe, 7)
  return place(x, y, tall / 100, drawing, chance.happens(0.3))
}

/** The left curtain, drawn aside: its folds gather at the wings. */
function curtain({ palette }: Brush, edge: number, colour: string): string {
  const folds = (first: number): string => {
    let data = ''
    for (let index = first; index < 7; index += 2) {
      const x = (edge / 7) * index
      const next = (edge / 7) * (index + 1) + 1
      const gather = (at: number): number => at * 0.72
      data += d`M${x} 0H${next}Q${next} 420 ${gather(next)} 560Q${gather(next) - 6} 640 ${gather(next) + 8} 800H${gather(x) + 6}Q${gather(x) - 8} 640 ${gather(x)} 560Q${x} 420 ${x} 0Z`
    }
    return data
  }
  const tie = d`M0 548Q${edge * 0.4} 590 ${edge * 0.74} 552`
  return path(folds(0), colour) + path(folds(1), mix(colour, palette.ink, 0.32)) + stroke(tie, palette.gold, 12)
}

function pelmet({ palette }: Brush, colour: string, swags: number): string {
  const wide = 1600 / swags
  const scallops = (first: number): string => {
    let data = ''
    for (let index = first; index < swags; index += 2)
      data += d`M${index * wide} 0h${wide}v66q${-wide / 2} 88 ${-wide} 0z`
    return data
  }
  const fringe = repeat(swags, (index) => d`M${index * wide} 66q${wide / 2} 88 ${wide} 0`)
  return path(scallops(0), mix(colour, palette.ink, 0.16)) + path(scallops(1), colour) + stroke(fringe, palette.gold, 6)
}

export function stage(brush: Brush): string {
  const { chance, palette } = brush
  const red = chance.pick(['#8c2f35', '#00596a', '#6d3350', '#9a4a26'] as const)
  const back = mix(mix(palette.sky[0], palette.ink, 0.78), red, 0.16)
  const x = chance.between(720, 880)
  const beam = (from: number, to: number, wide: number): string =>
    polygon(
      [
        [from - 14, 40],
        [from + 14, 40],
        [to + wide, 770],
        [to - wide, 770],
      ],
      lit,
      0.15,
    )
  const boards = mix('#a9713f', palette.ink, 0.3)
  const robes = ['#e9dcc3', '#00697a', '#9a3a34', '#d99a1c', '#3f7f6b'] as const
  const band = chance.pick([0, 1, 2, 3, 3, 5] as const)
  const first = chance.whole(0, 4)
  const drape = curtain(brush, chance.between(300, 380), red)
  const act =
    band === 0
      ? place(x, 734, 1.1, turn(chance.between(-18, 18), dombra('#d39a4e', '#3d2014')))
      : repeat(band, (index) =>
          musician(
            brush,
            x + (index - (band - 1) / 2) * (band === 5 ? 150 : 215),
            768 - (index % 2) * 14,
            band === 1 ? 430 : 330,
            robes[(index + first) % 5] ?? robes[0],
          ),
        )
  return (
    rect(0, 0, 1600, 900, back) +
    disc(x, 420, 350, palette.gold, 0.12) +
    disc(x, 420, chance.between(250, 290), mix(palette.gold, '#b4492f', 0.22), 0.92) +
    beam(chance.between(340, 460), x, 230) +
    beam(chance.between(1140, 1260), x, 230) +
    (chance.happens(0.6) ? beam(800, x, 170) : '') +
    rect(0, 716, 1600, 200, boards) +
    stroke(
      repeat(13, (index) => d`M${x + (index - 6) * 120} 718L${x + (index - 6) * 230} 900`),
      mix(boards, palette.ink, 0.35),
      3,
    ) +
    oval(x, 760, 380, 36, lit, 0.35) +
    act +
    drape +
    `<g transform="translate(1600 0)scale(-1 1)">${drape}</g>` +
    pelmet(brush, red, chance.whole(6, 9)) +
    heads(brush, 838, chance.between(52, 66), mix(palette.ink, '#000000', 0.3))
  )
}
