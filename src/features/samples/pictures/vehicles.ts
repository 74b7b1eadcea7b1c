import type { Brush } from './brush.js'
import { repeat } from './chance.js'
import { cloth, glass, lit, mix } from './palette.js'
import { dashes, disc, oval, path, place, polygon, rect, stroke } from './pen.js'

const wheel = (x: number, radius: number, ink: string): string =>
  disc(x, -radius, radius, ink) + disc(x, -radius, radius * 0.45, '#aab4b4')

/** Side views face right. */
export function car({ chance, palette }: Brush, x: number, y: number, width: number, flipped = false): string {
  const body = cloth(palette, chance)
  const drawing =
    oval(0, 0, 104, 7, palette.ink, 0.22) +
    path('M-99-16Q-102-46-80-50L-56-54Q-40-84-20-85H18Q42-83 62-54L88-48Q101-44 99-16Z', body) +
    path('M-44-55Q-34-76-18-77H-4V-55ZM4-77H16Q34-76 48-55H4Z', glass(palette)) +
    path('M-99-16Q-100-26-98-32H99V-16Z', mix(body, palette.ink, 0.28)) +
    rect(90, -44, 9, 9, lit, 3) +
    wheel(-58, 20, palette.ink) +
    wheel(58, 20, palette.ink)
  return place(x, y, width / 200, drawing, flipped)
}

export function bus(
  { palette }: Brush,
  x: number,
  y: number,
  width: number,
  flipped = false,
  body = palette.teal,
): string {
  const drawing =
    oval(0, 0, 174, 8, palette.ink, 0.22) +
    rect(-170, -124, 340, 108, body, 16) +
    rect(-158, -108, 316, 42, glass(palette), 6) +
    dashes('M-112-87H156', body, 42, 5, 48) +
    rect(-170, -52, 340, 9, palette.gold) +
    rect(-170, -34, 340, 18, mix(body, palette.ink, 0.3), 6) +
    rect(158, -46, 12, 12, lit, 4) +
    wheel(-104, 23, palette.ink) +
    wheel(104, 23, palette.ink)
  return place(x, y, width / 340, drawing, flipped)
}

/** Front views, a hundred units wide, come towards us. */
export function oncoming({ chance, palette }: Brush, x: number, y: number, width: number): string {
  const body = cloth(palette, chance)
  const dark = mix(body, palette.ink, 0.35)
  const tyres =
    rect(-46, -18, 18, 18, palette.ink, 4) +
    rect(28, -18, 18, 18, palette.ink, 4) +
    oval(0, 0, 58, 6, palette.ink, 0.25)
  const eyes = (height: number): string => disc(-36, height, 7, lit) + disc(36, height, 7, lit)
  const kinds = {
    car:
      path('M-50-10V-40Q-50-50-40-53L-30-80Q-28-86-20-86H20Q28-86 30-80L40-53Q50-50 50-40V-10Z', body) +
      path('M-33-53L-25-77H25L33-53Z', glass(palette)) +
      rect(-50, -24, 100, 14, dark, 5) +
      rect(-20, -42, 40, 12, dark, 4) +
      eyes(-38),
    bus:
      rect(-52, -148, 104, 138, body, 14) +
      rect(-44, -122, 88, 62, glass(palette), 8) +
      rect(-34, -142, 68, 14, palette.gold, 4) +
      stroke('M0-122V-60', body, 4) +
      rect(-52, -26, 104, 16, dark, 6) +
      eyes(-40) +
      stroke('M-52-116h-9v26M52-116h9v26', palette.ink, 5),
    truck:
      rect(-56, -176, 112, 120, mix(palette.snow, palette.sky[0], 0.2), 4) +
      path('M-50-10V-96Q-48-118-36-120H36Q48-118 50-96V-10Z', body) +
      path('M-42-72L-38-108H38L42-72Z', glass(palette)) +
      dashes('M-26-44H26', dark, 28, 5, 5) +
      rect(-50, -24, 100, 14, dark, 4) +
      eyes(-34),
  }
  return place(x, y, width / 100, tyres + kinds[chance.pick(['car', 'bus', 'truck'] as const)])
}

/** A combine harvester about three hundred units long, its reel in front. */
export function combine({ chance, palette }: Brush, x: number, y: number, width: number): string {
  const body = chance.pick([palette.teal, '#a8442c', '#2f6f4f'] as const)
  const dark = mix(body, palette.ink, 0.35)
  const spokes = repeat(6, (index) => {
    const angle = (index * Math.PI) / 3 + 0.3
    return `M150-34L${Math.round(150 + 36 * Math.cos(angle))} ${Math.round(-34 + 36 * Math.sin(angle))}`
  })
  const drawing =
    oval(0, 2, 190, 10, palette.ink, 0.2) +
    stroke('M-40-150L-176-188', mix(body, palette.snow, 0.2), 14) +
    path('M-160-56L-146-142H-128V-166H20V-142H36L44-56Z', body) +
    path('M-150-56L-152-96H38L44-56Z', dark) +
    rect(-128, -120, 120, 10, palette.gold, 3) +
    path('M34-66V-158H92Q100-120 84-66Z', dark) +
    path('M44-82V-148H84Q90-112 78-82Z', mix(glass(palette), palette.snow, 0.25)) +
    polygon(
      [
        [66, -66],
        [128, -22],
        [116, -6],
        [44, -46],
      ],
      dark,
    ) +
    path('M100 2L120-30H196L186 2Z', body) +
    stroke(spokes, mix(palette.roof, palette.ink, 0.25), 5) +
    stroke('M187-34a37 37 0 1 0-74 0a37 37 0 1 0 74 0z', mix(palette.roof, palette.ink, 0.1), 6) +
    disc(28, -42, 44, palette.ink) +
    disc(28, -42, 19, palette.gold) +
    disc(-112, -28, 29, palette.ink) +
    disc(-112, -28, 12, palette.gold)
  return place(x, y, width / 340, drawing)
}

/** A rowing boat, sometimes under sail. */
export function boat(brush: Brush, x: number, y: number, width: number): string {
  const { chance, palette } = brush
  const hull = mix(cloth(palette, chance), palette.ink, 0.1)
  const sail = chance.happens(0.5)
    ? stroke('M0-16V-190', palette.ink, 4) +
      path('M6-186Q64-110 74-36H6Z', palette.snow) +
      path('M-6-166Q-34-100-62-36H-6Z', mix(palette.snow, palette.roof, 0.25))
    : path('M-12-18Q-14-58 2-60Q18-58 16-18Z', mix(palette.roof, palette.ink, 0.2)) +
      disc(3, -70, 11, palette.ink) +
      stroke('M8-46L66-22M-34-40L102 6', mix(palette.roof, palette.ink, 0.45), 5)
  const shadow = oval(-4, 22, 88, 9, palette.ink, 0.22)
  return place(
    x,
    y,
    width / 200,
    shadow +
      sail +
      path('M-100-26H100Q88 10 60 12H-66Q-92 6-100-26Z', hull) +
      path('M-100-26H100L97-16H-97Z', mix(hull, palette.snow, 0.4)),
  )
}
