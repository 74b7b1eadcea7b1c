import type { Brush } from '../brush.js'
import { repeat } from '../chance.js'
import { lit, mix } from '../palette.js'
import { d, dashes, disc, dots, oval, type Point, path, polygon, rect, stroke } from '../pen.js'
import { goal, matches, player } from '../players.js'
import { sky } from '../sky.js'

/** Tiers of seats; every spectator is a dot of a dashed line. */
function stands({ chance, palette }: Brush, top: number, foot: number): string {
  const concrete = mix(palette.road, palette.wall, palette.night ? 0.1 : 0.35)
  const rows = 8
  const step = (foot - top - 20) / rows
  const shirts = ['#e9dcc3', '#d99a1c', '#00697a', '#b4492f', '#2f4858'] as const
  const crowd = repeat(rows, (row) => {
    const y = top + 22 + row * step
    const shift = chance.between(-30, 0)
    return (
      rect(0, y + step * 0.28, 1600, step * 0.3, mix(concrete, palette.ink, 0.25)) +
      repeat(3, () =>
        dots(
          d`M${shift + chance.between(-60, 0)} ${y}H1620`,
          mix(chance.pick(shirts), palette.ink, 0.12),
          15,
          chance.between(26, 70),
        ),
      )
    )
  })
  return (
    path(
      d`M-10 ${top - 84}Q800 ${top - 150} 1610 ${top - 84}V${top - 62}Q800 ${top - 120} -10 ${top - 62}Z`,
      mix(palette.teal, palette.ink, 0.25),
    ) +
    stroke(
      repeat(7, (index) => d`M${60 + index * 247} ${top + 6}V${top - 90}`),
      mix(concrete, palette.ink, 0.4),
      8,
    ) +
    rect(0, top, 1600, foot - top, concrete) +
    crowd
  )
}

function floodlight({ palette }: Brush, x: number, y: number): string {
  const beam: readonly Point[] = [
    [x - 50, y - 190],
    [x + 50, y - 190],
    [x + 460, y + 420],
    [x - 460, y + 420],
  ]
  return (
    (palette.night ? polygon(beam, lit, 0.12) : '') +
    stroke(d`M${x - 18} ${y}L${x - 6} ${y - 160}M${x + 18} ${y}L${x + 6} ${y - 160}`, palette.ink, 5) +
    rect(x - 66, y - 226, 132, 78, palette.ink, 6) +
    dashes(d`M${x - 51} ${y - 204}h104M${x - 51} ${y - 170}h104`, '#fff3c4', 20, 18, 10)
  )
}

function pitch({ palette }: Brush, foot: number, far: number): string {
  const green = mix(mix('#4f8f4c', palette.leaf, 0.4), palette.ink, palette.night ? 0.3 : 0)
  const pale = mix(green, '#ffffff', 0.12)
  const line = mix('#ffffff', green, 0.15)
  const back = foot + 34
  const touchline = d`M-20 ${back}H1620`
  const penaltyArea = d`M${far - 330} ${back}L${far - 520} ${foot + 170}H${far + 520}L${far + 330} ${back}`
  const goalArea = d`M${far - 170} ${back}L${far - 240} ${foot + 92}H${far + 240}L${far + 170} ${back}`
  const arc = d`M${far - 190} ${foot + 170}Q${far} ${foot + 236} ${far + 190} ${foot + 170}`
  const stripes = repeat(9, (index) => {
    const left = 800 + (index * 2 - 9) * 110
    return path(d`M${left} ${foot}h110L${800 + (left + 110 - 800) * 3.2} 910H${800 + (left - 800) * 3.2}Z`, pale)
  })
  return rect(0, foot, 1600, 900 - foot, green) + stripes + stroke(touchline + penaltyArea + goalArea + arc, line, 5)
}

function rink({ palette }: Brush, foot: number, far: number): string {
  const ice = mix('#eef5f5', palette.sky[1], palette.night ? 0.3 : 0.2)
  return (
    rect(0, foot, 1600, 900 - foot, ice) +
    path(d`M-10 ${foot + 130}Q800 ${foot + 90} 1610 ${foot + 150}V910H-10Z`, mix(ice, palette.water, 0.14)) +
    rect(0, foot - 44, 1600, 58, '#fbfaf6') +
    rect(0, foot + 2, 1600, 12, palette.gold) +
    stroke(d`M0 ${foot + 58}H1600`, '#c4413a', 5) +
    path(d`M0 ${foot + 196}H1600V${foot + 210}H0Z`, '#2f6fa3') +
    path(
      d`M${far - 130} ${foot + 58}Q${far - 120} ${foot + 108} ${far} ${foot + 110}Q${far + 120} ${foot + 108} ${far + 130} ${foot + 58}Z`,
      '#bfdfe8',
    ) +
    stroke(
      d`M300 ${foot + 270}q160 -40 340 -10M900 ${foot + 120}q180 30 300 -10M1050 ${foot + 260}q200 40 420 -20M120 ${foot + 130}q120 30 220 0`,
      '#ffffff',
      4,
    )
  )
}

export function stadium(brush: Brush): string {
  const { chance, palette } = brush
  const skates = chance.happens(0.5)
  const top = Math.round(chance.between(270, 310))
  const foot = Math.round(chance.between(510, 540))
  const far = chance.between(560, 1040)
  const match = chance.pick(matches)
  const team = repeat(chance.whole(4, 6), (index) => {
    const y = foot + 110 + index * 44
    const side = index % 2 === 0 ? -1 : 1
    const x = Math.min(1480, Math.max(120, far + side * chance.between(120, 560)))
    return player(brush, x, y, 120 + (y - foot) * 0.3, side < 0 ? match[0] : match[1], skates)
  })
  const ballX = far + chance.between(-120, 120)
  return (
    sky(brush, top + 60) +
    [chance.between(120, 260), chance.between(1340, 1480)].map((x) => floodlight(brush, x, top + 10)).join('') +
    stands(brush, top, foot) +
    (skates
      ? rink(brush, foot, far)
      : rect(0, foot - 30, 1600, 32, palette.teal) +
        dashes(d`M0 ${foot - 14}H1600`, palette.gold, 10, 120, 80) +
        pitch(brush, foot, far)) +
    goal(
      far,
      foot + (skates ? 62 : 38),
      skates ? 190 : 300,
      skates ? '#c4413a' : '#ffffff',
      skates ? palette.ink : '#ffffff',
    ) +
    team +
    (skates
      ? oval(ballX, foot + 250, 15, 6, palette.ink)
      : disc(ballX, foot + 250, 14, '#ffffff') + disc(ballX, foot + 250, 5, palette.ink))
  )
}
