/** How a reader wants pages to look. Kept in one small cookie, applied by the server, part of the page cache's key. */
export interface Display {
  /** Letter size: steps of 25 % from 100 % to 200 %. */
  size: 0 | 1 | 2 | 3 | 4
  theme: 'auto' | 'light' | 'dark'
  /** Anything but `none` is the version for the visually impaired. */
  contrast: 'none' | 'white' | 'black' | 'blue'
  spacing: 0 | 1 | 2
  pictures: boolean
  lite: boolean
}

export const usualDisplay: Display = {
  size: 0,
  theme: 'auto',
  contrast: 'none',
  spacing: 0,
  pictures: true,
  lite: false,
}

const themes = ['auto', 'light', 'dark'] as const
const contrasts = ['none', 'white', 'black', 'blue'] as const

/** Six signs, one for each setting: the cookie's value, and the same setting has only one way to be written. */
const codePattern = /(?:^|;\s*)display=([0-4][ald][nwbs][0-2][px][fl])(?:;|$)/

export const usualCode = displayCode(usualDisplay)

export function displayCode(display: Display): string {
  return [
    display.size,
    { auto: 'a', light: 'l', dark: 'd' }[display.theme],
    { none: 'n', white: 'w', black: 'b', blue: 's' }[display.contrast],
    display.spacing,
    display.pictures ? 'p' : 'x',
    display.lite ? 'l' : 'f',
  ].join('')
}

/** The code in a Cookie header; anything forged or absent is the usual one. */
export function displayCodeIn(cookies: string | undefined): string {
  if (cookies === undefined || !cookies.includes('display=')) return usualCode
  return codePattern.exec(cookies)?.[1] ?? usualCode
}

export function readDisplay(code: string): Display {
  return {
    size: Number(code[0]) as Display['size'],
    theme: themes['ald'.indexOf(code[1] ?? '')] ?? 'auto',
    contrast: contrasts['nwbs'.indexOf(code[2] ?? '')] ?? 'none',
    spacing: Number(code[3]) as Display['spacing'],
    pictures: code[4] !== 'x',
    lite: code[5] === 'l',
  }
}

/** Classes of `<html>`, on which the style sheet hangs every setting. */
export function displayClasses(display: Display): string {
  return [
    `size-${display.size}`,
    `theme-${display.theme}`,
    display.contrast !== 'none' && `contrast-${display.contrast}`,
    display.spacing > 0 && `spacing-${display.spacing}`,
    !display.pictures && 'no-pictures',
    display.lite && 'lite',
  ]
    .filter(Boolean)
    .join(' ')
}

/** A setting by its name in a form or link, over what is set already. Unknown names and values change nothing. */
export function changeDisplay(display: Display, wishes: Record<string, unknown>): Display {
  const changed = { ...display }
  const { size, theme, contrast, spacing, pictures, lite } = wishes
  if (typeof size === 'string' && /^[0-4]$/.test(size)) changed.size = Number(size) as Display['size']
  if (isOneOf(themes, theme)) changed.theme = theme
  if (isOneOf(contrasts, contrast)) changed.contrast = contrast
  if (typeof spacing === 'string' && /^[0-2]$/.test(spacing)) changed.spacing = Number(spacing) as Display['spacing']
  if (pictures === 'on' || pictures === 'off') changed.pictures = pictures === 'on'
  if (lite === 'on' || lite === 'off') changed.lite = lite === 'on'
  return changed
}

function isOneOf<T extends string>(values: readonly T[], value: unknown): value is T {
  return values.includes(value as T)
}
