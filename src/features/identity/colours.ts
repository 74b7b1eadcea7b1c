import { createHash } from 'node:crypto'

/** `#00697a` */
export const colourPattern = /^#[0-9a-f]{6}$/

/** The grounds on which the site's own style sheet, site.css, prints: both must stay the same. */
const grounds = {
  light: { paper: '#fbfaf6', sheet: '#ffffff', sky: '#00697a', sun: '#f2b705' },
  dark: { paper: '#0f1418', sheet: '#161c21', sky: '#58c6d3', sun: '#f4c84a' },
} as const

export type Theme = keyof typeof grounds

/** What WCAG 2.2 asks of words of ordinary size. */
const leastContrast = 4.5

/** How much of the colour is in its own pale ground. */
const softShare = 0.12

/** Links are printed in it: it must be read on paper, on sheets and on its own pale ground. */
export function isReadable(colour: string, theme: Theme): boolean {
  const { paper, sheet } = grounds[theme]
  return [paper, sheet, mixed(colour, paper)].every((ground) => contrast(colour, ground) >= leastContrast)
}

/** 1 … 21, as WCAG reckons it. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

export interface Colours {
  skyLight: string | null
  skyDark: string | null
  sun: string | null
}

/** The style sheet of chosen colours and its address; null while the portal wears its own. */
export function colourSheet({ skyLight, skyDark, sun }: Colours): { address: string; css: string } | null {
  if (skyLight === null && skyDark === null && sun === null) return null
  const rules = (theme: Theme, sky: string | null) =>
    [sky !== null && `--sky:${sky};--sky-soft:${mixed(sky, grounds[theme].paper)}`, sun !== null && `--sun:${sun}`]
      .filter(Boolean)
      .join(';')
  // Light and dark are both named, since a later `:root` would win over the earlier dark theme.
  const light = rules('light', skyLight ?? (skyDark && grounds.light.sky))
  const dark = rules('dark', skyDark ?? (skyLight && grounds.dark.sky))
  // The layer of tokens, so that schemes for the visually impaired and print still have the last word.
  const css = `@layer tokens{:root{${light}}.theme-dark{${dark}}@media (prefers-color-scheme:dark){.theme-auto{${dark}}}}`
  const hash = createHash('sha256').update(css).digest('hex').slice(0, 12)
  return { address: `/colours-${hash}.css`, css }
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

function mixed(colour: string, paper: string): string {
  const under = channels(paper)
  const parts = channels(colour).map((value, at) => Math.round(value * softShare + (under[at] ?? 0) * (1 - softShare)))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
