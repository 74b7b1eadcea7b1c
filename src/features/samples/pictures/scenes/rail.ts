import type { Brush } from '../brush.js'
import { repeat } from '../chance.js'
import { grass, hills, plain, range } from '../land.js'
import { cloth, glass, mix } from '../palette.js'
import { d, dashes, disc, path, place, rect, stroke } from '../pen.js'
import { sky } from '../sky.js'

function wagonWheels(from: number, to: number, ink: string): string {
  return (
    [from + 26, from + 62, to - 62, to - 26].map((x) => disc(x, -15, 15, ink)).join('') +
    rect(from + 6, -34, to - from - 12, 12, ink)
  )
}

/** Wagons are 320 units long and stand on the origin of their left end. */
const wagons: Readonly<Record<'coach' | 'tank' | 'hopper' | 'containers', (brush: Brush) => string>> = {
  coach: ({ palette }) =>
    rect(4, -134, 312, 104, palette.teal, 10) +
    rect(10, -142, 300, 14, mix(palette.teal, palette.ink, 0.4), 6) +
    dashes('M40-92H284', glass(palette), 34, 26, 10) +
    rect(4, -64, 312, 8, palette.gold),
  tank: ({ palette }) =>
    rect(14, -128, 292, 90, mix(palette.road, palette.snow, 0.35), 44) +
    rect(14, -76, 292, 38, mix(palette.road, palette.ink, 0.1), 19) +
    rect(138, -142, 44, 18, palette.road, 4) +
    stroke('M100-126V-40M220-126V-40', palette.ink, 3, 0.5),
  hopper: ({ palette }) =>
    path('M8-126H312L290-40H30Z', mix(palette.roof, palette.road, 0.3)) +
    path('M20-126Q90-150 160-132T300-126Z', palette.gold) +
    stroke('M70-126L80-40M120-126L124-40M200-126L196-40M250-126L240-40', palette.ink, 4, 0.35),
  containers: ({ chance, palette }) =>
    [10, 164]
      .map(
        (x) =>
          rect(x, -132, 146, 94, cloth(palette, chance), 2) +
          stroke(
            repeat(6, (index) => `M${x + 20 + index * 21}-122V-48`),
            palette.ink,
            4,
            0.2,
          ),
      )
      .join(''),
}

function locomotive({ palette }: Brush): string {
  return (
    path('M4-30V-128Q4-140 18-140H236Q276-138 300-84L318-44V-30Z', palette.teal) +
    path('M240-128Q268-124 284-88H232V-128Z', glass(palette)) +
    dashes('M40-104H200', glass(palette), 26, 30, 16) +
    path('M4-64H309L318-44V-30H4Z', mix(palette.teal, palette.ink, 0.35)) +
    rect(4, -72, 302, 9, palette.gold) +
    disc(304, -56, 7, '#fff3c4') +
    stroke('M90-140L116-172L140-140M84-172H150', palette.ink, 4) +
    path('M296-30H330L318-10H300Z', palette.ink)
  )
}

export function rail(brush: Brush): string {
  const { chance, palette } = brush
  const horizon = Math.round(chance.between(470, 540))
  const track = Math.round(chance.between(650, 700))
  const kind = chance.pick(['coach', 'coach', 'tank', 'hopper', 'containers'] as const)
  const front = chance.between(960, 1200)
  const size = chance.between(1, 1.18)
  const gravel = mix(palette.road, palette.field, 0.4)
  const mast = chance.between(0, 300)
  const car = (index: number): string =>
    place(front - 326 * size * (index + 1), track, size, wagonWheels(0, 320, palette.ink) + wagons[kind](brush))
  return (
    sky(brush, horizon) +
    (chance.happens(0.5) ? range(brush, horizon, chance.between(150, 230), 0.55) : hills(brush, horizon)) +
    plain(brush, horizon) +
    path(`M-10 ${track + 10}H1610V${track + 62}H-10Z`, gravel) +
    path(`M-10 ${track + 40}H1610V${track + 66}H-10Z`, mix(gravel, palette.ink, 0.25)) +
    dashes(`M0 ${track + 14}H1600`, mix(palette.ink, palette.road, 0.4), 12, 26, 16) +
    rect(0, track, 1600, 6, palette.ink) +
    stroke(
      repeat(
        4,
        (index) =>
          d`M${mast + index * 480} ${track - 4}V${track - 280}M${mast + index * 480} ${track - 250}h70m-70 -20l70 20`,
      ),
      mix(palette.ink, palette.sky[1], 0.15),
      7,
    ) +
    stroke(
      repeat(5, (index) => d`M${mast + 70 + (index - 1) * 480} ${track - 250}q240 34 480 0m-480 46h480`),
      palette.ink,
      2.4,
    ) +
    repeat(5, car) +
    place(front, track, size, wagonWheels(0, 320, palette.ink) + locomotive(brush)) +
    grass(brush, track + 110, 30)
  )
}
