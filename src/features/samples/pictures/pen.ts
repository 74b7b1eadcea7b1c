/** SVG strokes and shapes. */

export const WIDTH = 1600
export const HEIGHT = 900

export type Point = readonly [x: number, y: number]

/** Places on the sheet need no fractions of a pixel; only small measures keep a tenth. Short numbers keep the files small. */
const short = (value: number): string =>
  String(Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10)

/** Path data with its numbers rounded. */
export function d(parts: TemplateStringsArray, ...values: readonly number[]): string {
  return parts.reduce((text, part, index) => text + short(values[index - 1] ?? 0) + part)
}

const veil = (opacity: number): string => (opacity < 1 ? ` opacity="${Math.round(opacity * 100) / 100}"` : '')

export const path = (data: string, fill: string, opacity = 1): string =>
  `<path d="${data}" fill="${fill}"${veil(opacity)}/>`

export function rect(x: number, y: number, width: number, height: number, fill: string, round = 0): string {
  const corner = round > 0 ? ` rx="${short(round)}"` : ''
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${fill}"${corner}/>`
}

export const disc = (x: number, y: number, radius: number, fill: string, opacity = 1): string =>
  `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" fill="${fill}"${veil(opacity)}/>`

export const oval = (x: number, y: number, across: number, down: number, fill: string, opacity = 1): string =>
  `<ellipse cx="${short(x)}" cy="${short(y)}" rx="${short(across)}" ry="${short(down)}" fill="${fill}"${veil(opacity)}/>`

/** Round ends and no fill are set once on the root of the picture. */
export const stroke = (data: string, colour: string, width: number, opacity = 1): string =>
  `<path d="${data}" stroke="${colour}" stroke-width="${short(width)}"${veil(opacity)}/>`

/** A row of windows, dots or bricks is one dashed line: far shorter than a shape for each. */
export function dashes(data: string, colour: string, width: number, dash: number, gap: number): string {
  return `<path d="${data}" stroke="${colour}" stroke-width="${short(width)}" stroke-dasharray="${short(dash)} ${short(gap)}" stroke-linecap="butt"/>`
}

/** A dotted line; `gap` is from the middle of a dot to the next. */
export function dots(data: string, colour: string, size: number, gap: number): string {
  return `<path d="${data}" stroke="${colour}" stroke-width="${short(size)}" stroke-dasharray=".1 ${short(gap)}"/>`
}

export const outline = (points: readonly Point[]): string =>
  points.map(([x, y], index) => (index === 0 ? d`M${x} ${y}` : d`L${x} ${y}`)).join('')

/** A rectangle as a piece of path data, to gather many of one colour into one path. */
export const box = (x: number, y: number, width: number, height: number): string =>
  d`M${x} ${y}h${width}v${height}h${-width}z`

export const polygon = (points: readonly Point[], fill: string, opacity = 1): string =>
  path(`${outline(points)}Z`, fill, opacity)

/** A soft line through the middles between the points, beginning and ending exactly on the outer two. */
export function smooth(points: readonly Point[]): string {
  return points
    .map(([x, y], index) => {
      const next = points[index + 1]
      if (index === 0) return d`M${x} ${y}`
      return next ? d`Q${x} ${y} ${(x + next[0]) / 2} ${(y + next[1]) / 2}` : d`L${x} ${y}`
    })
    .join('')
}

/** Places a drawing made around its own origin, which by custom is the middle of its foot. */
export function place(x: number, y: number, scale: number, drawing: string, flipped = false): string {
  const size = Math.round(scale * 1000) / 1000
  return `<g transform="translate(${short(x)} ${short(y)})scale(${flipped ? `-${size} ${size}` : size})">${drawing}</g>`
}

/** A drawing defined once and then repeated with `copy`. */
export const stencil = (id: string, drawing: string): string => `<defs><g id="${id}">${drawing}</g></defs>`

export function copy(id: string, x: number, y: number, scale: number, degrees = 0): string {
  const angle = degrees === 0 ? '' : `rotate(${Math.round(degrees)})`
  return `<use href="#${id}" transform="translate(${short(x)} ${short(y)})${angle}scale(${Math.round(scale * 1000) / 1000})"/>`
}

export const turn = (degrees: number, drawing: string): string =>
  `<g transform="rotate(${short(degrees)})">${drawing}</g>`

export const fade = (opacity: number, drawing: string): string => `<g${veil(opacity)}>${drawing}</g>`
