import type { Brush } from './brush.js'
import { repeat } from './chance.js'
import { mix } from './palette.js'
import type { Palette } from './palettes.js'
import { d, disc, HEIGHT, path, rect, stroke, WIDTH } from './pen.js'

function gradient({ sky: [top, low], blush }: Palette, horizon: number): string {
  const middle = blush ? `<stop offset=".58" stop-color="${blush}"/>` : ''
  return (
    `<linearGradient id="sky" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="${Math.round(horizon)}">` +
    `<stop stop-color="${top}"/>${middle}<stop offset="1" stop-color="${low}"/></linearGradient>` +
    rect(0, 0, WIDTH, HEIGHT, 'url(#sky)')
  )
}

/** Always in the left half: everything is shaded on its right. The whole picture may be mirrored later. */
function light({ chance, palette }: Brush, horizon: number): string {
  const x = chance.between(180, 780)
  const radius = chance.between(46, 84)
  const y = Math.max(radius * 1.9, horizon * chance.between(0.24, palette.night ? 0.4 : 0.72))
  if (palette.night) {
    const moon = chance.happens(0.5)
      ? disc(x, y, radius * 0.8, palette.sun)
      : path(
          d`M${x} ${y - radius}a${radius} ${radius} 0 1 0 ${radius} ${radius * 1.3}a${radius * 0.85} ${radius * 0.85} 0 0 1 ${-radius} ${-radius * 1.3}z`,
          palette.sun,
        )
    return disc(x, y, radius * 2.2, palette.sun, 0.07) + moon
  }
  return (
    disc(x, y, radius * 2.9, palette.sun, 0.16) +
    disc(x, y, radius * 1.8, palette.sun, 0.28) +
    disc(x, y, radius, palette.sun)
  )
}

function stars({ chance, palette }: Brush, horizon: number): string {
  const specks = repeat(46, () => d`M${chance.between(0, WIDTH)} ${chance.between(0, horizon * 0.7)}h.1`)
  return stroke(specks, palette.snow, 3.6, 0.75)
}

/** Long, flat layers, as they lie over the steppe. */
function cloud({ chance, palette }: Brush, x: number, y: number, width: number): string {
  const thick = width * chance.between(0.075, 0.11)
  const shift = chance.between(-0.12, 0.12) * width
  const layers =
    d`M${x - width / 2} ${y}h${width}` +
    d`M${x - width * 0.24 + shift} ${y - thick * 0.85}h${width * 0.42}` +
    (chance.happens(0.7) ? d`M${x + shift * 2 - width * 0.05} ${y - thick * 1.6}h${width * 0.16}` : '') +
    d`M${x - width * 0.1 - shift * 2} ${y + thick * 0.75}h${width * 0.36}`
  return stroke(layers, palette.cloud, thick, palette.night ? 0.35 : 0.72)
}

function clouds(brush: Brush, horizon: number): string {
  const count = brush.chance.whole(2, 5)
  return repeat(count, (index) => {
    const x = (WIDTH / count) * (index + brush.chance.between(0.1, 0.9))
    return cloud(brush, x, horizon * brush.chance.between(0.12, 0.62), brush.chance.between(150, 380))
  })
}

function birds({ chance, palette }: Brush, horizon: number): string {
  const x = chance.between(500, 1200)
  const y = horizon * chance.between(0.2, 0.5)
  const flock = repeat(chance.whole(3, 7), () => {
    const wing = chance.between(10, 19)
    return d`M${x + chance.between(-170, 170)} ${y + chance.between(-70, 70)}q${wing * 0.6} ${-wing * 0.7} ${wing} ${wing * 0.1}q${wing * 0.5} ${-wing * 0.8} ${wing * 1.1} ${-wing * 0.15}`
  })
  return stroke(flock, mix(palette.ink, palette.sky[0], 0.25), 3.4)
}

export function sky(brush: Brush, horizon: number): string {
  const { chance, palette } = brush
  return (
    gradient(palette, horizon) +
    (palette.night ? stars(brush, horizon) : '') +
    // A cloud before the moon would look like an eclipse.
    (palette.night ? clouds(brush, horizon) + light(brush, horizon) : light(brush, horizon) + clouds(brush, horizon)) +
    (!palette.night && chance.happens(0.6) ? birds(brush, horizon) : '')
  )
}
