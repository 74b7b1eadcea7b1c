import type { Brush } from './brush.js'
import { repeat } from './chance.js'
import { disc, oval, path, place, stroke } from './pen.js'

interface Kit {
  shirt: string
  shorts: string
}

type Match = readonly [Kit, Kit]

/** The colours of both sides. */
export const matches: readonly [Match, Match] = [
  [
    { shirt: '#d99a1c', shorts: '#12343b' },
    { shirt: '#00697a', shorts: '#f3ead7' },
  ],
  [
    { shirt: '#b4492f', shorts: '#f3ead7' },
    { shirt: '#f3ead7', shorts: '#2f4858' },
  ],
]

/** A footballer or a hockey player at a run, a hundred units tall. */
export function player(
  { chance, palette }: Brush,
  x: number,
  y: number,
  tall: number,
  kit: Kit,
  skates: boolean,
): string {
  const stick = skates ? stroke('M20-56L46-3H62', '#8a5a34', 4.5) : ''
  const legs = skates ? 'M-5-40L-20-18L-30-2M6-40L16-20L14-2' : 'M-5-40L-16-22L-32-20M6-40L14-20L12-1h8'
  const drawing =
    oval(0, 2, 30, 4, palette.ink, 0.18) +
    stroke(legs, skates ? palette.ink : '#c98f68', skates ? 11 : 7) +
    (skates ? '' : stroke('M-26-21l-8-1M13-3h8', palette.ink, 8)) +
    path('M-13-34L-11-54H11L15-32Z', kit.shorts) +
    stroke(skates ? 'M-8-72L6-50L22-54M10-72L24-58' : 'M-11-73L-24-58L-16-48M11-73L24-62L34-70', kit.shirt, 8) +
    path('M-13-44Q-16-80 2-81Q18-80 13-44Z', kit.shirt) +
    disc(3, -90, 8.5, '#c98f68') +
    path('M-7-88a10 10 0 0 1 20-3z', skates ? kit.shirt : palette.ink) +
    stick
  return place(x, y, tall / 100, drawing, chance.happens(0.5))
}

/** A goal seen from the field, its mouth 200 units wide. */
export function goal(x: number, y: number, width: number, frame: string, net: string): string {
  const mesh = repeat(9, (index) => `M${-80 + index * 20}-84V-6`) + repeat(4, (index) => `M-90 ${-78 + index * 20}H90`)
  return place(
    x,
    y,
    width / 200,
    stroke(`${mesh}M-100-90L-84-78M100-90L84-78M-100 0L-84-6M100 0L84-6`, net, 1.6, 0.75) +
      stroke('M-100 0V-90H100V0', frame, 6),
  )
}
