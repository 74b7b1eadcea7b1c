import type { Brush } from './brush.js'
import { mix } from './palette.js'
import type { Palette } from './palettes.js'
import { copy, d, path, place, stencil, stroke } from './pen.js'

/** Spruces in a band, the farthest first, so that nearer ones cover them. */
export function spruces(
  brush: Brush,
  from: number,
  to: number,
  y: number,
  tall: number,
  count: number,
  depth = 0,
): string {
  const { chance, palette } = brush
  const tone = mix(palette.spruce, palette.sky[1], depth)
  const shade = mix(tone, palette.ink, 0.3)
  const id = `spruce${tone.slice(1)}`
  const shape =
    path('M0-100L13-72L8-74L21-48L13-50L30-16L-30-16L-13-50L-21-48L-8-74L-13-72Z', tone) +
    path('M0-100L13-72L8-74L21-48L13-50L30-16L2-16L6-52ZM-4-17H4V0H-4Z', shade)
  const feet = Array.from({ length: count }, () => chance.next()).sort((one, other) => one - other)
  const trees = feet.map((near, index) => {
    // The golden ratio spreads the trees without a visible rhythm.
    const x = from + (to - from) * ((index * 0.618 + chance.between(-0.03, 0.03)) % 1)
    return copy(id, x, y + near * tall * 0.5, (tall / 100) * (0.65 + near * 0.35) * chance.between(0.85, 1.15))
  })
  return stencil(id, shape) + trees.join('')
}

/** In snow palettes leaves are hoarfrost: `leaf` is pale there. */
function tones(palette: Palette): readonly [crown: string, shade: string, bark: string] {
  return [palette.leaf, mix(palette.leaf, palette.ink, 0.2), mix(palette.ink, palette.leaf, 0.25)]
}

export function poplar({ palette }: Brush, x: number, y: number, tall: number): string {
  const [crown, shade, bark] = tones(palette)
  const tree =
    path('M-2.5-24H2.5V0H-2.5Z', bark) +
    path('M0-100C22-68 18-14 0-12C-18-14-22-68 0-100Z', crown) +
    path('M0-100C22-68 18-14 0-12C8-36 8-66 0-100Z', shade)
  return place(x, y, tall / 100, tree)
}

export function roundTree({ chance, palette }: Brush, x: number, y: number, tall: number): string {
  const [crown, shade, bark] = tones(palette)
  const tree =
    stroke('M0 0V-50M0-30L13-48M0-24L-11-40', bark, 4.6) +
    path('M-34-50C-40-72-24-80-20-84C-14-102 16-104 22-86C38-82 42-62 33-50C26-36-26-36-34-50Z', crown) +
    path('M22-86C38-82 42-62 33-50C26-40 0-38-14-42C12-46 26-62 22-86Z', shade)
  return place(x, y, tall / 100, tree, chance.happens(0.4))
}

/** A garden tree: round or poplar. */
export function tree(brush: Brush, x: number, y: number, tall: number): string {
  return brush.chance.happens(0.4) ? poplar(brush, x, y, tall * 1.2) : roundTree(brush, x, y, tall)
}

export function bushes({ chance, palette }: Brush, from: number, to: number, y: number, size: number): string {
  const [crown, shade] = tones(palette)
  const hedge = (shift: number): string => {
    let row = ''
    for (let x = from + shift; x < to; x += size * 2.4)
      row += d`M${x} ${y + chance.between(-0.2, 0.12) * size}h${size * chance.between(0.1, 0.7)}`
    return row
  }
  return stroke(hedge(size * 1.2), shade, size * 1.7) + stroke(hedge(0), crown, size * 1.6)
}

export function reeds({ chance, palette }: Brush, x: number, y: number, count: number): string {
  let stems = ''
  let heads = ''
  for (let index = 0; index < count; index += 1) {
    const foot = x + chance.between(-120, 120)
    const tall = chance.between(90, 210)
    const lean = chance.between(-26, 26)
    stems += d`M${foot} ${y}q${lean * 0.2} ${-tall * 0.6} ${lean} ${-tall}`
    heads += d`M${foot + lean} ${y - tall}l${-lean * 0.16} ${tall * 0.2}`
  }
  return stroke(stems, mix(palette.ink, palette.leaf, 0.4), 4) + stroke(heads, mix(palette.roof, palette.ink, 0.4), 10)
}

const grain = (y: number): string =>
  d`M0 ${y}C-11 ${y - 4}-13 ${y - 15}-5 ${y - 23}C-1 ${y - 16} 0 ${y - 9} 0 ${y}C0 ${y - 9} 1 ${y - 16} 5 ${y - 23}C13 ${y - 15} 11 ${y - 4} 0 ${y}Z`

/** Ripe ears close to the eye. */
export function wheat({ chance, palette }: Brush, y: number, count: number): string {
  const gold = mix(mix(palette.gold, palette.snow, 0.12), palette.ink, palette.night ? 0.35 : 0)
  const straw = mix(palette.gold, palette.roof, 0.35)
  const ear =
    stroke('M0-60L0-106M-5-58L-14-98M5-58L14-98M-6-40L-22-76M6-40L22-76', straw, 1.8) +
    path([0, -14, -28, -42].map(grain).join(''), gold)
  let stems = ''
  let ears = ''
  for (let index = 0; index < count; index += 1) {
    const foot = (1640 / count) * (index + chance.between(0, 1)) - 40
    const tall = chance.between(90, 210)
    const lean = chance.between(4, 52)
    stems += d`M${foot} ${y}q0 ${-tall * 0.6} ${lean} ${-tall}`
    ears += copy('ear', foot + lean, y - tall, chance.between(0.8, 1.15), 12 + lean * 0.7)
  }
  return stencil('ear', ear) + stroke(stems, straw, 4) + ears
}
