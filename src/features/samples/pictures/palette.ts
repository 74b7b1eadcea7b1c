import type { Chance } from './chance.js'
import { type Palette, type PaletteName, palettes } from './palettes.js'

export function mix(from: string, to: string, share: number): string {
  const blend = (at: number): string => {
    const start = Number.parseInt(from.slice(at, at + 2), 16)
    const end = Number.parseInt(to.slice(at, at + 2), 16)
    return Math.round(start + (end - start) * share)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${blend(1)}${blend(3)}${blend(5)}`
}

/** Neighbouring seeds walk through the list instead of drawing lots, so that they never look alike. */
export function paletteFor(names: readonly [PaletteName, ...PaletteName[]], seed: number, chance: Chance): Palette {
  const index = ((seed % names.length) + names.length) % names.length
  const base = palettes[names[index] ?? names[0]]
  const teal = chance.between(0, 0.16)
  const warm = chance.between(0, 0.14)
  return {
    ...base,
    sky: [mix(base.sky[0], base.teal, teal), mix(base.sky[1], base.night ? base.water : base.sun, warm * 2)],
    land: mix(base.land, base.teal, teal),
    field: mix(base.field, base.night ? base.teal : base.sun, warm),
    leaf: mix(base.leaf, base.gold, warm),
  }
}

/** The tone of land seen through air: 0 is at our feet, 1 is lost in the horizon. */
export const distant = (palette: Palette, depth: number): string => mix(palette.land, palette.sky[1], depth)

export const lit = '#f9d77e'

export const glass = (palette: Palette): string => (palette.night ? lit : mix(palette.sky[0], palette.ink, 0.35))

/** Colours of cloth, stalls and cars; muted, so that no small thing outshouts the scene. */
export function cloth(palette: Palette, chance: Chance): string {
  const colour = chance.pick(['#b4492f', '#00697a', '#d99a1c', '#2f4858', '#7a3b46', '#e9dcc3', '#3f7f6b'] as const)
  return palette.night ? mix(colour, palette.ink, 0.35) : colour
}
