import type { Brush } from '../brush.js'
import { repeat } from '../chance.js'
import { lit, mix } from '../palette.js'
import { box, d, disc, oval, path, place, rect, stroke } from '../pen.js'

const spines = [
  '#00697a',
  '#b4492f',
  '#d99a1c',
  '#2f4858',
  '#7a3b46',
  '#e9dcc3',
  '#3f7f6b',
  '#c9a26b',
  '#8fb3b0',
] as const

/** Books are gathered by colour, one path for each: a full bookcase would otherwise be hundreds of shapes. */
class Bookcase {
  readonly #books = new Map<string, string>()
  #trims = ''
  #boards = ''

  shelf({ chance }: Brush, x: number, y: number, width: number, tall: number): void {
    let left = x + 8
    this.#boards += box(x - 4, y, width + 8, 18)
    for (;;) {
      const wide = chance.between(24, 52)
      const height = tall * chance.between(0.6, 0.88)
      const lean = chance.happens(0.08) ? height * 0.2 : 0
      if (left + wide + lean > x + width - 8) return
      const colour = chance.pick(spines)
      const book = d`M${left} ${y}h${wide}l${lean} ${-height}h${-wide}z`
      const trim = (share: number): string => d`M${left + lean * share} ${y - height * share}h${wide}`
      this.#books.set(colour, (this.#books.get(colour) ?? '') + book)
      this.#trims += trim(0.84) + (chance.happens(0.4) ? trim(0.2) : '')
      left += wide + lean + 2 + (chance.happens(0.07) ? chance.between(26, 90) : 0)
    }
  }

  draw({ palette }: Brush, wood: string): string {
    const books = [...this.#books].map(([colour, data]) =>
      path(data, mix(colour, palette.ink, palette.night ? 0.28 : 0.08)),
    )
    return `${books.join('')}<g stroke-linecap="butt">${stroke(this.#trims, '#fbf1d8', 6, 0.4)}</g>${path(this.#boards, wood)}`
  }
}

function deskLamp({ palette }: Brush, x: number, y: number): string {
  const shade = palette.gold
  const lamp =
    path('M58-234L-70 0H310L146-234Z', lit, 0.22) +
    oval(0, -4, 62, 13, palette.ink) +
    stroke('M0-6L-34-150L70-262', palette.ink, 10) +
    disc(-34, -150, 11, shade) +
    path('M46-246Q62-312 116-294Q164-276 156-222Z', shade) +
    path('M116-294Q164-276 156-222L128-228Q132-270 116-294Z', mix(shade, palette.roof, 0.35)) +
    oval(101, -234, 55, 11, '#fff5d2')
  return place(x, y, 1, lamp)
}

function openBook({ palette }: Brush, x: number, y: number, width: number): string {
  const page = mix('#fdf8ea', palette.ink, palette.night ? 0.1 : 0)
  const book =
    path('M-104 2Q-50-14 0 2Q50-14 104 2L96-34H-96Z', palette.roof) +
    path('M-98-4Q-46-28 0-4L0-40Q-44-62-86-38Z', page) +
    path('M98-4Q46-28 0-4L0-40Q44-62 86-38Z', mix(page, palette.ink, 0.1)) +
    stroke('M-74-34Q-44-48-14-34M-78-24Q-46-38-12-24M74-34Q44-48 14-34M78-24Q46-38 12-24', palette.ink, 1.6, 0.45)
  return place(x, y, width / 200, book)
}

function globe({ palette }: Brush, x: number, y: number): string {
  const drawing =
    disc(0, -104, 78, mix(palette.teal, palette.sky[1], 0.12)) +
    path('M-44-158q42-30 74 0t-22 62q-52 10-52-62zM8-72q42-10 46 14q-20 22-46-14z', '#d0b07a') +
    path('M0-182a78 78 0 0 1 0 156a110 110 0 0 0 0-156z', palette.ink, 0.22) +
    stroke('M6-196A92 92 0 0 1 6-12M0-12V0M-40-3H40', mix(palette.gold, palette.ink, 0.25), 8)
  return place(x, y, 1, drawing)
}

export function books(brush: Brush): string {
  const { chance, palette } = brush
  const wood = mix('#8a5a34', palette.ink, palette.night ? 0.4 : 0.12)
  const rows = chance.whole(3, 4)
  const tall = 700 / rows
  const split = chance.between(560, 1040)
  const table = 742
  const bookcase = new Bookcase()
  for (let row = 1; row <= rows; row += 1) {
    bookcase.shelf(brush, 36, tall * row - 14, split - 56, tall)
    bookcase.shelf(brush, split + 14, tall * row - 14, 1550 - split, tall)
  }
  const pile = repeat(chance.whole(3, 5), (index) =>
    rect(1140 + chance.between(-18, 18), table - 34 - index * 34, chance.between(170, 220), 32, chance.pick(spines), 4),
  )
  return (
    rect(0, 0, 1600, 900, mix(mix(wood, palette.ink, 0.66), palette.teal, chance.between(0, 0.3))) +
    bookcase.draw(brush, wood) +
    path(box(0, 0, 30, 760) + box(split - 12, 0, 24, 760) + box(1570, 0, 30, 760), wood) +
    rect(0, table, 1600, 30, mix(wood, palette.gold, 0.3)) +
    rect(0, table + 30, 1600, 200, mix(wood, palette.ink, 0.3)) +
    rect(0, table + 30, 1600, 12, mix(wood, palette.ink, 0.55)) +
    oval(800, table + 16, 420, 10, lit, 0.3) +
    deskLamp(brush, chance.between(360, 520), table) +
    openBook(brush, chance.between(700, 850), table + 8, chance.between(330, 400)) +
    (chance.happens(0.5) ? globe(brush, chance.between(1180, 1280), table) : pile)
  )
}
