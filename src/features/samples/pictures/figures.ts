import type { Brush } from './brush.js'
import { cloth, mix } from './palette.js'
import { d, disc, path, place, rect, stroke } from './pen.js'

type Pose = 'stand' | 'walk'

/** A person one hundred units tall, faceless like on a road sign, but in a coat of their own. */
export function person(
  { chance, palette }: Brush,
  x: number,
  y: number,
  tall: number,
  pose: Pose = 'stand',
  coat?: string,
): string {
  const colour = coat ?? cloth(palette, chance)
  const skin = mix('#d6a07a', palette.ink, palette.night ? 0.45 : 0.08)
  const legs = pose === 'walk' ? 'M-3-42L-12-1h6M3-42L6-22L15-1h6' : 'M-5-42V-1h4M5-42V-1h4'
  const arms = pose === 'walk' ? 'M-9-74L-17-48M9-74L17-50' : 'M-11-73L-14-46M11-73L14-46'
  const body =
    stroke(legs, palette.ink, 7.5) +
    stroke(arms, mix(colour, palette.ink, 0.25), 7) +
    path('M-14-36Q-14-80 0-81Q14-80 14-36Z', colour) +
    disc(0, -90, 8.5, skin) +
    path(chance.happens(0.5) ? 'M-9-89a9 10 0 0 1 18 0z' : 'M-9-91a9 9.5 0 0 1 18 0l1 16h-5l-2-15z', palette.ink)
  return place(x, y, tall / 100, body, chance.happens(0.5))
}

export function pupil(brush: Brush, x: number, y: number, tall: number): string {
  const bag = rect(-20, -78, 15, 28, cloth(brush.palette, brush.chance), 5)
  return place(x, y, tall / 100, bag, false) + person(brush, x, y, tall, brush.chance.pick(['stand', 'walk'] as const))
}

const horseBack = 'M12-60Q30-68 46-62Q58-60 70-65'
const horseLegs = 'L85-30L88 0H81L78-32Q60-31 44-37Q36-38 31-34L27-21L31 0H24L19-21Q7-44 12-60Z'
const horseNeck = {
  stand: 'Q77-78 85-90L89-98L93-90Q103-84 113-71Q114-63 106-64Q98-69 94-71Q95-60 87-48',
  graze: 'Q88-56 99-36L113-14Q114-5 105-7Q97-15 92-24Q87-34 83-40',
}
const horseMane = { stand: 'M62-62Q72-80 87-94Q82-74 76-62Z', graze: 'M66-64Q86-62 99-36Q88-46 74-56Z' }

export function horse({ chance }: Brush, x: number, y: number, tall: number, coat: string, dark: string): string {
  const pose = chance.pick(['stand', 'graze', 'graze'] as const)
  const body =
    path('M72-38L69 0h6l5-34zM30-38L40-20L38 0h6L46-38z', dark) +
    path(`${horseBack}${horseNeck[pose]}${horseLegs}`, coat) +
    path(horseMane[pose], dark) +
    path('M14-60Q-2-52 3-20Q10-34 17-48z', dark)
  return place(x, y, tall / 100, body, chance.happens(0.5))
}

export function herd(brush: Brush, x: number, y: number, tall: number, count: number): string {
  const { chance, palette } = brush
  const coats = ['#6b3f2a', '#3a2a24', '#a06a3c', '#d8c3a0'] as const
  const at = Array.from({ length: count }, (_, index) => ({
    x: x + (index - count / 2) * tall * 1.35,
    near: chance.next(),
  })).sort((one, other) => one.near - other.near)
  return at
    .map((spot) => {
      const coat = mix(chance.pick(coats), palette.sky[1], 0.12)
      const size = tall * (0.8 + spot.near * 0.3)
      return horse(
        brush,
        spot.x + chance.between(-0.3, 0.3) * tall,
        y + spot.near * tall * 0.5,
        size,
        coat,
        mix(coat, palette.ink, 0.45),
      )
    })
    .join('')
}

/** Heads of the public, seen from behind. */
export function heads({ chance }: Brush, y: number, size: number, tone: string): string {
  let row = ''
  for (let x = -size; x < 1600 + size; x += size * chance.between(1.9, 2.7)) {
    const lift = chance.between(-0.25, 0.25) * size
    row +=
      disc(x, y + lift, size * 0.62, tone) +
      path(
        d`M${x - size * 1.15} 910Q${x - size * 1.1} ${y + size * 0.75 + lift} ${x} ${y + size * 0.62 + lift}Q${x + size * 1.1} ${y + size * 0.75 + lift} ${x + size * 1.15} 910Z`,
        tone,
      )
  }
  return row
}
